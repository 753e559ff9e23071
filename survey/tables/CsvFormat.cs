using System.Globalization;
using System.Text;

namespace Survey.Tables;

/// <summary>How rows are written as CSV (RFC 4180): CRLF, numbers at full precision with a point, times in UTC (ISO 8601), nothing for
/// null. No cell is one that a spreadsheet would run.</summary>
public static class CsvFormat
{
    private static readonly System.Buffers.SearchValues<char> Special = System.Buffers.SearchValues.Create(",\"\r\n");

    /// <summary>All of a table, its header first.</summary>
    public static string Text<T>(Table<T> table, IEnumerable<T> rows)
    {
        var text = new StringBuilder(Header(table));
        foreach (var row in rows)
            text.Append(Row(table, row));
        return text.ToString();
    }

    /// <summary>The row of names, its line end with it.</summary>
    public static string Header(Table table) => Line(table.Columns.Select(column => column.Name));

    /// <summary>One row, its line end with it.</summary>
    public static string Row<T>(Table<T> table, T row) => Line(table.Columns.Select(column => Plain(column.Value(row))));

    /// <summary>A value as text, without the quotes that CSV may need.</summary>
    public static string Plain(object? value) =>
        value switch
        {
            null => "",
            bool truth => truth ? "true" : "false",
            DateTime time => time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };

    private static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(cell => Quoted(Inert(cell)))) + "\r\n";

    /// <summary>
    /// A text with an apostrophe before it where a spreadsheet would take it for a formula: it begins with =, @, a tab or CR, or with + or
    /// - and is no number. Texts come from files that anybody may have answered; -5 and +3.2 stay, and "-", "- 3" and "-5 %" do not.
    /// </summary>
    private static string Inert(string text) =>
        text.Length > 0 && (text[0] is '=' or '@' or '\t' or '\r' || text[0] is '+' or '-' && !IsNumber(text)) ? $"'{text}" : text;

    private static bool IsNumber(string signed) =>
        signed.Length > 1
        && (char.IsAsciiDigit(signed[1]) || signed[1] == '.')
        && double.TryParse(signed, NumberStyles.Float & ~NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out _);

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(Special) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
