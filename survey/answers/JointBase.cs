using Survey.Coded;
using Survey.Counting;
using Survey.Instruments;
using Survey.Statistics;
using Survey.Storage;

namespace Survey.Answers;

/// <summary>An option or net, with its respondents in a <see cref="JointBase"/>.</summary>
internal sealed record CountedChoice(Choice Choice, Bitmap Set, WeightedCount Sum);

/// <summary>The respondents of one wave who match a query and are in the base of every question that is held against another: what a
/// crosstab and an overlap are of.</summary>
internal sealed record JointBase(LoadedWave Wave, Query Query, Population Population, Weighting? Weighting, StoredSets Sets)
{
    public WeightedCount All { get; } = Population.All;

    /// <summary>Why nothing is tested among them; null where it is.</summary>
    public Reason? Untested =>
        Population.IsWeighted ? new Reason(ReasonCode.NotTested, "respondents are weighted")
        : Wave.Wave.RespondentsAssumed ? new Reason(ReasonCode.NotTested, "the number of respondents is assumed")
        : null;

    /// <exception cref="NotFoundException">the wave was not loaded yet, or did not ask one of the questions</exception>
    /// <exception cref="NotComputableException">nothing can be said of these respondents in this wave</exception>
    public static async Task<JointBase> Read(
        SurveyDatabase database,
        LoadedSurvey survey,
        string wave,
        IReadOnlyList<Question> questions,
        Query query,
        CancellationToken cancel
    )
    {
        var shown = survey.Wave(wave);
        foreach (var question in questions)
            shown.Require(question);
        if (shown.Wave.Provenance == Provenance.Reconstructed)
            throw new NotComputableException(Reason.Reconstructed(ReasonCode.NotComputable));
        var populations = await Populations.Read(
            database,
            survey,
            [shown],
            query,
            loaded => questions.SelectMany(question => QuestionSets.Keys(survey, loaded, question, query.Base)),
            cancel
        );
        var population = populations.Of(shown).Value;
        foreach (var question in questions)
        {
            if (QuestionSets.Base(survey, shown, question, query.Base, populations.Sets).Value is { } inBase)
                population = population.Within(inBase);
        }
        return new JointBase(shown, query, population, populations.Weightings.GetValueOrDefault(wave), populations.Sets);
    }

    /// <summary>The options and nets of a question that the wave offered and that are part of the base.</summary>
    public List<CountedChoice> Choices(Question question)
    {
        var choices = new List<CountedChoice>();
        foreach (var choice in question.ChoicesIn(Wave.Id).Where(choice => question.IsInBase(choice.Id, Query.Base)))
        {
            if (Sets[SetKey.Of(Wave, question.Id, choice)] is { } set)
                choices.Add(new CountedChoice(choice, set, Population.Count(set)));
        }
        return choices;
    }

    public Margin MarginOf(CountedChoice counted) =>
        new(counted.Choice)
        {
            Count = counted.Sum.Respondents,
            EffectiveBase = Population.IsWeighted ? counted.Sum.EffectiveBase : null,
            Figure = FigureOf(counted.Sum, All),
        };

    /// <returns>null where there is no whole</returns>
    public Figure? FigureOf(WeightedCount part, WeightedCount whole) =>
        Figure.Of(part.Respondents, Population.Share(part, whole), Wave.Wave.RespondentsAssumed);
}
