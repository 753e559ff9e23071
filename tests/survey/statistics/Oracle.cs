using System.Globalization;
using Xunit;

namespace Survey.Tests.Statistics;

/// <summary>Reference figures that R computed; see tests/oracle/README.md.</summary>
internal static class Oracle
{
    private const double Tolerance = 1e-9;

    public sealed record Row(string File, int Line, IReadOnlyDictionary<string, string> Values)
    {
        public double Number(string column) => double.Parse(Values[column], NumberStyles.Float, CultureInfo.InvariantCulture);

        public int Count(string column) => int.Parse(Values[column], NumberStyles.None, CultureInfo.InvariantCulture);

        public override string ToString() => $"{File}:{Line} ({string.Join(',', Values.Values)})";
    }

    public static IReadOnlyList<Row> Rows(string file) =>
        [.. CsvText.File(Path.Combine(Repository.Root, "tests", "oracle", file)).Select((values, row) => new Row(file, row + 2, values))];

    /// <summary>Holds every row's figures to a relative 1e-9, a zero to exactly 0, and names the rows that miss it.</summary>
    public static void Agrees(string file, Func<Row, IEnumerable<(string Column, double Found)>> figures)
    {
        var rows = Rows(file);
        Assert.NotEmpty(rows);
        var wrong =
            from row in rows
            from figure in figures(row)
            let expected = row.Number(figure.Column)
            where !(Math.Abs(figure.Found - expected) <= Tolerance * Math.Abs(expected))
            select $"{row}: {figure.Column} is {figure.Found.ToString("R", CultureInfo.InvariantCulture)}";
        Assert.Equal("", string.Join('\n', wrong));
    }
}
