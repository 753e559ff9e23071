using System.Data.Common;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;
using Survey.Api.Pages;

namespace Survey.Api.Serving;

/// <summary>The one place that turns errors into HTTP: a page for a browser, and for everybody else problem details (RFC 9457), whatever
/// was asked for. No error is an empty answer.</summary>
public sealed class Problems(ILogger<Problems> log, TimeProvider time) : IExceptionHandler
{
    /// <summary>A database that is gone fails every request: it is said once in this time.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    /// <summary>When the database may be back, in seconds.</summary>
    private const int DatabaseAgain = 5;

    /// <summary>Classes of SQLSTATE that say that the statement was wrong, and not that the server could not answer it.</summary>
    private static readonly string[] Wrong = ["21", "22", "23", "42"];

    private readonly Lock saying = new();
    private long? said;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
            return true;
        var (status, detail) = exception switch
        {
            NotFoundException => (StatusCodes.Status404NotFound, exception.Message),
            NotComputableException => (StatusCodes.Status422UnprocessableEntity, exception.Message),
            SurveyException => (StatusCodes.Status400BadRequest, exception.Message),
            BadHttpRequestException bad => (bad.StatusCode, bad.Message),
            DbException { SqlState: { Length: 5 } state } when Wrong.Contains(state[..2]) => Defect,
            DbException or TimeoutException => (
                StatusCodes.Status503ServiceUnavailable,
                "the database does not answer; try again in a moment"
            ),
            _ => Defect,
        };
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            SayOnce(exception);
            httpContext.Response.Headers.RetryAfter = $"{DatabaseAgain}";
        }
        else if (status >= 500)
            log.LogError(exception, "{Method} {Path} failed", httpContext.Request.Method, httpContext.Request.Path);
        await Write(httpContext, status, detail);
        return true;
    }

    /// <summary>Answers with an error. What asks for HTML is a browser.</summary>
    /// <param name="detail">what was found and what was expected; empty where the status says it all</param>
    public static async Task Write(HttpContext context, int status, string detail)
    {
        SafeHeaders.Set(context);
        if (detail.Length == 0)
            detail = InWords(context, status);
        context.Response.StatusCode = status;
        var accepts = context.Request.Headers.Accept.ToString();
        if (accepts.Contains("text/html", StringComparison.OrdinalIgnoreCase))
            await ErrorPage.Of(status, detail).ExecuteAsync(context);
        else
            await TypedResults.Problem(detail, context.Request.Path, status).ExecuteAsync(context);
    }

    private static (int Status, string Detail) Defect =>
        (StatusCodes.Status500InternalServerError, "a defect in Survey; its log says more");

    private static string InWords(HttpContext context, int status) =>
        status switch
        {
            StatusCodes.Status404NotFound => $"nothing is served at {Label.Quote(context.Request.Path, 80)}; surveys are listed at /, and "
                + "the API's addresses at /docs",
            StatusCodes.Status405MethodNotAllowed => $"{context.Request.Method} is not answered here; GET and HEAD are",
            _ => ReasonPhrases.GetReasonPhrase(status),
        };

    private void SayOnce(Exception exception)
    {
        lock (saying)
        {
            if (said is { } last && time.GetElapsedTime(last) < Quiet)
                return;
            said = time.GetTimestamp();
        }
        log.LogError("the database does not answer: {Problem}", Label.Normalise(exception.Message));
    }
}
