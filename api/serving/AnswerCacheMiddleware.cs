using Microsoft.AspNetCore.Http.Features;

namespace Survey.Api.Serving;

/// <summary>How requests meet the answers that are kept. What is kept is sent before routing, exceptions and limits are set up, which would
/// cost more than it.</summary>
public static class AnswerCacheMiddleware
{
    public static void UseKeptAnswers(this WebApplication app, AnswerCache answers) =>
        app.Use(
            (context, next) =>
            {
                if (HttpMethods.IsHead(context.Request.Method))
                    // Whatever can be asked for with GET can be with HEAD: Kestrel remembers what was asked, and sends no body.
                    context.Request.Method = HttpMethods.Get;
                return HttpMethods.IsGet(context.Request.Method) && answers.Find(Address(context)) is { } kept
                    ? kept.Send(context)
                    : next(context);
            }
        );

    /// <summary>Behind routing: gathers the answers of endpoints that are marked, and keeps what was answered with 200.</summary>
    public static void UseKeeping(this WebApplication app, AnswerCache answers) =>
        app.Use(
            async (context, next) =>
            {
                if (context.GetEndpoint()?.Metadata.GetMetadata<AnswerCache.Kept>() is null)
                {
                    await next(context);
                    return;
                }
                var begun = answers.Now;
                var sent = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
                using var body = new MemoryStream();
                context.Response.Body = body;
                try
                {
                    await next(context);
                    await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
                }
                finally
                {
                    context.Features.Set(sent);
                }
                if (context.Response.StatusCode == StatusCodes.Status200OK)
                {
                    var answer = CachedAnswer.Of(context.Response.Headers, body.ToArray());
                    answers.Keep(Address(context), answer, begun);
                    await answer.Send(context);
                }
                else
                    await context.Response.BodyWriter.WriteAsync(body.ToArray(), context.RequestAborted);
            }
        );

    /// <summary>As it was sent, path and query.</summary>
    private static string Address(HttpContext context) => context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
}
