using System.Globalization;

namespace Survey.Api;

/// <summary>How a query is written behind an address, so that links lead to the same respondents.</summary>
public static class Address
{
    /// <returns>"?base=all&amp;where=…" with the question mark; empty for a plain query</returns>
    public static string Query(QuerySummary query)
    {
        var parts = new List<string>();
        if (query.Waves is { } waves)
            parts.Add($"waves={Uri.EscapeDataString(string.Join(',', waves))}");
        parts.AddRange(query.Where.Select(filter => $"where={Uri.EscapeDataString(filter)}"));
        if (query.Base != BaseRule.Answered)
            parts.Add($"base={Survey.Query.Name(query.Base)}");
        if (query.Weight is { } weight)
            parts.Add($"weight={Uri.EscapeDataString(weight)}");
        if (query.Adjust != Adjustment.Holm)
            parts.Add($"adjust={query.Adjust.ToString().ToLower(CultureInfo.InvariantCulture)}");
        return parts.Count == 0 ? "" : $"?{string.Join('&', parts)}";
    }
}
