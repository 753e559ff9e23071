using System.Text.Json.Serialization;
using Survey.Counting;
using Survey.Instruments;
using Survey.Statistics;
using Survey.Storage;

namespace Survey.Answers;

/// <summary>A wave of a trend, with what is to be known of the question in it.</summary>
public sealed record TrendWave : WaveSummary
{
    public TrendWave(WaveSummary wave)
        : base(wave) { }

    /// <summary>Codes: break, differs, provisional, low.</summary>
    public IReadOnlyList<string> Flags => Reasons.Flags();

    /// <summary>The flags' reasons, then what the revision was coded without.</summary>
    public IReadOnlyList<string> Notes => Reasons.Notes();

    /// <summary>Unweighted; null where the wave did not ask the question, or nothing can be computed.</summary>
    public int? Base { get; init; }

    /// <summary>Kish's effective base, where respondents are weighted; or null.</summary>
    public double? EffectiveBase { get; init; }

    /// <summary>How the wave's respondents were weighted, or null.</summary>
    public Weighting? Weighting { get; init; }

    /// <summary>Why there are no figures, in words; empty where there are, or the wave did not ask.</summary>
    public string NotComputable => Problem.InWords();

    /// <summary>The flags, then what the revision was coded without.</summary>
    [JsonIgnore]
    public IReadOnlyList<Reason> Reasons { get; init; } = [];

    /// <summary>Why there are no figures; null where there are, or the wave did not ask.</summary>
    [JsonIgnore]
    public Reason? Problem { get; init; }
}

/// <summary>One option or net in one wave.</summary>
/// <param name="Wave">its id</param>
/// <param name="Label">in the wave's own wording</param>
public sealed record TrendPoint(string Wave, string Label, [property: JsonIgnore] Figure Figure)
{
    /// <summary>Respondents, unweighted.</summary>
    public int Count => Figure.Count;

    public double Percent => Figure.Percent;

    public double? Low => Figure.Interval?.Low;

    public double? High => Figure.Interval?.High;

    /// <summary>From the last earlier wave that has a point; null where there is none, and across a break.</summary>
    public Change? Change { get; init; }

    /// <summary>Of a reconstructed wave: no publication gave it.</summary>
    public bool MadeUp { get; init; }
}

/// <param name="Points">one for each wave of the trend; null where the wave did not ask or offer it</param>
public sealed record TrendOption(string Id, string Label, bool Net, IReadOnlyList<TrendPoint?> Points);

/// <summary>Toplines of one question across waves, with their changes.</summary>
/// <param name="Means">of a scale or number: one for each wave, null where there is none; null for other questions</param>
public sealed record Trend(
    string Survey,
    QuestionSummary Question,
    QuerySummary Query,
    string Caveat,
    IReadOnlyList<TrendWave> Waves,
    IReadOnlyList<TrendOption> Options,
    IReadOnlyList<MeanPoint?>? Means = null
)
{
    public BaseRule BaseRule => Query.Base;

    /// <param name="query">plain when not given</param>
    /// <exception cref="NotFoundException">no such survey, question or wave, or a wave that was not loaded yet</exception>
    /// <exception cref="SurveyException">the query cannot be asked of this survey</exception>
    public static async Task<Trend> Of(
        SurveyDatabase database,
        string survey,
        string question,
        Query? query = null,
        CancellationToken cancel = default
    ) => await Of(database, await LoadedSurvey.Live(database, survey, cancel), question, query ?? new(), cancel);

    /// <summary>The same of the revisions that are given.</summary>
    public static async Task<Trend> Of(SurveyDatabase database, LoadedSurvey survey, string question, Query query, CancellationToken cancel)
    {
        var (instrument, asked) = (survey.Instrument, survey.Instrument.Question(question));
        var waves = survey.Named(query.Waves);
        var tallies = await Tallies.Read(database, survey, waves, [asked], query, cancel);
        var comparability = new Comparability(instrument, query);
        var options = asked
            .Choices.Where(choice => asked.IsInBase(choice.Id, query.Base))
            .Select(choice => new TrendOption(choice.Id, choice.Label, choice.Net, Points(comparability, asked, waves, tallies, choice)));
        var trend = new Trend(
            instrument.Survey,
            QuestionSummary.Of(asked),
            QuerySummary.Of(query, instrument),
            Figure.Caveat,
            [.. waves.Select(wave => Describe(comparability, asked, wave, tallies))],
            [.. options],
            asked.Kind is QuestionKind.Scale or QuestionKind.Number ? MeansOf(comparability, asked, waves, tallies) : null
        );
        return trend.Judged(query.Adjust);
    }

    private static TrendWave Describe(Comparability comparability, Question question, LoadedWave loaded, Tallies tallies)
    {
        var (wave, tally) = (loaded.Wave, tallies[loaded.Id, question.Id]);
        var missing = tally is null ? [] : QuestionSets.CodedWithout(question, loaded, choice => tally.Count(choice) is not null);
        return new TrendWave(WaveSummary.Of(loaded))
        {
            Reasons = [.. QuestionFlags.Of(comparability, question, wave, tally?.Base, tally is { Weighted: true }), .. missing],
            Base = tally?.Base.Respondents,
            EffectiveBase = tally is { Weighted: true } ? tally.Base.EffectiveBase : null,
            Weighting = tallies.Weighting(wave.Id),
            Problem = tallies.Problem(wave.Id, question.Id),
        };
    }

    private static List<TrendPoint?> Points(
        Comparability comparability,
        Question question,
        IReadOnlyList<LoadedWave> waves,
        Tallies tallies,
        Choice choice
    )
    {
        var points = new List<TrendPoint?>();
        (ComparedSide Side, Proportion Share)? earlier = null;
        foreach (var (wave, _, _) in waves)
        {
            if (
                question.LabelIn(wave.Id, choice.Id) is not { } label
                || tallies[wave.Id, question.Id] is not { } tally
                || tally.Share(choice) is not { } share
            )
            {
                points.Add(null);
                continue;
            }
            var side = ComparedSide.Of(wave, tally.Base, tally.Weighted);
            var withoutInterval = comparability.WithoutInterval(question, choice.Id, wave) is not null;
            points.Add(
                new TrendPoint(wave.Id, label, Figure.Of(tally.Count(choice)!.Value.Respondents, share, withoutInterval)!)
                {
                    MadeUp = !wave.IsPublished(question.Id, choice.Id),
                    Change = earlier is var (from, before)
                        ? Change.Between(comparability.Of(question, choice, from, side), from.Wave, before, share)
                        : null,
                }
            );
            earlier = (side, share);
        }
        return points;
    }

    private static List<MeanPoint?> MeansOf(
        Comparability comparability,
        Question question,
        IReadOnlyList<LoadedWave> waves,
        Tallies tallies
    )
    {
        var points = new List<MeanPoint?>();
        (ComparedSide Side, Moments Moments)? earlier = null;
        foreach (var (wave, _, _) in waves)
        {
            if (
                tallies[wave.Id, question.Id] is not { } tally
                || MeanFigure.Of(comparability, question, new WaveTally(wave, tally)) is not { } figure
            )
            {
                points.Add(null);
                continue;
            }
            var side = ComparedSide.Of(wave, figure, tally.Weighted);
            points.Add(
                new MeanPoint(
                    wave.Id,
                    figure,
                    earlier is var (from, before)
                        ? Change.Between(comparability.Of(question, null, from, side), from.Wave, before, figure.Moments)
                        : null
                )
            );
            earlier = (side, figure.Moments);
        }
        return points;
    }

    /// <summary>All changes of the answer are one family, those of nets and means included.</summary>
    private Trend Judged(Adjustment adjustment)
    {
        var changes = Options.SelectMany(option => option.Points).Select(point => point?.Change);
        var ofMeans = (Means ?? []).Select(point => point?.Change);
        var judged = new Queue<Change>(Change.Judged([.. changes.Concat(ofMeans).OfType<Change>()], adjustment));
        return this with
        {
            Options = [.. Options.Select(option => option with { Points = [.. option.Points.Select(OfPoint)] })],
            Means = Means is null ? null : [.. Means.Select(OfMean)],
        };

        TrendPoint? OfPoint(TrendPoint? point) => point?.Change is null ? point : point with { Change = judged.Dequeue() };

        MeanPoint? OfMean(MeanPoint? point) => point?.Change is null ? point : point with { Change = judged.Dequeue() };
    }
}
