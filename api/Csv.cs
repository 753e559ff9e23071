using System.Text;

namespace Survey.Api;

/// <summary>Answers as CSV, in UTF-8, written as <see cref="CsvFormat"/> says.</summary>
public static class Csv
{
    public const string ContentType = "text/csv";

    public static IResult File(IReadOnlyList<string> header, IEnumerable<object?[]> rows)
    {
        var text = new StringBuilder(CsvFormat.Row(header));
        foreach (var row in rows)
            text.Append(CsvFormat.Row(row));
        return TypedResults.Text(text.ToString(), ContentType, Encoding.UTF8);
    }
}
