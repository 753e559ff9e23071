using Dapper;

namespace Survey;

/// <summary>What was counted of one question in one wave, among the respondents that a query is about.</summary>
/// <param name="weighted">whether the sums are weighted</param>
/// <param name="base">those that percentages are of</param>
/// <param name="answered">those who answered</param>
/// <param name="counts">by option or net</param>
/// <param name="numbers">of a question of kind number: each different number, with those who gave it</param>
internal sealed class Tally(
    bool weighted, Sum @base, Sum answered, IReadOnlyDictionary<(bool Net, string Id), Sum> counts, IReadOnlyList<(double Value, Sum Given)>? numbers = null)
{
    public bool Weighted => weighted;

    public Sum Base => @base;

    public Sum Answered => answered;

    /// <summary>Who chose an option or net; null where the revision was coded without it.</summary>
    public Sum? Count(bool net, string id) => counts.TryGetValue((net, id), out var count) ? count : null;

    /// <summary>Their share of the base; null also where the base is nobody.</summary>
    public Proportion? Share(bool net, string id) => Count(net, id) is { } count ? Proportion.Of(count, @base, weighted) : null;

    /// <summary>Each different number that respondents gave: those of a number, the values of a scale's options. None of questions of other kinds.</summary>
    public IReadOnlyList<(double Value, Sum Given)> Numbers(Question question) => numbers ?? (question.Kind != QuestionKind.Scale ? [] :
        [.. question.Options.Where(option => option is { Value: not null, Missing: false } && Count(net: false, option.Id) is not null)
            .GroupBy(option => option.Value!.Value, option => Count(net: false, option.Id)!.Value)
            .Select(same => (same.Key, same.Aggregate((sum, count) => sum + count)))]);

    public Tally With(IReadOnlyList<(double Value, Sum Given)> given) => new(weighted, @base, answered, counts, given);

    private sealed record Row(string WaveId, string QuestionId, string Kind, string OptionId, int Count);

    /// <summary>The tallies of all respondents, from the stored counts: the bits are not read.</summary>
    /// <param name="questions">ids; null for all questions</param>
    /// <param name="rule">anything but <see cref="BaseRule.Asked"/></param>
    /// <returns>by wave and question; a question that a revision was coded without has none</returns>
    public static async Task<IReadOnlyDictionary<(string Wave, string Question), Tally>> Stored(
        SurveyDatabase database, LoadedSurvey survey, IReadOnlyList<LoadedWave> waves, IReadOnlyCollection<string>? questions, BaseRule rule, CancellationToken cancel)
    {
        await using var connection = await database.Open(cancel);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            """
            select wave_id, question_id, kind, option_id, sum(count)::int as count
            from unnest(@waves, @revisions) as wanted (wave_id, revision)
            join selection using (wave_id, revision)
            where survey_id = @survey and (@questions::text[] is null or question_id = any(@questions))
            group by wave_id, question_id, kind, option_id
            """,
            new
            {
                survey = survey.Instrument.Survey,
                waves = waves.Select(wave => wave.Id).ToArray(),
                revisions = waves.Select(wave => wave.Revision).ToArray(),
                questions = questions?.ToArray(),
            },
            cancellationToken: cancel));
        return rows.GroupBy(row => (row.WaveId, row.QuestionId)).ToDictionary(group => group.Key, group => Of(group, survey.Waves[group.Key.WaveId].Respondents, rule));
    }

    private static Tally Of(IEnumerable<Row> rows, int respondents, BaseRule rule)
    {
        var (answered, valid) = (0, 0);
        var counts = new Dictionary<(bool Net, string Id), Sum>();
        foreach (var row in rows)
        {
            if (row.Kind == "answered")
                answered = row.Count;
            else if (row.Kind == "valid")
                valid = row.Count;
            else
                counts[(row.Kind == "net", row.OptionId)] = Sum.Of(row.Count);
        }
        var counted = rule switch
        {
            BaseRule.Answered => answered,
            BaseRule.Valid => valid,
            _ => respondents,
        };
        return new Tally(weighted: false, Sum.Of(counted), Sum.Of(answered), counts);
    }
}
