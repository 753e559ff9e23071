using System.Text.Json.Serialization;
using Survey.Counting;
using Survey.Instruments;
using Survey.Statistics;
using Survey.Storage;

namespace Survey.Answers;

/// <summary>One of the two waves of a mix shift.</summary>
public sealed record MixWave(WaveSummary Wave, [property: JsonIgnore] Figure Figure)
{
    /// <summary>Of the question there: differs, provisional, low.</summary>
    public IReadOnlyList<string> Flags => Reasons.Flags();

    /// <summary>The flags' reasons.</summary>
    public IReadOnlyList<string> Notes => Reasons.Notes();

    /// <summary>Who chose the option, unweighted.</summary>
    public int Count => Figure.Count;

    /// <summary>Unweighted.</summary>
    public required int Base { get; init; }

    /// <summary>Kish's effective base, where respondents are weighted; or null.</summary>
    public double? EffectiveBase { get; init; }

    /// <summary>0 to 100, with its 95 % Wilson interval.</summary>
    public double Percent => Figure.Percent;

    public double? Low => Figure.Interval?.Low;

    public double? High => Figure.Interval?.High;

    /// <summary>How the wave's respondents were weighted, or null.</summary>
    public Weighting? Weighting { get; init; }

    /// <summary>The flags.</summary>
    [JsonIgnore]
    public IReadOnlyList<Reason> Reasons { get; init; } = [];
}

/// <summary>A change, or a part of it, in percentage points.</summary>
/// <param name="Interval">95 %; null where none can be given</param>
public sealed record MixPart(double Points, [property: JsonIgnore] Interval? Interval)
{
    /// <summary>Lower end of the interval.</summary>
    public double? Low => Interval?.Low;

    public double? High => Interval?.High;
}

/// <summary>
/// How much of the change of an option's share between two waves is composition (who answered) and how much is behaviour (how groups of
/// them answered), by Kitagawa's decomposition (Kitagawa 1955) with shares s and rates r of groups g in waves 1 and 2: composition = sum
/// (s2 - s1)(r1 + r2) / 2, behaviour = sum (r2 - r1)(s1 + s2) / 2. They add up to the change. A group that nobody of one wave is in has its
/// rate of the other wave in both. It describes these groups and shows no cause: behaviour is also whatever else changed within them.
/// </summary>
public sealed record MixShift
{
    public required string Survey { get; init; }

    public required QuestionSummary Question { get; init; }

    /// <summary>The option or net that the change is of.</summary>
    public required Choice Option { get; init; }

    /// <summary>The question whose options are the groups; who of the base gave it no answer is a group too.</summary>
    public required QuestionSummary By { get; init; }

    public required QuerySummary Query { get; init; }

    public required string Caveat { get; init; }

    public required MixWave From { get; init; }

    public required MixWave To { get; init; }

    /// <summary>Whether the two figures may be compared; where they are only shown, Notes say why.</summary>
    public Compared Comparability { get; init; }

    /// <summary>With Newcombe's interval, as in a trend.</summary>
    public required MixPart Change { get; init; }

    /// <summary>With a bootstrap percentile interval, see <see cref="MixIntervals"/>.</summary>
    public required MixPart Composition { get; init; }

    /// <summary>As composition.</summary>
    public required MixPart Behaviour { get; init; }

    /// <summary>The change and its parts in words; rounded figures that do not add up to the rounded change are said to be
    /// rounded.</summary>
    public string Sentence
    {
        get
        {
            var (change, composition, behaviour) = (
                Figure.ShowPoints(Change.Points),
                Figure.ShowPoints(Composition.Points),
                Figure.ShowPoints(Behaviour.Points)
            );
            var rounded = Round(Composition.Points) + Round(Behaviour.Points) == Round(Change.Points) ? "" : " (rounded)";
            var what = Comparability == Compared.Comparable ? "change" : "difference";
            return $"Of the {what} of {change} points, {composition} come from who answered (composition) and {behaviour} from how groups "
                + $"answered (behaviour){rounded}.";

            static decimal Round(double points) => Math.Round((decimal)points, 1, MidpointRounding.AwayFromZero);
        }
    }

    public required IReadOnlyList<MixGroup> Groups { get; init; }

    /// <summary>Of the bootstrap; null where there are no intervals, and Notes say why.</summary>
    public int? Replicates { get; init; }

    public int? Seed { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>How far composition and behaviour may be from the change, as a share of -1 to 1: rounding only.</summary>
    private const double Rounding = 1e-9;

    /// <param name="option">the id of an option or net</param>
    /// <param name="by">the id of a question of kind single or scale</param>
    /// <param name="from">the earlier wave's id</param>
    /// <param name="query">its waves and its adjustment are not looked at; plain when not given</param>
    /// <exception cref="NotFoundException">no such survey, question, option or wave, or a wave that was not loaded yet</exception>
    /// <exception cref="NotComputableException">the data do not say</exception>
    /// <exception cref="SurveyException">the query cannot be asked of this survey</exception>
    public static async Task<MixShift> Of(
        SurveyDatabase database,
        string survey,
        string question,
        string option,
        string by,
        string from,
        string to,
        Query? query = null,
        CancellationToken cancel = default
    ) => await Of(database, await LoadedSurvey.Live(database, survey, cancel), question, option, by, from, to, query ?? new(), cancel);

    internal static async Task<MixShift> Of(
        SurveyDatabase database,
        LoadedSurvey loaded,
        string question,
        string option,
        string by,
        string from,
        string to,
        Query query,
        CancellationToken cancel
    )
    {
        var asked = MixQuestion.Of(loaded, question, option, by, from, to, query);
        var populations = await Populations.Read(database, loaded, [asked.From, asked.To], query, wave => asked.Keys(loaded, wave), cancel);
        var (first, second) = (MixCount.Of(asked, loaded, asked.From, populations), MixCount.Of(asked, loaded, asked.To, populations));
        var cells = first
            .Groups.Zip(second.Groups, (one, two) => new MixCell(one.Share.Share, one.Rate?.Share, two.Share.Share, two.Rate?.Share))
            .ToArray();
        var mix = Mix.Of(cells);
        var difference = Difference.Between(first.Share, second.Share);
        if (Math.Abs(mix.Composition + mix.Behaviour - difference.Points) > Rounding)
            throw new InvalidOperationException(
                $"composition {mix.Composition:R} and behaviour {mix.Behaviour:R} do not add up to the change {difference.Points:R}"
            );
        var comparability = new Comparability(loaded.Instrument, query);
        var compared = comparability.Of(asked.Question, asked.Option, first.Side, second.Side);
        var grouped = comparability.Of(asked.By, null, first.Side, second.Side);
        var untold = NoIntervals(comparability.Minimum, query, first, second);
        var intervals = untold is null ? MixIntervals.Of(first.Counts, second.Counts) : null;
        var mean = (first.Share.Share + second.Share.Share) / 2;
        return new MixShift
        {
            Survey = loaded.Instrument.Survey,
            Question = QuestionSummary.Of(asked.Question),
            Option = asked.Option,
            By = QuestionSummary.Of(asked.By),
            Query = QuerySummary.Of(query with { Waves = [from, to] }, loaded.Instrument),
            Caveat = Figure.Caveat,
            From = first.Wave(comparability, asked, populations.Weightings),
            To = second.Wave(comparability, asked, populations.Weightings),
            Comparability = compared.Verdict,
            Change = Part(difference.Points, compared.HasInterval ? difference.Interval : null),
            Composition = Part(mix.Composition, intervals?.Composition),
            Behaviour = Part(mix.Behaviour, intervals?.Behaviour),
            Groups =
            [
                .. asked
                    .Groups.Select(
                        (group, index) => MixGroup.Of(group, asked, comparability.Minimum, first, second, index, cells[index], mean)
                    )
                    .Where(group => group.From.Base + group.To.Base > 0),
            ],
            Replicates = intervals is null ? null : MixIntervals.Replicates,
            Seed = intervals is null ? null : MixIntervals.Seed,
            Notes =
            [
                .. compared.Reasons.Where(reason => reason.Code != ReasonCode.NotRanked).Notes(),
                .. grouped
                    .Reasons.Where(reason => reason.Code is ReasonCode.NotComparable && !compared.Reasons.Contains(reason))
                    .Select(reason => $"the groups by \"{asked.By.Id}\": {reason}"),
                .. untold is null ? [] : new[] { untold.ToString() },
            ],
        };
    }

    /// <summary>Why nothing can be resampled; null where it can be.</summary>
    private static Reason? NoIntervals(MinimumBase minimum, Query query, MixCount first, MixCount second)
    {
        if (query.Weight is not null)
            return new Reason(ReasonCode.NoIntervals, "respondents are weighted");
        foreach (var count in new[] { first, second })
        {
            var (all, chosen, wave) = (count.All.Respondents, count.Chosen.Respondents, count.Loaded.Wave.Label);
            if (minimum.Low(count.All, count.Weighted, $"the base of {wave}") is { } low)
                return low with { Code = ReasonCode.NoIntervals };
            if (chosen == 0 || chosen == all)
                return new Reason(
                    ReasonCode.NoIntervals,
                    $"{(chosen == 0 ? "nobody" : "everybody")} of the base of {wave} chose the option, and resamples cannot show otherwise"
                );
        }
        return null;
    }

    private static MixPart Part(double share, Interval? interval) => new(100 * share, interval is { } known ? 100 * known : null);
}
