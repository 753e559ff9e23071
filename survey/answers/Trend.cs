using Survey.Counting;
using Survey.Instruments;
using Survey.Statistics;
using Survey.Storage;

namespace Survey.Answers;

/// <summary>A wave of a trend, with what is to be known of the question in it.</summary>
/// <param name="Flags">codes: break, differs, provisional, low</param>
/// <param name="Notes">the flags' reasons, then what the revision was coded without</param>
/// <param name="Base">unweighted; null where the wave did not ask the question, or nothing can be computed</param>
/// <param name="EffectiveBase">Kish's effective base, where respondents are weighted; or null</param>
/// <param name="Weighting">how the wave's respondents were weighted, or null</param>
/// <param name="NotComputable">why there are no figures, in words; empty where there are, or the wave did not ask</param>
public sealed record TrendWave(
    string Id,
    string Label,
    int Revision,
    Provenance Provenance,
    bool RespondentsAssumed,
    string Caveat,
    int Respondents,
    IReadOnlyList<string> Flags,
    IReadOnlyList<string> Notes,
    int? Base,
    double? EffectiveBase,
    Weighting? Weighting,
    string NotComputable
) : WaveSummary(Id, Label, Revision, Provenance, RespondentsAssumed, Caveat, Respondents);

/// <summary>One option or net in one wave.</summary>
/// <param name="Wave">its id</param>
/// <param name="Label">in the wave's own wording</param>
/// <param name="Count">respondents, unweighted</param>
/// <param name="Change">from the last earlier wave that has a point; null where there is none, and across a break</param>
public sealed record TrendPoint(string Wave, string Label, int Count, double Percent, double? Low, double? High, Change? Change);

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
        var options = asked
            .Choices(query.Base)
            .Select(option => new TrendOption(
                option.Id,
                option.Label,
                option.Net,
                Points(instrument, asked, waves, tallies, option.Net, option.Id)
            ));
        var trend = new Trend(
            instrument.Survey,
            new QuestionSummary(asked.Id, asked.Text, asked.Kind),
            QuerySummary.Of(query, instrument),
            Figure.Caveat,
            [.. waves.Select(wave => Describe(asked, wave, tallies))],
            [.. options],
            asked.Kind is QuestionKind.Scale or QuestionKind.Number ? MeansOf(instrument, asked, waves, tallies) : null
        );
        return trend.Judged(query.Adjust);
    }

    private static TrendWave Describe(Question question, LoadedWave loaded, Tallies tallies)
    {
        var (wave, tally) = (loaded.Wave, tallies[loaded.Id, question.Id]);
        var flags = QuestionFlags.Of(question, wave, tally?.Base.Respondents);
        var missing = tally is null
            ? []
            : QuestionSets.CodedWithout(question, loaded, option => tally.Count(option.Net, option.Id) is not null);
        return new TrendWave(
            wave.Id,
            wave.Label,
            loaded.Revision,
            wave.Provenance,
            wave.RespondentsAssumed,
            wave.Caveat,
            loaded.Respondents,
            flags.Codes,
            [.. flags.Notes, .. missing],
            tally?.Base.Respondents,
            tally is { Weighted: true } ? tally.Base.EffectiveBase : null,
            tallies.Weighting(wave.Id),
            tallies.Problem(wave.Id, question.Id)
        );
    }

    private static List<TrendPoint?> Points(
        Instrument instrument,
        Question question,
        IReadOnlyList<LoadedWave> waves,
        Tallies tallies,
        bool net,
        string id
    )
    {
        var points = new List<TrendPoint?>();
        (Wave Wave, Proportion Share)? earlier = null;
        foreach (var (wave, _, _) in waves)
        {
            if (
                question.LabelIn(wave.Id, id) is not { } label
                || tallies[wave.Id, question.Id] is not { } tally
                || tally.Share(net, id) is not { } share
            )
            {
                points.Add(null);
                continue;
            }
            var count = tally.Count(net, id)!.Value.Respondents;
            var figure = Figure.Of(count, share, wave.RespondentsAssumed)!;
            var change = earlier is var (from, before) ? Change.Between(instrument, question, id, from, before, wave, share) : null;
            points.Add(new TrendPoint(wave.Id, label, count, figure.Percent, figure.Low, figure.High, change));
            earlier = (wave, share);
        }
        return points;
    }

    private static List<MeanPoint?> MeansOf(Instrument instrument, Question question, IReadOnlyList<LoadedWave> waves, Tallies tallies)
    {
        var points = new List<MeanPoint?>();
        (Wave Wave, Moments Moments)? earlier = null;
        foreach (var (wave, _, _) in waves)
        {
            var numbers = tallies[wave.Id, question.Id]?.Numbers(question) ?? [];
            if (MeanFigure.Of(numbers, wave.RespondentsAssumed, out var moments) is not { } figure)
            {
                points.Add(null);
                continue;
            }
            points.Add(
                new MeanPoint(
                    wave.Id,
                    figure,
                    earlier is var (from, before) ? Change.Between(instrument, question, from, before, wave, moments) : null
                )
            );
            earlier = (wave, moments);
        }
        return points;
    }

    /// <summary>All changes of the answer are one family, those of nets and means included.</summary>
    private Trend Judged(Adjustment adjustment)
    {
        var changes = Options
            .SelectMany(option => option.Points)
            .Select(point => point?.Change)
            .Concat((Means ?? []).Select(point => point?.Change));
        var judged = new Queue<Change?>(Change.Judged([.. changes], adjustment));
        return this with
        {
            Options =
            [
                .. Options.Select(option =>
                    option with
                    {
                        Points =
                        [
                            .. option
                                .Points.Select(point => (point, judged.Dequeue()))
                                .Select(pair => pair.point is null ? null : pair.point with { Change = pair.Item2 }),
                        ],
                    }
                ),
            ],
            Means = Means is null
                ? null
                :
                [
                    .. Means
                        .Select(point => (point, judged.Dequeue()))
                        .Select(pair => pair.point is null ? null : pair.point with { Change = pair.Item2 }),
                ],
        };
    }
}
