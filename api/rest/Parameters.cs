namespace Survey.Api.Rest;

/// <summary>What an address may say behind its question mark. A parameter that an endpoint does not know is refused: an ignored one would
/// give another answer than was asked for.</summary>
public static class Parameters
{
    /// <summary>The one that may stand several times: respondents must match all of them.</summary>
    private const string Repeatable = "where";

    /// <summary>The parameters that an endpoint takes, for its description.</summary>
    public sealed record Taken(IReadOnlyList<string> Names);

    /// <summary>Names the query parameters that an endpoint takes, each at most once, but for <c>where</c>.</summary>
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder endpoint, params string[] known) =>
        endpoint
            .WithMetadata(new Taken(known))
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .AddEndpointFilter(
                (context, next) =>
                {
                    foreach (var (name, values) in context.HttpContext.Request.Query)
                    {
                        if (!known.Contains(name))
                            throw new SurveyException(
                                $"unknown parameter {Label.Quote(name)}; "
                                    + $"{(known.Length == 0 ? "there are none here" : $"there are {string.Join(", ", known)}")}"
                            );
                        if (values.Count > 1 && name != Repeatable)
                            throw new SurveyException($"parameter \"{name}\" stands {values.Count} times; once was expected");
                    }
                    return next(context);
                }
            );

    /// <param name="expected">as in "a wave's id"</param>
    /// <exception cref="SurveyException">the address does not say it</exception>
    public static string Required(string name, string? value, string expected) =>
        value ?? throw new SurveyException($"\"{name}\" is missing; {expected} was expected");
}
