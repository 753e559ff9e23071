using Dapper;

namespace Survey;

/// <summary>The stored counts of one question in one wave's live revision: the bits are not read.</summary>
/// <param name="counts">by kind and id, as <see cref="Selection"/> stores them</param>
internal sealed class Tally(int respondents, IReadOnlyDictionary<(string Kind, string Id), int> counts)
{
    public int Answered => counts[("answered", "")];

    public int Valid => counts[("valid", "")];

    public int Base(BaseRule rule) => rule switch
    {
        BaseRule.Answered => Answered,
        BaseRule.Valid => Valid,
        _ => respondents,
    };

    /// <summary>How many chose an option or net; null where this revision was coded without it.</summary>
    public int? Count(bool net, string id) => counts.TryGetValue((net ? "net" : "option", id), out var count) ? count : null;

    private sealed record Row(string WaveId, int Revision, int Respondents, string? QuestionId, string? Kind, string? OptionId, int Count);

    /// <summary>Every loaded wave of a survey, and in each the tallies of the questions asked for; a question that the wave did not ask has none.</summary>
    /// <param name="wave">null for all waves</param>
    /// <param name="question">null for all questions</param>
    /// <returns>by wave: revision, respondents, and tallies by question</returns>
    public static async Task<IReadOnlyDictionary<string, LiveWave>> Read(
        SurveyDatabase database, string survey, string? wave, string? question, CancellationToken cancel)
    {
        await using var connection = await database.Open(cancel);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            """
            select wave_id, revision, respondents, question_id, kind, option_id, coalesce(sum(count), 0)::int as count
            from wave
            join revision using (survey_id, wave_id)
            left join (
              select survey_id, wave_id, revision, question_id, kind, option_id, count
              from selection
              where @question::text is null or question_id = @question
            ) as counted using (survey_id, wave_id, revision)
            where survey_id = @survey
              and revision = live_revision
              and (@wave::text is null or wave_id = @wave)
            group by wave_id, revision, respondents, question_id, kind, option_id
            """,
            new { survey, wave, question },
            cancellationToken: cancel));
        return rows.GroupBy(row => row.WaveId).ToDictionary(
            rowsOfWave => rowsOfWave.Key,
            rowsOfWave => new LiveWave(
                rowsOfWave.First().Revision,
                rowsOfWave.First().Respondents,
                rowsOfWave.Where(row => row.QuestionId is not null).GroupBy(row => row.QuestionId!).ToDictionary(rowsOfQuestion => rowsOfQuestion.Key, Of)));
    }

    private static Tally Of(IEnumerable<Row> rows) =>
        new(rows.First().Respondents, rows.ToDictionary(row => (row.Kind!, row.OptionId!), row => row.Count));
}

/// <param name="Questions">tallies by question id</param>
internal sealed record LiveWave(int Revision, int Respondents, IReadOnlyDictionary<string, Tally> Questions);
