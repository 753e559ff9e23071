using System.Runtime.CompilerServices;
using Dapper;
using Npgsql;
using NpgsqlTypes;
using Survey.Coded;

namespace Survey.Storage;

/// <summary>The stored rejects of a revision.</summary>
public static class Rejects
{
    /// <summary>Every reject of a revision, in the order of the file; read one by one, however many there are.</summary>
    public static async IAsyncEnumerable<Reject> Of(
        SurveyDatabase database,
        string survey,
        string wave,
        int revision,
        [EnumeratorCancellation] CancellationToken cancel = default
    )
    {
        await using var connection = await database.Open(cancel);
        var rejects = connection.QueryUnbufferedAsync<Reject>(
            """
            /* Rejects.Of */
            select
              file_name as file, file_line as line, column_number as column, header, question_id as question, value, code, expected
            from reject
            join revision using (survey_id, wave_id, revision)
            where survey_id = @survey and wave_id = @wave and revision = @revision
            order by position
            """,
            new
            {
                survey,
                wave,
                revision,
            }
        );
        await foreach (var reject in rejects.WithCancellation(cancel))
            yield return reject;
    }

    internal static async Task Copy(NpgsqlConnection connection, RevisionKey key, IReadOnlyList<Reject> rejects, CancellationToken cancel)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            """
            copy /* Rejects.Copy */
            reject (survey_id, wave_id, revision, position, file_line, column_number, header, question_id, value, code, expected)
            from stdin (format binary)
            """,
            cancel
        );
        foreach (var (position, reject) in rejects.Index())
        {
            key.StartRow(copy);
            await copy.WriteAsync(position, NpgsqlDbType.Integer, cancel);
            await copy.WriteAsync(reject.Line, NpgsqlDbType.Bigint, cancel);
            await copy.WriteAsync(reject.Column, NpgsqlDbType.Integer, cancel);
            await copy.WriteAsync(reject.Header, NpgsqlDbType.Text, cancel);
            await copy.WriteAsync(reject.Question, NpgsqlDbType.Text, cancel);
            await copy.WriteAsync(reject.Value, NpgsqlDbType.Text, cancel);
            await copy.WriteAsync(reject.Code, NpgsqlDbType.Text, cancel);
            await copy.WriteAsync(reject.Expected, NpgsqlDbType.Text, cancel);
        }
        await copy.CompleteAsync(cancel);
    }
}
