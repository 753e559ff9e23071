using Survey.Storage;

namespace Survey.Api.Serving;

/// <summary>Whether answers can be given: the database answers and is migrated.</summary>
public static class Health
{
    public static async Task<IResult> Get(SurveyDatabase database, CancellationToken cancel)
    {
        await database.Ready(cancel);
        return TypedResults.Json(new { status = "ok" });
    }
}
