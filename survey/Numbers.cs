using System.Runtime.InteropServices;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace Survey;

/// <summary>The stored numbers of questions of kind number.</summary>
internal static class Numbers
{
    private sealed record Row(string WaveId, string QuestionId, byte[] Numbers);

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
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            """
            select wave_id, question_id, numbers
            from unnest(@waves, @revisions, @questions) as wanted (wave_id, revision, question_id)
            cross join lateral (
              select chunk, numbers
              from number
              where survey_id = @survey and wave_id = wanted.wave_id and revision = wanted.revision and question_id = wanted.question_id
              offset 0
            ) as found
            order by wave_id, question_id, chunk
            """,
            new
            {
                survey,
                waves = missing.Select(key => key.Wave).ToArray(),
                revisions = missing.Select(key => key.Revision).ToArray(),
                questions = missing.Select(key => key.Question).ToArray(),
            },
            cancellationToken: cancel));
        var found = rows.GroupBy(row => (row.WaveId, row.QuestionId)).ToDictionary(chunks => chunks.Key, chunks => Joined([.. chunks.Select(row => row.Numbers)]));
        foreach (var key in missing)
        {
            if (!found.TryGetValue((key.Wave, key.Question), out var numbers))
                continue;
            read[(key.Wave, key.Question)] = numbers;
            database.Cache.Keep(survey, KeyOf(key), numbers);
        }
        return read;

        static SetKey KeyOf((string Wave, int Revision, string Question) key) => SetKey.Numbers(key.Wave, key.Revision, key.Question);
    }

    /// <summary>Writes the numbers of a coded wave.</summary>
    internal static async Task Copy(NpgsqlConnection connection, (string Survey, string Wave, int Number) key, CodedWave coded, CancellationToken cancel)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy number (survey_id, wave_id, revision, question_id, chunk, numbers) from stdin (format binary)", cancel);
        foreach (var (question, numbers) in coded.Numbers())
        {
            foreach (var (chunk, bytes) in numbers.Chunks(coded.Accounts.Respondents))
            {
                Revision.StartRow(copy, key);
                await copy.WriteAsync(question, NpgsqlDbType.Text, cancel);
                await copy.WriteAsync(chunk, NpgsqlDbType.Integer, cancel);
                await copy.WriteAsync(bytes, NpgsqlDbType.Bytea, cancel);
            }
        }
        await copy.CompleteAsync(cancel);
    }

    private static double[] Joined(IReadOnlyList<byte[]> chunks)
    {
        var numbers = new double[chunks.Sum(chunk => chunk.Length) / sizeof(double)];
        var bytes = MemoryMarshal.AsBytes(numbers.AsSpan());
        foreach (var chunk in chunks)
        {
            chunk.CopyTo(bytes);
            bytes = bytes[chunk.Length..];
        }
        return numbers;
    }
}
