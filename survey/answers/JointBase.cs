using System.Globalization;
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
internal sealed record JointBase(
    LoadedWave Wave,
    Query Query,
    Comparability Comparability,
    Population Population,
    Weighting? Weighting,
    StoredSets Sets
)
{
    public WeightedCount All { get; } = Population.All;

    /// <summary>Why nothing is tested among them; null where it is.</summary>
    public Reason? Untested =>
        Population.IsWeighted ? new Reason(ReasonCode.NotTested, "respondents are weighted")
        : Wave.Wave.RespondentsAssumed ? new Reason(ReasonCode.NotTested, "the number of respondents is assumed")
        : Comparability.Minimum.Low(All, Population.IsWeighted) is { } low ? low with { Code = ReasonCode.NotTested }
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
        return new JointBase(
            shown,
            query,
            new Comparability(survey.Instrument, query),
            population,
            populations.Weightings.GetValueOrDefault(wave),
            populations.Sets
        );
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

    /// <summary>Of a question whose shares weighting fixes, without an interval.</summary>
    public Margin MarginOf(Question question, CountedChoice counted) =>
        new(counted.Choice)
        {
            Count = counted.Sum.Respondents,
            EffectiveBase = Population.IsWeighted ? counted.Sum.EffectiveBase : null,
            LowBase = Low(counted.Sum),
            Figure = Figure.Of(
                counted.Sum.Respondents,
                Population.Share(counted.Sum, All),
                Comparability.WithoutInterval(question, counted.Choice.Id, Wave.Wave) is not null
            ),
        };

    /// <summary>Whether the rows of a table of respondents and its columns go together. What is compared is rows, or columns: two of them
    /// must be a base that can be relied on.</summary>
    public Association Test(long[,] counts)
    {
        var test = Association.Of(counts);
        return test.P is null || Enough(0) || Enough(1)
            ? test
            : Association.Without(
                counts,
                $"neither two rows nor two columns have a base of {Comparability.Minimum.Least.ToString(CultureInfo.InvariantCulture)}"
            );

        bool Enough(int side) =>
            Enumerable.Range(0, counts.GetLength(side)).Count(line => !Comparability.Minimum.IsLow(Sum(side, line))) >= 2;

        long Sum(int side, int line) =>
            Enumerable.Range(0, counts.GetLength(1 - side)).Sum(other => side == 0 ? counts[line, other] : counts[other, line]);
    }

    /// <summary>That respondents are too few to be a base; null where they are enough.</summary>
    public Reason? Low(WeightedCount sum) => Comparability.Minimum.Low(sum, Population.IsWeighted);

    /// <returns>null where there is no whole, and where the instrument masks shares of so few</returns>
    public Figure? FigureOf(WeightedCount part, WeightedCount whole) =>
        Comparability.Minimum.Mask(whole, Population.IsWeighted) is not null
            ? null
            : Figure.Of(part.Respondents, Population.Share(part, whole), Wave.Wave.RespondentsAssumed);
}
