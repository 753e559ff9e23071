using Survey.Coded;

namespace Survey.Ingest.Dialects;

/// <summary>Tables that are no raw export: one row an option instead of one a respondent, or two people in a row.</summary>
internal static class TableShape
{
    private static readonly string[] OptionHeaders =
    [
        "answer choices",
        "answer options",
        "response percent",
        "response count",
        "response total",
    ];
    private static readonly string[] CountHeaders = ["count", "counts", "responses", "n", "frequency"];
    private static readonly string[] ShareHeaders = ["percent", "percentage", "%", "share"];

    /// <param name="headers">the header rows, all of one length</param>
    /// <exception cref="Refusal">the header is that of such a table</exception>
    public static void Refuse(string file, IReadOnlyList<string[]> headers)
    {
        for (var row = 0; row < headers.Count; row++)
            RefuseAggregated(file, row, headers[row]);
        RefuseSideBySide(file, headers);
    }

    private static void RefuseAggregated(string file, int row, string[] header)
    {
        var names = Array.ConvertAll(header, name => Label.Normalise(name).ToLowerInvariant());
        var share = Array.FindIndex(names, ShareHeaders.Contains);
        var counts = share < 0 ? -1 : Array.FindIndex(names, CountHeaders.Contains);
        var found = Array.FindIndex(names, OptionHeaders.Contains) is >= 0 and var option ? option : counts;
        if (found >= 0)
            throw new Refusal(
                RejectCode.AggregatedTable,
                $"{file}:{row + 1} column {found + 1} {Label.Quote(header[found])}: a table of counts, one row an option; the raw "
                    + "export was expected, one row a respondent"
            );
    }

    /// <summary>The second half of the columns is called like the first, with or without blank columns between.</summary>
    private static void RefuseSideBySide(string file, IReadOnlyList<string[]> headers)
    {
        var names = Enumerable
            .Range(0, headers[0].Length)
            .Select(column => string.Join('\n', headers.Select(row => Label.Normalise(row[column]))))
            .ToList();
        while (names.Count > 0 && names[^1].Trim().Length == 0)
            names.RemoveAt(names.Count - 1);
        for (var second = (names.Count + 1) / 2; second >= 2 && second < names.Count; second++)
        {
            var width = names.Count - second;
            if (width < 2 || names[second].Trim().Length == 0)
                continue;
            if (
                names.Take(width).SequenceEqual(names.Skip(second))
                && names.Skip(width).Take(second - width).All(name => name.Trim().Length == 0)
            )
                throw new Refusal(
                    RejectCode.SideBySide,
                    $"{file}:1 column {second + 1} {Label.Quote(headers[0][second])}: a second table begins here, its columns "
                        + $"called like columns 1 to {width}; "
                        + "two respondents stand in a row: put the second table in a file of its own"
                );
        }
    }
}
