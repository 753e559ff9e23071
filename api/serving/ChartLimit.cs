using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Survey.Api.Rest;

namespace Survey.Api.Serving;

/// <summary>Charts are drawn a few at a time; more wait, and beyond that are refused, with the time when they may come again.</summary>
internal static class ChartLimit
{
    private const int Drawn = 2;

    private const int Waiting = 500;

    /// <summary>In seconds: so many charts are drawn by then.</summary>
    private const int Again = 10;

    public static void Set(RateLimiterOptions limits)
    {
        limits.OnRejected = (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = $"{Again}";
            return new ValueTask(
                Problems.Write(
                    rejected.HttpContext,
                    StatusCodes.Status503ServiceUnavailable,
                    $"{Drawn + Waiting} charts are being drawn or wait for it; try again in {Again} seconds"
                )
            );
        };
        limits.AddConcurrencyLimiter(
            AnswerRoutes.ChartsLimit,
            limit => (limit.PermitLimit, limit.QueueLimit, limit.QueueProcessingOrder) = (Drawn, Waiting, QueueProcessingOrder.OldestFirst)
        );
    }
}
