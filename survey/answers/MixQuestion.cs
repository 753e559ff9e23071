using Survey.Counting;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Answers;

/// <summary>What a mix shift is asked about, after all that can be refused without counting.</summary>
/// <param name="Rule">the query's base</param>
internal sealed record MixQuestion(Question Question, Choice Option, Question By, LoadedWave From, LoadedWave To, BaseRule Rule)
{
    /// <summary>The options that group, and who gave none.</summary>
    public IReadOnlyList<(string Id, string Label)> Groups { get; } =
    [.. By.Options.Select(option => (option.Id, option.Label)), ("", "no answer")];

    /// <exception cref="SurveyException">this cannot be asked, or not be computed</exception>
    public static MixQuestion Of(LoadedSurvey survey, string question, string option, string by, string from, string to, Query query)
    {
        var instrument = survey.Instrument;
        var (known, grouping, earlier, later) = (
            instrument.Question(question),
            instrument.Question(by),
            survey.Wave(from),
            survey.Wave(to)
        );
        DisclosureControl.Breakdown(instrument, "a mix shift");
        var asked = new MixQuestion(known, known.Require(option), grouping, earlier, later, query.Base);
        if (asked.Question.Kind is not (QuestionKind.Single or QuestionKind.Multiple or QuestionKind.Scale))
            throw new SurveyException(
                $"question \"{question}\" is of kind {Kind(asked.Question)}, which has no percentages; single, multiple or scale "
                    + "was expected"
            );
        if (asked.By.Kind is not (QuestionKind.Single or QuestionKind.Scale))
            throw new SurveyException(
                $"groups by \"{by}\", which is of kind {Kind(asked.By)}; a question with one answer was expected, of kind single or scale"
            );
        if (by == question)
            throw new SurveyException($"groups by \"{by}\", which is the question itself; another question was expected");
        if (!asked.Question.IsInBase(option, query.Base))
            throw new SurveyException(
                $"option \"{option}\" of question \"{question}\" is marked missing, so that it is not part of base \"valid\"; "
                    + "base answered, all or asked was expected"
            );
        if (from == to)
            throw new SurveyException($"from and to are both \"{from}\"; two waves were expected");
        if (asked.From.Wave.Position > asked.To.Wave.Position)
            throw new SurveyException($"from \"{from}\" is later than to \"{to}\"; the earlier wave was expected first; swap them");
        return asked.ProblemOf(new Comparability(instrument, query)) is { } problem ? throw new NotComputableException(problem) : asked;
    }

    /// <summary>The sets that <see cref="MixCount"/> counts.</summary>
    public IEnumerable<SetKey> Keys(LoadedSurvey survey, LoadedWave wave) =>
        QuestionSets.Keys(survey, wave, Question, Rule).Concat(QuestionSets.Keys(survey, wave, By, BaseRule.Answered));

    public SetKey OptionKey(LoadedWave wave) => SetKey.Of(wave, Question.Id, Option);

    private Reason? ProblemOf(Comparability comparability)
    {
        foreach (var wave in new[] { From, To })
        {
            if (wave.Wave.Provenance == Provenance.Reconstructed)
                return Reason.Reconstructed(ReasonCode.NotComputable);
            if (wave.Wave.RespondentsAssumed)
                return NotComputable($"the number of respondents of {wave.Wave.Label} is assumed");
            if (new[] { Question, By }.FirstOrDefault(one => !one.IsAskedIn(wave.Id)) is { } unasked)
                return NotComputable($"{wave.Wave.Label} did not ask \"{unasked.Id}\"");
            if (Question.LabelIn(wave.Id, Option.Id) is null)
                return NotComputable($"{wave.Wave.Label} did not offer \"{Option.Id}\" of \"{Question.Id}\"");
        }
        foreach (var one in new[] { Question, By })
        {
            if (comparability.Break(one, From.Wave, To.Wave) is { } reason)
                return NotComputable($"the series of \"{one.Id}\" is broken between {From.Wave.Label} and {To.Wave.Label}: {reason.Text}");
        }
        return null;

        static Reason NotComputable(string text) => new(ReasonCode.NotComputable, text);
    }

    private static string Kind(Question question) => question.Kind.ToString().ToLowerInvariant();
}
