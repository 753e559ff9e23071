using System.Globalization;
using System.Text;

namespace Survey.Api;

/// <summary>Answers as CSV (RFC 4180): UTF-8, CRLF, numbers at full precision with a point, nothing for null.</summary>
public static class Csv
{
    public const string ContentType = "text/csv";

    private static readonly System.Buffers.SearchValues<char> Special = System.Buffers.SearchValues.Create(",\"\r\n");

    public static IResult File(IReadOnlyList<string> header, IEnumerable<object?[]> rows)
    {
        var text = new StringBuilder().AppendJoin(',', header).Append("\r\n");
        foreach (var row in rows)
            text.AppendJoin(',', row.Select(Cell)).Append("\r\n");
        return TypedResults.Text(text.ToString(), ContentType, Encoding.UTF8);
    }

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
