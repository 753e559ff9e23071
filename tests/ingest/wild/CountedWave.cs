using Survey.Answers;
using Survey.Coded;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Tests.Ingest.Wild;

internal sealed record CountedOption(string Label, int Count);

/// <param name="Kind">as an instrument names it</param>
/// <param name="Mean">of a question of kind number; null where nobody gave one</param>
/// <param name="Options">without nets</param>
internal sealed record CountedQuestion(string Text, string Kind, int Answered, double? Mean, IReadOnlyList<CountedOption> Options);

/// <summary>What Survey counted of a raw file.</summary>
internal sealed record CountedWave(int Respondents, IReadOnlyList<CountedQuestion> Questions)
{
    /// <summary>From the database.</summary>
    public static CountedWave Of(WaveToplines toplines) =>
        new(
            toplines.Wave.Respondents,
            [
                .. toplines.Questions.Select(question => new CountedQuestion(
                    question.Text,
                    NameOf(question.Kind),
                    question.Answered,
                    question.Kind == QuestionKind.Number ? question.Mean?.Mean : null,
                    [.. question.Options.Where(option => !option.Net).Select(option => new CountedOption(option.Label, option.Count))]
                )),
            ]
        );

    /// <summary>Of a wave that is coded and not stored.</summary>
    public static CountedWave Of(CodedWave coded)
    {
        var counts = Counts.Coded(coded);
        return new CountedWave(
            counts.Respondents,
            [
                .. coded.Codebook.Questions.Select(question => new CountedQuestion(
                    question.Text,
                    NameOf(question.Kind),
                    counts.Of[new Counted(question.Id, SetKind.Answered, "")],
                    counts.Numbers.TryGetValue(question.Id, out var numbers) ? MeanOf(numbers) : null,
                    [
                        .. question.Options.Select(option => new CountedOption(
                            option.Label,
                            counts.Of[new Counted(question.Id, SetKind.Option, option.Id)]
                        )),
                    ]
                )),
            ]
        );
    }

    private static double? MeanOf(NumberCount[] numbers) =>
        numbers.Length == 0 ? null : numbers.Sum(number => number.Value * number.Respondents) / numbers.Sum(number => number.Respondents);

    private static string NameOf(QuestionKind kind) => kind.ToString().ToLowerInvariant();
}
