using System.Data;
using System.Runtime.InteropServices;
using Npgsql;
using NpgsqlTypes;

namespace Survey;

/// <summary>The stored numbers of questions of kind number.</summary>
internal static class Numbers
{
    /// <summary>The numbers of questions in revisions of waves, in one round trip; those that the cache still has are not read.</summary>
    /// <param name="keys">one revision of a wave</param>
    /// <returns>by wave and question: a number for each respondent of the wave in file order, NaN for none; what the revision was not coded with as a number is not there</returns>
    internal static async Task<IReadOnlyDictionary<(string Wave, string Question), double[]>> Read(
        SurveyDatabase database, string survey, IReadOnlyCollection<(string Wave, int Revision, string Question)> keys, CancellationToken cancel)
    {
        var read = new Dictionary<(string Wave, string Question), double[]>();
        var missing = new List<(string Wave, int Revision, string Question)>();
        foreach (var key in keys)
        {
            if (database.Cache.FindNumbers(survey, KeyOf(key)) is { } cached)
                read[(key.Wave, key.Question)] = cached;
            else
                missing.Add(key);
        }
        if (missing.Count == 0)
            return read;
        await using var connection = await database.Open(cancel);
        // Lateral, as for sets: a lookup by key for each.
        await using var command = new NpgsqlCommand(
            """
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
            connection);
        command.Parameters.AddWithValue("survey", survey);
        command.Parameters.AddWithValue("waves", NpgsqlDbType.Array | NpgsqlDbType.Text, missing.Select(key => key.Wave).ToArray());
        command.Parameters.AddWithValue("revisions", NpgsqlDbType.Array | NpgsqlDbType.Integer, missing.Select(key => key.Revision).ToArray());
        command.Parameters.AddWithValue("questions", NpgsqlDbType.Array | NpgsqlDbType.Text, missing.Select(key => key.Question).ToArray());
        // In sequence: the bytes go where the numbers are to stand, and nowhere else before.
        await using (var rows = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancel))
        {
            while (await rows.ReadAsync(cancel))
            {
                var key = missing[(int)rows.GetInt64(0) - 1];
                await using var chunk = await rows.GetStreamAsync(1, cancel);
                var before = read.GetValueOrDefault((key.Wave, key.Question), []);
                var numbers = new double[before.Length + chunk.Length / sizeof(double)];
                before.CopyTo(numbers, 0);
                chunk.ReadExactly(MemoryMarshal.AsBytes(numbers.AsSpan(before.Length)));
                read[(key.Wave, key.Question)] = numbers;
            }
        }
        foreach (var key in missing)
        {
            if (read.TryGetValue((key.Wave, key.Question), out var numbers))
                database.Cache.Keep(survey, KeyOf(key), numbers);
        }
        return read;

        static SetKey KeyOf((string Wave, int Revision, string Question) key) => SetKey.Numbers(key.Wave, key.Revision, key.Question);
    }

    /// <summary>Writes the numbers of a coded wave, and their counts.</summary>
    internal static async Task Copy(NpgsqlConnection connection, (string Survey, string Wave, int Number) key, CodedWave coded, CancellationToken cancel)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy number (survey_id, wave_id, revision, question_id, chunk, numbers, counts) from stdin (format binary)", cancel);
        foreach (var (question, numbers) in coded.Numbers())
        {
            foreach (var (chunk, bytes, counts) in numbers.Chunks(coded.Accounts.Respondents))
            {
                Revision.StartRow(copy, key);
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
