using Survey.Counting;
using Survey.Statistics;
using Survey.Storage;

namespace Survey.Answers;

/// <summary>One of the two waves of a mix shift.</summary>
/// <param name="Flags">of the question there: differs, provisional, low</param>
/// <param name="Notes">the flags' reasons</param>
/// <param name="Count">who chose the option, unweighted</param>
/// <param name="Base">unweighted</param>
/// <param name="EffectiveBase">Kish's effective base, where respondents are weighted; or null</param>
/// <param name="Percent">0 to 100, with its 95 % Wilson interval</param>
/// <param name="Weighting">how the wave's respondents were weighted, or null</param>
public sealed record MixWave(
    WaveSummary Wave,
    IReadOnlyList<string> Flags,
    IReadOnlyList<string> Notes,
    int Count,
    int Base,
    double? EffectiveBase,
    double Percent,
    double? Low,
    double? High,
    Weighting? Weighting
);

/// <summary>A change, or a part of it, in percentage points.</summary>
/// <param name="Low">lower end of the 95 % interval; null where none can be given</param>
public sealed record MixPart(double Points, double? Low, double? High);

/// <summary>
/// How much of the change of an option's share between two waves is composition (who answered) and how much is behaviour (how groups of
/// them answered), by Kitagawa's decomposition (Kitagawa 1955) with shares s and rates r of groups g in waves 1 and 2: composition = sum
/// (s2 - s1)(r1 + r2) / 2, behaviour = sum (r2 - r1)(s1 + s2) / 2. They add up to the change. A group that nobody of one wave is in has its
/// rate of the other wave in both. It describes these groups and shows no cause: behaviour is also whatever else changed within them.
/// </summary>
/// <param name="By">the question whose options are the groups; who of the base gave it no answer is a group too</param>
/// <param name="Change">with Newcombe's interval, as in a trend</param>
/// <param name="Composition">with a bootstrap percentile interval, see <see cref="MixIntervals"/></param>
/// <param name="Behaviour">as composition</param>
/// <param name="Sentence">the change and its parts in words</param>
/// <param name="Replicates">of the bootstrap; null where there are no intervals, and Notes say why</param>
public sealed record MixShift(
    string Survey,
    QuestionSummary Question,
    MixOption Option,
    QuestionSummary By,
    QuerySummary Query,
    string Caveat,
    MixWave From,
    MixWave To,
    MixPart Change,
    MixPart Composition,
    MixPart Behaviour,
    string Sentence,
    IReadOnlyList<MixGroup> Groups,
    int? Replicates,
    int? Seed,
    IReadOnlyList<string> Notes
)
{
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
        var difference = Difference.Between(first.Chosen, second.Chosen);
        if (Math.Abs(mix.Composition + mix.Behaviour - difference.Points) > Rounding)
            throw new InvalidOperationException(
                $"composition {mix.Composition:R} and behaviour {mix.Behaviour:R} do not add up to the change {difference.Points:R}"
            );
        var untold = NoIntervals(query, first, second);
        var intervals = untold.Length > 0 ? null : MixIntervals.Of(first.Counts, second.Counts);
        var mean = (first.Chosen.Share + second.Chosen.Share) / 2;
        var shift = new MixShift(
            loaded.Instrument.Survey,
            new QuestionSummary(asked.Question.Id, asked.Question.Text, asked.Question.Kind),
            new MixOption(option, asked.Question.Require(option), asked.Question.IsNet(option)),
            new QuestionSummary(asked.By.Id, asked.By.Text, asked.By.Kind),
            QuerySummary.Of(query with { Waves = [from, to] }, loaded.Instrument),
            Figure.Caveat,
            first.Wave(asked.Question, populations.Weightings),
            second.Wave(asked.Question, populations.Weightings),
            Part(difference.Points, difference.Interval),
            Part(mix.Composition, intervals?.Composition),
            Part(mix.Behaviour, intervals?.Behaviour),
            "",
            [
                .. asked
                    .Groups.Select((group, index) => MixGroup.Of(group, asked, first, second, index, cells[index], mean))
                    .Where(group => group.From.Base + group.To.Base > 0),
            ],
            intervals is null ? null : MixIntervals.Replicates,
            intervals is null ? null : MixIntervals.Seed,
            [.. asked.Differences(loaded.Instrument), .. untold.Length > 0 ? [untold] : Array.Empty<string>()]
        );
        return shift with { Sentence = shift.InWords() };
    }

    /// <summary>Why nothing can be resampled; empty where it can be.</summary>
    private static string NoIntervals(Query query, MixCount first, MixCount second)
    {
        const string none = "composition and behaviour have no intervals: ";
        if (query.Weight is not null)
            return none + "respondents are weighted";
        foreach (var count in new[] { first, second })
        {
            if (count.All.Respondents < Figure.LowBase)
                return $"{none}the base of {count.Loaded.Wave.Label} is {count.All.Respondents}, under {Figure.LowBase}";
            if (count.ChosenSum.Respondents == 0 || count.ChosenSum.Respondents == count.All.Respondents)
                return $"{none}{(count.ChosenSum.Respondents == 0 ? "nobody" : "everybody")} of the base of {count.Loaded.Wave.Label} "
                    + "chose the option, and resamples cannot show otherwise";
        }
        return "";
    }

    private static MixPart Part(double share, Interval? interval) => new(100 * share, 100 * interval?.Low, 100 * interval?.High);

    /// <summary>Rounded figures that do not add up to the rounded change are said to be rounded.</summary>
    private string InWords()
    {
        var (change, composition, behaviour) = (
            Figure.ShowPoints(Change.Points),
            Figure.ShowPoints(Composition.Points),
            Figure.ShowPoints(Behaviour.Points)
        );
        var rounded = Round(Composition.Points) + Round(Behaviour.Points) == Round(Change.Points) ? "" : " (rounded)";
        return $"Of the change of {change} points, {composition} come from who answered (composition) and {behaviour} from how groups "
            + $"answered (behaviour){rounded}.";

        static decimal Round(double points) => Math.Round((decimal)points, 1, MidpointRounding.AwayFromZero);
    }
}

/// <summary>The option or net that a mix shift is about.</summary>
public sealed record MixOption(string Id, string Label, bool Net);
