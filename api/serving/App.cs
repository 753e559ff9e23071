using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Scalar.AspNetCore;
using Survey.Api.Pages;
using Survey.Api.Rest;
using Survey.Storage;
using Survey.Tables;

namespace Survey.Api.Serving;

/// <summary>The API and the page: what is served, and where.</summary>
public static class App
{
    /// <summary>Charts drawn at the same time; more wait, and beyond <see cref="WaitingCharts"/> are refused with 503.</summary>
    private const int Charts = 2;

    private const int WaitingCharts = 500;

    /// <summary>When one that was refused may come again, in seconds: so many charts are drawn by then.</summary>
    private const int ChartsAgain = 10;

    private const string ChartsLimit = "charts";

    /// <param name="url">where to listen, as in http://127.0.0.1:8080; port 0 takes a free one</param>
    /// <param name="answers">those that are kept; as the environment says when not given</param>
    /// <param name="hosts">the names to answer for; as the environment says when not given</param>
    public static WebApplication Build(SurveyDatabase database, string url, AnswerCache? answers = null, HostNames? hosts = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = typeof(App).Assembly.GetName().Name });
        builder
            .WebHost.UseUrls(url)
            .ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxRequestBodySize = 0;
            });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(database);
        builder.Services.AddSingleton(answers ??= AnswerCache.FromEnvironment());
        builder.Services.AddHostedService<Listener>();
        builder.Services.AddOpenApi("v1", OpenApi.Describe);
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<Problems>();
        builder.Services.AddRateLimiter(limits =>
        {
            limits.OnRejected = (rejected, _) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = $"{ChartsAgain}";
                return new ValueTask(
                    Problems.Write(
                        rejected.HttpContext,
                        StatusCodes.Status503ServiceUnavailable,
                        $"{Charts + WaitingCharts} charts are being drawn or wait for it; try again in {ChartsAgain} seconds"
                    )
                );
            };
            limits.AddConcurrencyLimiter(
                ChartsLimit,
                limit =>
                    (limit.PermitLimit, limit.QueueLimit, limit.QueueProcessingOrder) = (
                        Charts,
                        WaitingCharts,
                        QueueProcessingOrder.OldestFirst
                    )
            );
        });
        builder.Services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
            options.SerializerOptions.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        });

        var app = builder.Build();
        hosts ??= HostNames.FromEnvironment();
        app.Use(
            (context, next) =>
                hosts.Knows(context) || Health.IsAsked(context)
                    ? next(context)
                    : Problems.Write(
                        context,
                        StatusCodes.Status400BadRequest,
                        $"this server does not answer for {Label.Quote(context.Request.Host.Host, 80)}; SURVEY_HOSTS names the names that "
                            + "it does answer for, beside localhost and HOST"
                    )
        );
        app.UseKeptAnswers(answers);
        app.UseExceptionHandler();
        app.UseStatusCodePages(context => Problems.Write(context.HttpContext, context.HttpContext.Response.StatusCode, ""));
        app.Use(
            (context, next) =>
            {
                SafeHeaders.Set(context);
                return next(context);
            }
        );
        app.UseRouting();
        app.UseKeeping(answers);
        app.UseRateLimiter();

        app.MapOpenApi();
        app.MapScalarApiReference("/docs", options => options.WithTitle("Survey").DisableDefaultFonts());
        app.MapHealth();
        app.MapGet("/page.css", () => TypedResults.Stream(typeof(App).Assembly.GetManifestResourceStream("page.css")!, "text/css"))
            .ExcludeFromDescription();

        // From here on an answer is all in its address and what is loaded.
        var kept = app.MapGroup("").WithMetadata(new AnswerCache.Kept());
        kept.MapGet("/", StartPage.Get).Takes().ExcludeFromDescription();
        kept.MapGet("/{survey}/{question}", QuestionPage.Get).Takes("waves", "where", "base", "weight", "adjust").ExcludeFromDescription();

        // "-" is no question's id: what is no question's page stands below it.
        kept.MapGet(ChangesPage.At("{survey}"), ChangesPage.Get)
            .Takes("from", "to", "where", "base", "weight", "adjust")
            .ExcludeFromDescription();
        kept.MapGet(ClaimsPage.At("{survey}"), ClaimsPage.Get).Takes().ExcludeFromDescription();

        var api = kept.MapGroup("/api/v1").WithTags("Survey");
        api.MapGet("/surveys", Lists.Surveys).Takes().WithSummary("The surveys");
        api.MapGet("/surveys/{survey}", Lists.Survey).Takes().WithSummary("One survey");
        api.MapGet("/surveys/{survey}/waves", Lists.Waves).Takes().WithSummary("Its waves, loaded or not");
        api.MapGet("/surveys/{survey}/questions", Lists.Questions).Takes().WithSummary("Its questions with their options and nets");
        string[] among = ["where", "base", "weight"];
        Table(
            api,
            "Counts and percentages of all questions of a wave",
            "/waves/{wave}/toplines",
            Toplines.Json,
            Toplines.Csv,
            ToplinesColumns.Table,
            among
        );
        Table(
            api,
            "Counts and percentages of one question in one wave",
            "/questions/{question}/topline",
            Toplines.QuestionJson,
            Toplines.QuestionCsv,
            ToplinesColumns.Table,
            ["wave", .. among]
        );
        Table(
            api,
            "One question across waves, with tested changes",
            "/questions/{question}/trend",
            Trends.Json,
            Trends.Csv,
            TrendColumns.Table,
            ["waves", .. among, "adjust"]
        );
        Chart(
            api,
            "One question across waves, with tested changes",
            "/questions/{question}/trend",
            Trends.Png,
            Trends.Svg,
            ["waves", .. among, "adjust"]
        );
        Table(
            api,
            "Which options of a multi-select go together",
            "/questions/{question}/overlap",
            Overlaps.Json,
            Overlaps.Csv,
            OverlapColumns.Table,
            ["wave", .. among, "adjust"]
        );
        Table(
            api,
            "One question against another within a wave",
            "/crosstab",
            Crosstabs.Json,
            Crosstabs.Csv,
            CrosstabColumns.Table,
            ["row", "column", "wave", .. among, "adjust"]
        );
        Table(
            api,
            "Every change between two waves, ranked",
            "/changes",
            ChangeSheets.Json,
            ChangeSheets.Csv,
            ChangesColumns.Table,
            ["from", "to", .. among, "adjust"]
        );
        Table(
            api,
            "How much of a change is composition, and how much behaviour",
            "/questions/{question}/mix-shift",
            MixShifts.Json,
            MixShifts.Csv,
            MixShiftColumns.Table,
            ["option", "by", "from", "to", .. among]
        );
        Chart(
            api,
            "How much of a change is composition, and how much behaviour",
            "/questions/{question}/mix-shift",
            MixShifts.Png,
            MixShifts.Svg,
            ["option", "by", "from", "to", .. among]
        );
        Table(
            api,
            "What was published, checked against what is loaded",
            "/claims",
            ClaimAnswers.Json,
            ClaimAnswers.Csv,
            ClaimsColumns.Table,
            []
        );
        return app;
    }

    /// <summary>An answer about a survey, as JSON and, with ".csv" behind its address, as CSV.</summary>
    private static void Table(RouteGroupBuilder api, string what, string address, Delegate json, Delegate csv, Table table, string[] takes)
    {
        api.MapGet($"/surveys/{{survey}}{address}", json).Takes(takes).WithSummary(what);
        api.MapGet($"/surveys/{{survey}}{address}.csv", csv)
            .Takes(takes)
            .WithSummary($"{what}, as CSV")
            .WithDescription(TableMarkdown.Of(table))
            .Produces<string>(contentType: Csv.ContentType);
    }

    /// <summary>The picture of an answer, with ".png" or ".svg" behind its address.</summary>
    private static void Chart(RouteGroupBuilder api, string what, string address, Delegate png, Delegate svg, string[] takes)
    {
        api.MapGet($"/surveys/{{survey}}{address}.png", png)
            .Takes(takes)
            .WithSummary($"{what}, as PNG")
            .Produces<byte[]>(contentType: "image/png")
            .RequireRateLimiting(ChartsLimit);
        api.MapGet($"/surveys/{{survey}}{address}.svg", svg)
            .Takes(takes)
            .WithSummary($"{what}, as SVG")
            .Produces<string>(contentType: "image/svg+xml")
            .RequireRateLimiting(ChartsLimit);
    }
}
