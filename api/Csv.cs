using System.Text;

namespace Survey.Api;

/// <summary>Answers as CSV, in UTF-8, written as <see cref="CsvFormat"/> says.</summary>
public static class Csv
{
    public const string ContentType = "text/csv";

    /// <summary>The last columns of every file: what was asked, so that a file says by itself what it holds.</summary>
    public static IReadOnlyList<string> QueryHeader => CsvFormat.QueryHeader;

    public static object?[] Query(QuerySummary query, string caveat) => CsvFormat.Query(query, caveat);

    public static IResult File(IReadOnlyList<string> header, IEnumerable<object?[]> rows)
    {
        var text = new StringBuilder(CsvFormat.Row(header));
        foreach (var row in rows)
            text.Append(CsvFormat.Row(row));
        return TypedResults.Text(text.ToString(), ContentType, Encoding.UTF8);
    }
}
