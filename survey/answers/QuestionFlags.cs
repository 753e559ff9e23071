using Survey.Instruments;
using Survey.Statistics;

namespace Survey.Answers;

/// <summary>What a question's figures at one wave must not be taken for.</summary>
internal static class QuestionFlags
{
    /// <param name="all">those of the base; null where there is none</param>
    /// <returns>the flags break, differs, provisional and low, then what of the figures weighting fixed or nobody published</returns>
    public static IReadOnlyList<Reason> Of(Comparability comparability, Question question, Wave wave, WeightedCount? all, bool weighted) =>
        [
            .. new[]
            {
                Declared(question, wave),
                all is { } counted ? comparability.Minimum.Low(counted, weighted) : null,
                question.IsAskedIn(wave.Id) ? comparability.Fixed(question) : null,
                MadeUp(question, wave),
            }.OfType<Reason>(),
        ];

    /// <summary>Which figures of a reconstructed wave no publication gave.</summary>
    private static Reason? MadeUp(Question question, Wave wave)
    {
        if (wave.Published is null || !question.Kind.HasOptions() || !question.IsAskedIn(wave.Id))
            return null;
        var choices = question.ChoicesIn(wave.Id).ToList();
        var madeUp = choices.Where(choice => !wave.IsPublished(question.Id, choice.Id)).Select(choice => $"“{choice.Label}”").ToList();
        return madeUp.Count switch
        {
            0 => null,
            var all when all == choices.Count => new Reason(ReasonCode.MadeUp, "no publication gave its figures"),
            _ => new Reason(ReasonCode.MadeUp, $"no publication gave the figures of {string.Join(", ", madeUp)}"),
        };
    }

    private static Reason? Declared(Question question, Wave wave) =>
        question.FlagIn(wave.Id) is var (flag, reason)
            ? new Reason(
                flag switch
                {
                    Flag.Break => ReasonCode.Break,
                    Flag.Differs => ReasonCode.Differs,
                    _ => ReasonCode.Provisional,
                },
                reason
            )
            : null;
}
