namespace Survey.Ingest.Loading;

/// <summary>Rows in columns that line up, with a header, for people and for <c>grep</c>.</summary>
internal static class PlainTable
{
    private const string Between = "  ";

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
