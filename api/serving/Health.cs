using Survey.Storage;

namespace Survey.Api.Serving;

/// <summary>What probes ask. Neither answer tells anything of a survey, so that any name of the server will do for them.</summary>
public static class Health
{
    private const string Lives = "/healthz";
    private const string CanWork = "/readyz";

    /// <summary>A database that takes longer is none that answers.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static bool IsAsked(HttpContext context) => context.Request.Path.Value is Lives or CanWork;

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet(Lives, () => TypedResults.Json(new { status = "ok" })).ExcludeFromDescription();
        app.MapGet(CanWork, Ready).ExcludeFromDescription();
    }

    /// <summary>A connection that is being made cannot be broken off; it ends by itself later.</summary>
    private static async Task<IResult> Ready(SurveyDatabase database, CancellationToken cancel) =>
        TypedResults.Json(new { status = "ok", loads = await database.Ready(cancel).WaitAsync(Patience, cancel) });
}
