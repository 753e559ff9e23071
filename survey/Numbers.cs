using System.Runtime.InteropServices;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace Survey;

/// <summary>The stored numbers of questions of kind number.</summary>
internal static class Numbers
{
    private sealed record Row(string WaveId, string QuestionId, byte[] Numbers);

    /// <summary>The numbers of questions in revisions of waves, in one round trip.</summary>
    /// <param name="keys">one revision of a wave</param>
    /// <returns>by wave and question: a number for each respondent of the wave in file order, NaN for none; what the revision was not coded with as a number is not there</returns>
    internal static async Task<IReadOnlyDictionary<(string Wave, string Question), double[]>> Read(
        SurveyDatabase database, string survey, IReadOnlyCollection<(string Wave, int Revision, string Question)> keys, CancellationToken cancel)
    {
        if (keys.Count == 0)
            return new Dictionary<(string, string), double[]>();
        await using var connection = await database.Open(cancel);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            """
            select wave_id, question_id, numbers
            from number
            join unnest(@waves, @revisions, @questions) as wanted (wave_id, revision, question_id) using (wave_id, revision, question_id)
            where survey_id = @survey
            order by wave_id, question_id, chunk
            """,
            new
            {
                survey,
                waves = keys.Select(key => key.Wave).ToArray(),
                revisions = keys.Select(key => key.Revision).ToArray(),
                questions = keys.Select(key => key.Question).ToArray(),
            },
            cancellationToken: cancel));
        return rows.GroupBy(row => (row.WaveId, row.QuestionId)).ToDictionary(chunks => chunks.Key, chunks => Joined([.. chunks.Select(row => row.Numbers)]));
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
                await copy.StartRowAsync(cancel);
                await copy.WriteAsync(key.Survey, NpgsqlDbType.Text, cancel);
                await copy.WriteAsync(key.Wave, NpgsqlDbType.Text, cancel);
                await copy.WriteAsync(key.Number, NpgsqlDbType.Integer, cancel);
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
