using System.Data.Common;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Survey.Api.Rest;

/// <summary>The one place that turns errors into HTTP: problem details (RFC 9457), for every error.</summary>
public sealed class Problems(IProblemDetailsService problems, ILogger<Problems> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
            return true;
        var (status, detail) = exception switch
        {
            NotFoundException => (StatusCodes.Status404NotFound, exception.Message),
            NotComputableException => (StatusCodes.Status422UnprocessableEntity, exception.Message),
            SurveyException => (StatusCodes.Status400BadRequest, exception.Message),
            DbException => (StatusCodes.Status503ServiceUnavailable, "the database does not answer; try again in a moment"),
            _ => (StatusCodes.Status500InternalServerError, "a defect in Survey; its log says more"),
        };
        if (status >= 500)
            log.LogError(exception, "{Method} {Path} failed", httpContext.Request.Method, httpContext.Request.Path);
        httpContext.Response.StatusCode = status;
        return await problems.TryWriteAsync(
            new ProblemDetailsContext
            {
                HttpContext = httpContext,
                ProblemDetails = new ProblemDetails
                {
                    Status = status,
                    Detail = detail,
                    Instance = httpContext.Request.Path,
                },
            }
        );
    }
}
