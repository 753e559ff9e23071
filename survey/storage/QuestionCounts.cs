using System.Runtime.InteropServices;
using Npgsql;
using Survey.Coded;

namespace Survey.Storage;

/// <summary>The stored counts of one question in one revision: of all respondents alike, and no bits are read for them.</summary>
internal sealed class QuestionCounts
{
    private readonly Dictionary<(bool Net, string Id), int> choices = [];

    /// <summary>How many answered.</summary>
    public int Answered { get; private set; }

    /// <summary>How many of them gave an answer that is not missing.</summary>
    public int Valid { get; private set; }

    /// <summary>How many chose it, by option or net; what the revision was coded without is not there.</summary>
    public IReadOnlyDictionary<(bool Net, string Id), int> Choices => choices;

    /// <summary>The counts of questions in revisions of waves, in one round trip.</summary>
    /// <returns>a question that a revision was coded without is not there</returns>
    public static async Task<IReadOnlyDictionary<QuestionKey, QuestionCounts>> Read(
        SurveyDatabase database,
        string survey,
        IReadOnlyList<QuestionKey> keys,
        CancellationToken cancel
    )
    {
        await using var connection = await database.Open(cancel);
        // Lateral, and not to be merged (offset 0): a lookup by key for each question of each wave, where a join may read the whole table.
        // What several chunks count is added up here: to sort and group texts takes longer.
        await using var command = new NpgsqlCommand(
            """
            /* QuestionCounts.Read */
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
        QuestionKey.Add(command.Parameters, survey, keys);
        var read = new Dictionary<QuestionKey, QuestionCounts>();
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            var key = keys[(int)rows.GetInt64(0) - 1];
            if (!read.TryGetValue(key, out var counts))
                read[key] = counts = new QuestionCounts();
            counts.Add(SetKinds.Parse(rows.GetString(1)), rows.GetString(2), rows.GetInt32(3));
        }
        return read;
    }

    private void Add(SetKind kind, string option, int count)
    {
        if (kind == SetKind.Answered)
            Answered += count;
        else if (kind == SetKind.Valid)
            Valid += count;
        else
            CollectionsMarshal.GetValueRefOrAddDefault(choices, (kind == SetKind.Net, option), out _) += count;
    }
}
