using System.Runtime.CompilerServices;
using Dapper;
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
}
