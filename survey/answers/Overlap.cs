using Survey.Coded;
using Survey.Counting;
using Survey.Instruments;
using Survey.Statistics;
using Survey.Storage;

namespace Survey.Answers;

/// <summary>Two options or nets of one multi-select.</summary>
/// <param name="First">an id; so is Second</param>
/// <param name="Count">who chose both, unweighted</param>
/// <param name="Percent">of the base, 0 to 100; null where nobody is in it</param>
/// <param name="FirstPercent">of those who chose the first, who also chose the second; null where nobody chose it</param>
/// <param name="SecondPercent">of those who chose the second, who also chose the first</param>
/// <param name="Lift">how many times as many chose both as if the two had nothing to do with each other; null where nobody chose one of
/// them</param>
/// <param name="Test">null where respondents cannot be tested</param>
public sealed record OverlapPair(
    string First,
    string Second,
    int Count,
    double? Percent,
    double? Low,
    double? High,
    double? FirstPercent,
    double? FirstLow,
    double? FirstHigh,
    double? SecondPercent,
    double? SecondLow,
    double? SecondHigh,
    double? Lift,
    Association? Test
);

/// <param name="Options">how many options, nets not counted</param>
/// <param name="Count">respondents who chose exactly as many, unweighted</param>
/// <param name="Percent">of the base; null where nobody is in it</param>
public sealed record OptionsChosen(int Options, int Count, double? Percent, double? Low, double? High);

/// <summary>
/// Which options of a multi-select go together, in one wave. Those who answered all chose something; that alone lowers lifts, the more so
/// the fewer options there are: base <c>all</c> or <c>asked</c> counts those too who chose nothing.
/// </summary>
/// <param name="EffectiveBase">Kish's effective base, where respondents are weighted; or null</param>
/// <param name="Pairs">each two options once; nets too, but not with what shares an option with them, for those go together by
/// definition</param>
/// <param name="Chosen">from the fewest options that somebody in the base chose to the most</param>
/// <param name="Mean">of the numbers of options that respondents chose; null where nobody is in the base</param>
/// <param name="Untested">why there are no tests, in words; empty where there are</param>
public sealed record Overlap(
    string Survey,
    WaveSummary Wave,
    QuerySummary Query,
    Weighting? Weighting,
    string Caveat,
    TableQuestion Question,
    int Base,
    double? EffectiveBase,
    IReadOnlyList<Margin> Options,
    IReadOnlyList<OverlapPair> Pairs,
    IReadOnlyList<OptionsChosen> Chosen,
    MeanFigure? Mean,
    string Untested
)
{
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
        Disclose.Breakdown(loaded.Instrument, "an overlap");
        var asked = loaded.Instrument.Question(question);
        if (asked.Kind != QuestionKind.Multiple)
            throw new SurveyException(
                $"question \"{question}\" is of kind {asked.Kind.ToString().ToLowerInvariant()}; an overlap is of a question of "
                    + "kind multiple"
            );
        var joint = await JointBase.Read(database, loaded, wave, [asked], query, cancel);
        var choices = joint.Choices(asked);
        var chosen = NumbersChosen(joint, choices);
        return new Overlap(
            loaded.Instrument.Survey,
            WaveSummary.Of(joint.Wave),
            QuerySummary.Of(query, loaded.Instrument),
            joint.Weighting,
            Figure.Caveat,
            TableQuestion.Of(asked, joint),
            joint.All.Respondents,
            joint.Population.IsWeighted ? joint.All.EffectiveBase : null,
            [.. choices.Select(joint.MarginOf)],
            Judged([.. PairsOf(asked, choices).Select(pair => PairOf(joint, pair.First, pair.Second))], query.Adjust),
            [
                .. chosen
                    .Select(number => (number, joint.FigureOf(number.Given, joint.All)))
                    .Select(pair => new OptionsChosen(
                        (int)pair.number.Options,
                        pair.number.Given.Respondents,
                        pair.Item2?.Percent,
                        pair.Item2?.Low,
                        pair.Item2?.High
                    )),
            ],
            MeanFigure.Of(chosen, joint.Wave.Wave.RespondentsAssumed, out _),
            joint.Untested
        );
    }

    private static IEnumerable<(Choice First, Choice Second)> PairsOf(Question question, List<Choice> choices)
    {
        var nets = question.Nets.ToDictionary(net => net.Id, net => net.Of);
        return from first in choices.Index()
            from second in choices.Skip(first.Index + 1)
            where !Options(first.Item).Intersect(Options(second)).Any()
            select (first.Item, second);

        IEnumerable<string> Options(Choice choice) => choice.Net ? nets[choice.Id] : [choice.Id];
    }

    private static OverlapPair PairOf(JointBase joint, Choice first, Choice second)
    {
        var both = joint.Population.Count(first.Set, second.Set);
        var (ofBase, ofFirst, ofSecond) = (
            joint.FigureOf(both, joint.All),
            joint.FigureOf(both, first.Sum),
            joint.FigureOf(both, second.Sum)
        );
        var expected = first.Sum.Weight * second.Sum.Weight / joint.All.Weight;
        return new OverlapPair(
            first.Id,
            second.Id,
            both.Respondents,
            ofBase?.Percent,
            ofBase?.Low,
            ofBase?.High,
            ofFirst?.Percent,
            ofFirst?.Low,
            ofFirst?.High,
            ofSecond?.Percent,
            ofSecond?.Low,
            ofSecond?.High,
            expected > 0 ? both.Weight / expected : null,
            joint.Untested.Length > 0
                ? null
                : Association.OfPair(both.Respondents, first.Sum.Respondents, second.Sum.Respondents, joint.All.Respondents)
        );
    }

    /// <summary>All tests of the answer are one family.</summary>
    private static List<OverlapPair> Judged(List<OverlapPair> pairs, Adjustment adjustment)
    {
        var judged = new Queue<Association>(Association.Judged([.. pairs.Select(pair => pair.Test).OfType<Association>()], adjustment));
        return [.. pairs.Select(pair => pair.Test is null ? pair : pair with { Test = judged.Dequeue() })];
    }

    /// <summary>Who chose exactly as many options, from the fewest to the most that somebody did.</summary>
    private static List<(double Options, Sum Given)> NumbersChosen(JointBase joint, List<Choice> choices)
    {
        var numbers = Bitmap
            .ByNumber([.. choices.Where(choice => !choice.Net).Select(choice => choice.Set)], joint.Wave.Respondents)
            .Select((set, number) => (Options: (double)number, Given: joint.Population.Count(set)))
            .ToList();
        var most = numbers.FindLastIndex(number => number.Given.Respondents > 0);
        return [.. numbers.Take(most + 1).SkipWhile(number => number.Given.Respondents == 0)];
    }
}
