using System.Globalization;
using System.Text;
using Survey.Counting;

namespace Survey.Answers;

/// <summary>How rows are written as CSV (RFC 4180): CRLF, numbers at full precision with a point, nothing for null.</summary>
public static class CsvFormat
{
    private static readonly System.Buffers.SearchValues<char> Special = System.Buffers.SearchValues.Create(",\"\r\n");

    /// <summary>The last columns of every answer to a query: what was asked, so that a file says by itself what it holds.</summary>
    public static IReadOnlyList<string> QueryHeader { get; } = ["base_rule", "segment", "weight", "adjust", "caveat"];

    /// <param name="query">null where no percentage was asked for</param>
    /// <param name="adjusted">whether the answer has p-values</param>
    public static object?[] Query(QuerySummary? query, string caveat, bool adjusted = true) =>
        [
            query?.BaseInWords,
            query?.Segment,
            query?.WeightInWords,
            adjusted && query is not null ? Counting.Query.Name(query.Adjust) : null,
            caveat,
        ];

    /// <summary>How a wave's respondents were weighted.</summary>
    /// <param name="side">before each name, where there are two waves: "from_"</param>
    public static IReadOnlyList<string> WeightingHeader(string side = "") =>
        [$"{side}weight_minimum", $"{side}weight_maximum", $"{side}design_effect", $"{side}largest_deviation", $"{side}empty_targets"];

    /// <param name="weighting">null where they were not</param>
    public static object?[] Weighting(Weighting? weighting) =>
        [
            weighting?.Minimum,
            weighting?.Maximum,
            weighting?.DesignEffect,
            weighting?.LargestDeviation,
            weighting is null ? null : string.Join(' ', weighting.EmptyTargets),
        ];

    public static string Table(IReadOnlyList<string> header, IEnumerable<object?[]> rows)
    {
        var text = new StringBuilder(Row(header));
        foreach (var row in rows)
            text.Append(Row(row));
        return text.ToString();
    }

    /// <summary>One row, its line end with it.</summary>
    public static string Row(params IEnumerable<object?> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    private static string Cell(object? value)
    {
        var text = value switch
        {
            null => "",
            bool truth => truth ? "true" : "false",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
        return text.AsSpan().ContainsAny(Special) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
