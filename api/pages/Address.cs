using Survey.Answers;
using Survey.Instruments;
using Survey.Statistics;

namespace Survey.Api.Pages;

/// <summary>How a query is written behind an address, so that links lead to the same respondents.</summary>
public static class Address
{
    /// <returns>"?base=all&amp;where=…" with the question mark; empty for a plain query</returns>
    public static string Query(QuerySummary query) => Query(Parts(query));

    public static string Query(IEnumerable<(string Name, string Value)> parts) =>
        string.Concat(parts.Select((part, position) => $"{(position == 0 ? '?' : '&')}{part.Name}={Uri.EscapeDataString(part.Value)}"));

    /// <summary>What a query says that a plain one does not, as parameters, not escaped.</summary>
    public static IEnumerable<(string Name, string Value)> Parts(QuerySummary query)
    {
        if (query.Waves is { } waves)
            yield return ("waves", string.Join(',', waves));
        foreach (var filter in query.Where)
            yield return ("where", filter);
        if (query.Base != BaseRule.Answered)
            yield return ("base", query.Base.Name());
        if (query.Weight is { } weight)
            yield return ("weight", weight);
        if (query.Adjust != Adjustment.Holm)
            yield return ("adjust", Counting.Query.Name(query.Adjust));
    }

    /// <summary>Fields of a form that keep parameters as they are.</summary>
    public static Html Kept(IEnumerable<(string Name, string Value)> parts) =>
        Html.Join(parts.Select(part => Html.Of($"<input type=\"hidden\" name=\"{part.Name}\" value=\"{part.Value}\">")));
}
