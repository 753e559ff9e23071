using Npgsql;
using NpgsqlTypes;
using Survey.Coded;

namespace Survey.Storage;

/// <summary>The stored numbers of questions of kind number.</summary>
internal static class Numbers
{
    /// <summary>The numbers of questions in revisions of waves, in one round trip; those that the cache still has are not read.</summary>
    /// <returns>by wave and question: a number for each respondent of the wave in file order, NaN for none; what the revision was not coded
    /// with as a number is not there</returns>
    internal static Task<IReadOnlyDictionary<(string Wave, string Question), double[]>> Read(
        SurveyDatabase database,
        string survey,
        IReadOnlyCollection<QuestionKey> keys,
        CancellationToken cancel
    ) =>
        NumberChunks.Read(
            database,
            survey,
            keys,
            SetKey.Numbers,
            // Lateral, as for sets: a lookup by key for each.
            """
            /* Numbers.Read */
            select position, numbers
            from unnest(@waves, @revisions, @questions) with ordinality as wanted (wave_id, revision, question_id, position)
            cross join lateral (
              select chunk, numbers
              from number
              where survey_id = @survey and wave_id = wanted.wave_id and revision = wanted.revision and question_id = wanted.question_id
              offset 0
            ) as found
            order by position, chunk
            """,
            rows => NumberChunks.Column<double>(rows, 1, cancel),
            (numbers, more) => [.. numbers, .. more],
            cancel
        );

    /// <summary>Each different number that the respondents of waves gave to questions, in one round trip; those that the cache still has
    /// are not read. Stored counts; where there are none, the numbers are read and counted, and come to the same.</summary>
    /// <returns>by wave and question; what the revision was not coded with as a number is not there</returns>
    internal static Task<IReadOnlyDictionary<(string Wave, string Question), NumberCount[]>> ReadCounts(
        SurveyDatabase database,
        string survey,
        IReadOnlyCollection<QuestionKey> keys,
        CancellationToken cancel
    ) =>
        NumberChunks.Read(
            database,
            survey,
            keys,
            SetKey.NumberCounts,
            // Lateral, as for sets: a lookup by key for each. The numbers themselves stay on disk where they are not needed.
            """
            /* Numbers.ReadCounts */
            select position, counts, case when counts is null then numbers end
            from unnest(@waves, @revisions, @questions) with ordinality as wanted (wave_id, revision, question_id, position)
            cross join lateral (
              select chunk, counts, numbers
              from number
              where survey_id = @survey and wave_id = wanted.wave_id and revision = wanted.revision and question_id = wanted.question_id
              offset 0
            ) as found
            order by position, chunk
            """,
            async rows =>
                await rows.IsDBNullAsync(1, cancel)
                    ? NumberCount.Of(await NumberChunks.Column<double>(rows, 2, cancel))
                    : await NumberChunks.Column<NumberCount>(rows, 1, cancel),
            NumberCount.Sum,
            cancel
        );

    /// <summary>Writes the numbers of a coded wave, and their counts.</summary>
    internal static async Task Copy(NpgsqlConnection connection, RevisionKey key, CodedWave coded, CancellationToken cancel)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            """
            copy /* Numbers.Copy */
            number (survey_id, wave_id, revision, question_id, chunk, numbers, counts)
            from stdin (format binary)
            """,
            cancel
        );
        foreach (var (question, numbers) in coded.Numbers())
        {
            foreach (var (chunk, bytes, counts) in numbers.Chunks(coded.Accounts.Respondents))
            {
                key.StartRow(copy);
                await copy.WriteAsync(question, NpgsqlDbType.Text, cancel);
                await copy.WriteAsync(chunk, NpgsqlDbType.Integer, cancel);
                await copy.WriteAsync(bytes, NpgsqlDbType.Bytea, cancel);
                if (counts is null)
                    await copy.WriteNullAsync(cancel);
                else
                    await copy.WriteAsync(counts, NpgsqlDbType.Bytea, cancel);
            }
        }
        await copy.CompleteAsync(cancel);
    }
}
