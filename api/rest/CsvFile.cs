using System.Text;
using Survey.Tables;

namespace Survey.Api.Rest;

/// <summary>Answers as CSV, in UTF-8, written as <see cref="CsvFormat"/> says.</summary>
public static class CsvFile
{
    public const string ContentType = "text/csv";

    public static IResult Of<T>(Table<T> table, IEnumerable<T> rows) =>
        TypedResults.Text(CsvFormat.Text(table, rows), ContentType, Encoding.UTF8);
}
