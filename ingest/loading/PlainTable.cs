using System.Text.RegularExpressions;
using Survey.Tables;

namespace Survey.Ingest.Loading;

/// <summary>Rows in columns that line up, with a header, for people and for <c>grep</c>.</summary>
internal static class PlainTable
{
    private const string Between = "  ";

    /// <summary>Rows of a declared table. Underscores in names are blanks, and hyphens before a number; a truth says its name or
    /// nothing.</summary>
    public static string Of<T>(Table<T> table, IEnumerable<T> rows)
    {
        return Of(
            [.. table.Columns.Select(Heading)],
            rows.Select(row => table.Columns.Select(column => Cell(column, column.Value(row))).ToArray()),
            [.. table.Columns.Where(column => column.Type is not (ColumnType.Whole or ColumnType.Number)).Select(Heading)]
        );

        static string Heading(Column column) => Regex.Replace(column.Name, "_(?=[0-9])", "-").Replace('_', ' ');

        static string Cell(Column column, object? value) => value is bool truth ? (truth ? Heading(column) : "") : CsvFormat.Plain(value);
    }

    /// <param name="left">the columns, by header, that hold texts and begin at the left; numbers end at the right</param>
    /// <returns>lines, each with its line end</returns>
    public static string Of(string[] header, IEnumerable<string[]> rows, params string[] left)
    {
        var lines = rows.Prepend(header).ToList();
        var widths = header.Select((_, column) => lines.Max(line => line[column].Length)).ToArray();
        return string.Concat(lines.Select(line => string.Join(Between, line.Select(Padded)).TrimEnd() + "\n"));

        string Padded(string cell, int column) =>
            left.Contains(header[column]) ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]);
    }
}
