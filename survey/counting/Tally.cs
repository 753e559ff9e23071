using Survey.Instruments;
using Survey.Statistics;
using Survey.Storage;

namespace Survey.Counting;

/// <summary>What was counted of one question in one wave, among the respondents that a query is about.</summary>
/// <param name="weighted">whether the sums are weighted</param>
/// <param name="base">those that percentages are of</param>
/// <param name="answered">those who answered</param>
/// <param name="counts">by option or net</param>
/// <param name="numbers">of a question of kind number: each different number, with those who gave it</param>
internal sealed class Tally(
    bool weighted,
    WeightedCount @base,
    WeightedCount answered,
    IReadOnlyDictionary<(bool Net, string Id), WeightedCount> counts,
    IReadOnlyList<(double Value, WeightedCount Given)>? numbers = null
)
{
    public bool Weighted => weighted;

    public WeightedCount Base => @base;

    public WeightedCount Answered => answered;

    /// <summary>Who chose an option or net; null where the revision was coded without it.</summary>
    public WeightedCount? Count(Choice choice) => Count(choice.Net, choice.Id);

    /// <summary>Their share of the base; null also where the base is nobody.</summary>
    public Proportion? Share(Choice choice) => Count(choice) is { } count ? Proportion.Of(count, @base, weighted) : null;

    /// <summary>Each different number that respondents gave: those of a number, the values of a scale's options. None of questions of other
    /// kinds.</summary>
    public IReadOnlyList<(double Value, WeightedCount Given)> Numbers(Question question) =>
        numbers
        ?? (
            question.Kind != QuestionKind.Scale
                ? []
                :
                [
                    .. question
                        .Options.Where(option => option is { Value: not null, Missing: false } && Count(net: false, option.Id) is not null)
                        .GroupBy(option => option.Value!.Value, option => Count(net: false, option.Id)!.Value)
                        .Select(same => (same.Key, same.Aggregate((sum, count) => sum + count))),
                ]
        );

    public Tally With(IReadOnlyList<(double Value, WeightedCount Given)> given) => new(weighted, @base, answered, counts, given);

    private WeightedCount? Count(bool net, string id) => counts.TryGetValue((net, id), out var count) ? count : null;

    /// <summary>The tallies of all respondents, from the stored counts: the bits are not read.</summary>
    /// <param name="questions">ids</param>
    /// <param name="rule">anything but <see cref="BaseRule.Asked"/></param>
    /// <returns>by wave and question; a question that a revision was coded without has none</returns>
    public static async Task<IReadOnlyDictionary<(string Wave, string Question), Tally>> Stored(
        SurveyDatabase database,
        LoadedSurvey survey,
        IReadOnlyList<LoadedWave> waves,
        IReadOnlyCollection<string> questions,
        BaseRule rule,
        CancellationToken cancel
    )
    {
        var wanted = (from wave in waves from question in questions select new QuestionKey(wave.Id, wave.Revision, question)).ToList();
        var stored = await QuestionCounts.Read(database, survey.Instrument.Survey, wanted, cancel);
        return (
            from wave in waves
            from question in questions
            let counts = stored.GetValueOrDefault(new QuestionKey(wave.Id, wave.Revision, question))
            where counts is not null
            select (Key: (wave.Id, question), Tally: Of(counts, wave.Respondents, rule))
        ).ToDictionary(one => one.Key, one => one.Tally);
    }

    private static Tally Of(QuestionCounts counts, int respondents, BaseRule rule)
    {
        var counted = rule switch
        {
            BaseRule.Answered => counts.Answered,
            BaseRule.Valid => counts.Valid,
            _ => respondents,
        };
        return new Tally(
            weighted: false,
            WeightedCount.Of(counted),
            WeightedCount.Of(counts.Answered),
            counts.Choices.ToDictionary(choice => choice.Key, choice => WeightedCount.Of(choice.Value))
        );
    }
}
