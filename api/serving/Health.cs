using Dapper;
using Survey.Storage;

namespace Survey.Api.Serving;

/// <summary>Whether answers can be given: the database answers and is migrated.</summary>
public static class Health
{
    public static async Task<IResult> Get(SurveyDatabase database, CancellationToken cancel)
    {
        await using var connection = await database.Open(cancel);
        await connection.ExecuteScalarAsync<long>(new CommandDefinition("select count(*) from migration", cancellationToken: cancel));
        return TypedResults.Json(new { status = "ok" });
    }
}
