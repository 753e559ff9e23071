using System.Text.Json.Serialization;
using Survey.Coded;
using Survey.Counting;
using Survey.Instruments;
using Survey.Statistics;
using Survey.Storage;

namespace Survey.Answers;

/// <summary>Two options or nets of one multi-select.</summary>
public sealed record OverlapPair
{
    /// <summary>An id; so is Second.</summary>
    public required string First { get; init; }

    public required string Second { get; init; }

    /// <summary>Who chose both, unweighted.</summary>
    public required int Count { get; init; }

    /// <summary>Of the base, 0 to 100; null where nobody is in it.</summary>
    public double? Percent => OfBase?.Percent;

    public double? Low => OfBase?.Interval?.Low;

    public double? High => OfBase?.Interval?.High;

    /// <summary>Of those who chose the first, who also chose the second; null where nobody chose it.</summary>
    public double? FirstPercent => OfFirst?.Percent;

    public double? FirstLow => OfFirst?.Interval?.Low;

    public double? FirstHigh => OfFirst?.Interval?.High;

    /// <summary>Of those who chose the second, who also chose the first.</summary>
    public double? SecondPercent => OfSecond?.Percent;

    public double? SecondLow => OfSecond?.Interval?.Low;

    public double? SecondHigh => OfSecond?.Interval?.High;

    /// <summary>How many times as many chose both as if the two had nothing to do with each other; null where nobody chose one of
    /// them.</summary>
    public double? Lift { get; init; }

    /// <summary>Null where respondents cannot be tested.</summary>
    public Association? Test { get; init; }

    /// <summary>What those who chose both are of the base; null where nobody is in it.</summary>
    [JsonIgnore]
    public Figure? OfBase { get; init; }

    /// <summary>What they are of those who chose the first; null where nobody did.</summary>
    [JsonIgnore]
    public Figure? OfFirst { get; init; }

    /// <summary>What they are of those who chose the second.</summary>
    [JsonIgnore]
    public Figure? OfSecond { get; init; }
}

/// <summary>Who chose exactly so many options.</summary>
public sealed record OptionsChosen
{
    /// <summary>How many options, nets not counted.</summary>
    public required int Options { get; init; }

    /// <summary>Respondents, unweighted.</summary>
    public required int Count { get; init; }

    /// <summary>Of the base; null where nobody is in it.</summary>
    public double? Percent => Figure?.Percent;

    public double? Low => Figure?.Interval?.Low;

    public double? High => Figure?.Interval?.High;

    [JsonIgnore]
    public Figure? Figure { get; init; }
}

/// <summary>
/// Which options of a multi-select go together, in one wave. Those who answered all chose something; that alone lowers lifts, the more so
/// the fewer options there are: base <c>all</c> or <c>asked</c> counts those too who chose nothing.
/// </summary>
public sealed record Overlap
{
    public required string Survey { get; init; }

    public required WaveSummary Wave { get; init; }

    public required QuerySummary Query { get; init; }

    /// <summary>How the wave's respondents were weighted, or null.</summary>
    public Weighting? Weighting { get; init; }

    public required string Caveat { get; init; }

    public required TableQuestion Question { get; init; }

    /// <summary>Unweighted.</summary>
    public required int Base { get; init; }

    /// <summary>Kish's effective base, where respondents are weighted; or null.</summary>
    public double? EffectiveBase { get; init; }

    public required IReadOnlyList<Margin> Options { get; init; }

    /// <summary>Each two options once; nets too, but not with what shares an option with them, for those go together by
    /// definition.</summary>
    public required IReadOnlyList<OverlapPair> Pairs { get; init; }

    /// <summary>From the fewest options that somebody in the base chose to the most.</summary>
    public required IReadOnlyList<OptionsChosen> Chosen { get; init; }

    /// <summary>Of the numbers of options that respondents chose; null where nobody is in the base.</summary>
    public MeanFigure? Mean { get; init; }

    /// <summary>Why there are no tests, in words; empty where there are.</summary>
    public string Untested => WhyUntested.InWords();

    /// <summary>Null where there are tests.</summary>
    [JsonIgnore]
    public Reason? WhyUntested { get; init; }

    /// <param name="question">the id of one of kind multiple</param>
    /// <param name="query">its waves are not looked at; plain when not given</param>
    /// <exception cref="NotFoundException">no such survey, wave or question, the wave was not loaded yet, or it did not ask the
    /// question</exception>
    /// <exception cref="NotComputableException">nothing can be said of the query's respondents in this wave</exception>
    /// <exception cref="SurveyException">the question is of another kind, or the query cannot be asked of this survey</exception>
    public static async Task<Overlap> Of(
        SurveyDatabase database,
        string survey,
        string question,
        string wave,
        Query? query = null,
        CancellationToken cancel = default
    )
    {
        query ??= new();
        var loaded = await LoadedSurvey.Live(database, survey, cancel);
        DisclosureControl.Breakdown(loaded.Instrument, "an overlap");
        var asked = loaded.Instrument.Question(question);
        if (asked.Kind != QuestionKind.Multiple)
            throw new SurveyException(
                $"question \"{question}\" is of kind {asked.Kind.ToString().ToLowerInvariant()}; an overlap is of a question of "
                    + "kind multiple"
            );
        var joint = await JointBase.Read(database, loaded, wave, [asked], query, cancel);
        var choices = joint.Choices(asked);
        var chosen = NumbersChosen(joint, choices);
        return new Overlap
        {
            Survey = loaded.Instrument.Survey,
            Wave = WaveSummary.Of(joint.Wave),
            Query = QuerySummary.Of(query, loaded.Instrument),
            Weighting = joint.Weighting,
            Caveat = Figure.Caveat,
            Question = TableQuestion.Of(asked, joint),
            Base = joint.All.Respondents,
            EffectiveBase = joint.Population.IsWeighted ? joint.All.EffectiveBase : null,
            Options = [.. choices.Select(choice => joint.MarginOf(asked, choice))],
            Pairs = Judged([.. PairsOf(asked, choices).Select(pair => PairOf(joint, pair.First, pair.Second))], query.Adjust),
            Chosen =
            [
                .. chosen.Select(number => new OptionsChosen
                {
                    Options = (int)number.Options,
                    Count = number.Given.Respondents,
                    Figure = joint.FigureOf(number.Given, joint.All),
                }),
            ],
            Mean = MeanFigure.Of(chosen, joint.Wave.Wave.RespondentsAssumed),
            WhyUntested = joint.Untested,
        };
    }

    private static IEnumerable<(CountedChoice First, CountedChoice Second)> PairsOf(Question question, List<CountedChoice> choices)
    {
        var nets = question.Nets.ToDictionary(net => net.Id, net => net.Of);
        return from first in choices.Index()
            from second in choices.Skip(first.Index + 1)
            where !Options(first.Item.Choice).Intersect(Options(second.Choice)).Any()
            select (first.Item, second);

        IEnumerable<string> Options(Choice choice) => choice.Net ? nets[choice.Id] : [choice.Id];
    }

    private static OverlapPair PairOf(JointBase joint, CountedChoice first, CountedChoice second)
    {
        var both = joint.Population.Count(first.Set, second.Set);
        var expected = first.Sum.Weight * second.Sum.Weight / joint.All.Weight;
        return new OverlapPair
        {
            First = first.Choice.Id,
            Second = second.Choice.Id,
            Count = both.Respondents,
            OfBase = joint.FigureOf(both, joint.All),
            OfFirst = joint.FigureOf(both, first.Sum),
            OfSecond = joint.FigureOf(both, second.Sum),
            Lift = expected > 0 ? both.Weight / expected : null,
            Test = joint.Untested is null
                ? joint.Test(Association.Table(both.Respondents, first.Sum.Respondents, second.Sum.Respondents, joint.All.Respondents))
                : null,
        };
    }

    /// <summary>All tests of the answer are one family.</summary>
    private static List<OverlapPair> Judged(List<OverlapPair> pairs, Adjustment adjustment)
    {
        var judged = new Queue<Association>(Association.Judged([.. pairs.Select(pair => pair.Test).OfType<Association>()], adjustment));
        return [.. pairs.Select(pair => pair.Test is null ? pair : pair with { Test = judged.Dequeue() })];
    }

    /// <summary>Who chose exactly as many options, from the fewest to the most that somebody did.</summary>
    private static List<(double Options, WeightedCount Given)> NumbersChosen(JointBase joint, List<CountedChoice> choices)
    {
        var numbers = Bitmap
            .ByNumber([.. choices.Where(counted => !counted.Choice.Net).Select(counted => counted.Set)], joint.Wave.Respondents)
            .Select((set, number) => (Options: (double)number, Given: joint.Population.Count(set)))
            .ToList();
        var most = numbers.FindLastIndex(number => number.Given.Respondents > 0);
        return [.. numbers.Take(most + 1).SkipWhile(number => number.Given.Respondents == 0)];
    }
}
