namespace Survey.Api;

/// <summary>What a query may say. A parameter that an endpoint does not know is refused: an ignored one would give another answer than was asked for.</summary>
public static class Query
{
    private static readonly Dictionary<string, BaseRule> Bases = new() { ["answered"] = BaseRule.Answered, ["valid"] = BaseRule.Valid, ["all"] = BaseRule.All };

    /// <summary>Names the query parameters that an endpoint takes, each at most once.</summary>
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder endpoint, params string[] known) =>
        endpoint.ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status400BadRequest).AddEndpointFilter((context, next) =>
        {
            foreach (var (name, values) in context.HttpContext.Request.Query)
            {
                if (!known.Contains(name))
                    throw new SurveyException($"unknown parameter \"{name}\"; {(known.Length == 0 ? "there are none here" : $"there are {string.Join(", ", known)}")}");
                if (values.Count > 1)
                    throw new SurveyException($"parameter \"{name}\" stands {values.Count} times; once was expected");
            }
            return next(context);
        });

    /// <summary>The base that percentages are of; <c>answered</c> when nothing is said.</summary>
    public static BaseRule Base(string? text) =>
        text is null ? BaseRule.Answered
        : Bases.TryGetValue(text, out var rule) ? rule
        : throw new SurveyException($"base \"{text}\" is none of {string.Join(", ", Bases.Keys)}");

    /// <summary>Wave ids, parted by commas; null for all waves.</summary>
    public static string[]? Waves(string? text)
    {
        if (text is null)
            return null;
        var waves = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return waves.Length > 0 ? waves : throw new SurveyException("\"waves\" names no wave; ids were expected, parted by commas");
    }
}
