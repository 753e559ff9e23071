using System.Runtime.InteropServices;
using Npgsql;
using Survey.Coded;
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
    Sum @base,
    Sum answered,
    IReadOnlyDictionary<(bool Net, string Id), Sum> counts,
    IReadOnlyList<(double Value, Sum Given)>? numbers = null
)
{
    public bool Weighted => weighted;

    public Sum Base => @base;

    public Sum Answered => answered;

    /// <summary>Who chose an option or net; null where the revision was coded without it.</summary>
    public Sum? Count(Choice choice) => Count(choice.Net, choice.Id);

    /// <summary>Their share of the base; null also where the base is nobody.</summary>
    public Proportion? Share(Choice choice) => Count(choice) is { } count ? Proportion.Of(count, @base, weighted) : null;

    /// <summary>Each different number that respondents gave: those of a number, the values of a scale's options. None of questions of other
    /// kinds.</summary>
    public IReadOnlyList<(double Value, Sum Given)> Numbers(Question question) =>
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

    public Tally With(IReadOnlyList<(double Value, Sum Given)> given) => new(weighted, @base, answered, counts, given);

    private Sum? Count(bool net, string id) => counts.TryGetValue((net, id), out var count) ? count : null;

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
        var wanted = (from wave in waves from question in questions select (Wave: wave, Question: question)).ToList();
        await using var connection = await database.Open(cancel);
        // Lateral, and not to be merged (offset 0): a lookup by key for each question of each wave, where a join may read the whole table.
        // What several chunks count is added up here: to sort and group texts takes longer.
        await using var command = new NpgsqlCommand(
            """
            select position, kind, option_id, count
            from unnest(@waves, @revisions, @questions) with ordinality as wanted (wave_id, revision, question_id, position)
            cross join lateral (
              select kind, option_id, count
              from selection
              where survey_id = @survey and wave_id = wanted.wave_id and revision = wanted.revision and question_id = wanted.question_id
              offset 0
            ) as found
            """,
            connection
        );
        QuestionKey.Add(
            command.Parameters,
            survey.Instrument.Survey,
            [.. wanted.Select(one => new QuestionKey(one.Wave.Id, one.Wave.Revision, one.Question))]
        );
        var counted = new Dictionary<int, Counted>();
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            var position = (int)rows.GetInt64(0) - 1;
            if (!counted.TryGetValue(position, out var counts))
                counted[position] = counts = new Counted();
            counts.Add(SetKinds.Parse(rows.GetString(1)), rows.GetString(2), rows.GetInt32(3));
        }
        return counted.ToDictionary(
            pair => (wanted[pair.Key].Wave.Id, wanted[pair.Key].Question),
            pair => pair.Value.Of(wanted[pair.Key].Wave.Respondents, rule)
        );
    }

    /// <summary>The stored counts of a question in one revision.</summary>
    private sealed class Counted
    {
        private readonly Dictionary<(bool Net, string Id), Sum> counts = [];
        private int answered;
        private int valid;

        public void Add(SetKind kind, string option, int count)
        {
            if (kind == SetKind.Answered)
                answered += count;
            else if (kind == SetKind.Valid)
                valid += count;
            else
                CollectionsMarshal.GetValueRefOrAddDefault(counts, (kind == SetKind.Net, option), out _) += Sum.Of(count);
        }

        public Tally Of(int respondents, BaseRule rule)
        {
            var counted = rule switch
            {
                BaseRule.Answered => answered,
                BaseRule.Valid => valid,
                _ => respondents,
            };
            return new Tally(weighted: false, Sum.Of(counted), Sum.Of(answered), counts);
        }
    }
}
