using System.Text.Json;
using System.Text.Json.Serialization;
using Scalar.AspNetCore;
using Survey.Api.Pages;
using Survey.Api.Rest;
using Survey.Storage;

namespace Survey.Api.Serving;

/// <summary>The API and the page: what is served, and where.</summary>
public static class App
{
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
        builder.Services.AddRateLimiter(ChartLimit.Set);
        builder.Services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
            options.SerializerOptions.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        });

        var app = builder.Build();
        hosts ??= HostNames.FromEnvironment();
        app.Use(
            (context, next) =>
                hosts.Knows(context)
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
        app.MapGet("/healthz", Health.Get).ExcludeFromDescription();
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
        AnswerRoutes.Map(api);
        return app;
    }
}
