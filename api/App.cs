using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Scalar.AspNetCore;

namespace Survey.Api;

/// <summary>The API and the page: what is served, and where.</summary>
public static class App
{
    /// <summary>Charts drawn at the same time; more wait, and beyond <see cref="WaitingCharts"/> are refused with 503.</summary>
    private const int Charts = 2;

    private const int WaitingCharts = 64;

    private const string ChartsLimit = "charts";

    /// <param name="url">where to listen, as in http://127.0.0.1:8080; port 0 takes a free one</param>
    public static WebApplication Build(SurveyDatabase database, string url)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = typeof(App).Assembly.GetName().Name });
        builder.WebHost.UseUrls(url).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 0;
        });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(database);
        builder.Services.AddOpenApi("v1", OpenApi.Describe);
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<Problems>();
        builder.Services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status503ServiceUnavailable;
            limits.AddConcurrencyLimiter(ChartsLimit, limit => (limit.PermitLimit, limit.QueueLimit, limit.QueueProcessingOrder) = (Charts, WaitingCharts, QueueProcessingOrder.OldestFirst));
        });
        builder.Services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
            options.SerializerOptions.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        });

        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.Use(Safety);
        app.UseRateLimiter();

        app.MapOpenApi();
        app.MapScalarApiReference("/docs", options => options.WithTitle("Survey").DisableDefaultFonts());
        app.MapGet("/healthz", Health.Get).ExcludeFromDescription();
        app.MapGet("/page.css", () => TypedResults.Stream(typeof(App).Assembly.GetManifestResourceStream("page.css")!, "text/css")).ExcludeFromDescription();
        app.MapGet("/", StartPage.Get).Takes().ExcludeFromDescription();
        app.MapGet("/{survey}/{question}", QuestionPage.Get).Takes("waves", "where", "base", "weight", "adjust").ExcludeFromDescription();

        // "-" is no question's id: what is no question's page stands below it.
        app.MapGet("/{survey}/-/changes", ChangesPage.Get).Takes("from", "to", "where", "base", "weight", "adjust").ExcludeFromDescription();

        var api = app.MapGroup("/api/v1").WithTags("Survey");
        api.MapGet("/surveys", Lists.Surveys).Takes();
        api.MapGet("/surveys/{survey}", Lists.Survey).Takes();
        api.MapGet("/surveys/{survey}/waves", Lists.Waves).Takes();
        api.MapGet("/surveys/{survey}/questions", Lists.Questions).Takes();
        string[] among = ["where", "base", "weight"];
        string[] trends = ["waves", .. among, "adjust"];
        api.MapGet("/surveys/{survey}/changes", ChangeSheets.Json).Takes(["from", "to", .. among, "adjust"]);
        api.MapGet("/surveys/{survey}/changes.csv", ChangeSheets.Csv).Takes(["from", "to", .. among, "adjust"]).Produces<string>(contentType: Csv.ContentType);
        api.MapGet("/surveys/{survey}/waves/{wave}/toplines", Toplines.Json).Takes(among);
        api.MapGet("/surveys/{survey}/waves/{wave}/toplines.csv", Toplines.Csv).Takes(among).Produces<string>(contentType: Csv.ContentType);
        api.MapGet("/surveys/{survey}/questions/{question}/topline", Toplines.QuestionJson).Takes(["wave", .. among]);
        api.MapGet("/surveys/{survey}/questions/{question}/topline.csv", Toplines.QuestionCsv).Takes(["wave", .. among]).Produces<string>(contentType: Csv.ContentType);
        string[] within = ["wave", .. among, "adjust"];
        api.MapGet("/surveys/{survey}/crosstab", Crosstabs.Json).Takes(["row", "column", .. within]);
        api.MapGet("/surveys/{survey}/crosstab.csv", Crosstabs.Csv).Takes(["row", "column", .. within]).Produces<string>(contentType: Csv.ContentType);
        api.MapGet("/surveys/{survey}/questions/{question}/overlap", Overlaps.Json).Takes(within);
        api.MapGet("/surveys/{survey}/questions/{question}/overlap.csv", Overlaps.Csv).Takes(within).Produces<string>(contentType: Csv.ContentType);
        api.MapGet("/surveys/{survey}/questions/{question}/trend", Trends.Json).Takes(trends);
        api.MapGet("/surveys/{survey}/questions/{question}/trend.csv", Trends.Csv).Takes(trends).Produces<string>(contentType: Csv.ContentType);
        api.MapGet("/surveys/{survey}/questions/{question}/trend.png", Trends.Png).Takes(trends).Produces<byte[]>(contentType: "image/png").RequireRateLimiting(ChartsLimit);
        api.MapGet("/surveys/{survey}/questions/{question}/trend.svg", Trends.Svg).Takes(trends).Produces<string>(contentType: "image/svg+xml").RequireRateLimiting(ChartsLimit);
        string[] shifts = ["option", "by", "from", "to", .. among];
        api.MapGet("/surveys/{survey}/questions/{question}/mix-shift", MixShifts.Json).Takes(shifts);
        api.MapGet("/surveys/{survey}/questions/{question}/mix-shift.csv", MixShifts.Csv).Takes(shifts).Produces<string>(contentType: Csv.ContentType);
        api.MapGet("/surveys/{survey}/questions/{question}/mix-shift.png", MixShifts.Png).Takes(shifts).Produces<byte[]>(contentType: "image/png").RequireRateLimiting(ChartsLimit);
        api.MapGet("/surveys/{survey}/questions/{question}/mix-shift.svg", MixShifts.Svg).Takes(shifts).Produces<string>(contentType: "image/svg+xml").RequireRateLimiting(ChartsLimit);
        return app;
    }

    /// <summary>The page runs no scripts and fetches nothing from elsewhere; only the API's documentation brings a script of its own.</summary>
    private static Task Safety(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-cache";
        headers["Referrer-Policy"] = "same-origin";
        headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments("/docs", StringComparison.Ordinal)
            ? "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'"
            : "default-src 'none'; img-src 'self'; style-src 'self' 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
        return next(context);
    }
}
