using Survey.Statistics;
using Xunit;

namespace Survey.Tests.Statistics;

public sealed class ChiSquareTests
{
    [Fact]
    public void TablesAreThoseOfTheOracle() => Oracle.Agrees("chisquare.csv", row => Figures(Counts("chisquare-counts.csv", row, "table")));

    [Fact]
    public void CrosstabsOfRealWavesAreThoseOfTheOracle() =>
        Oracle.Agrees("real-crosstabs.csv", row => Figures(Counts("real-crosstab-counts.csv", row, "wave", "rows", "columns")));

    [Fact]
    public void ATableTurnedRoundIsTheSame() =>
        Assert.All(
            Oracle.Rows("chisquare.csv"),
            row =>
            {
                var counts = Counts("chisquare-counts.csv", row, "table");
                var turned = new long[counts.GetLength(1), counts.GetLength(0)];
                foreach (var (line, column) in Cells(counts))
                    turned[column, line] = counts[line, column];

                Assert.Equal(ChiSquare.Of(counts)!.Statistic, ChiSquare.Of(turned)!.Statistic, 1e-9 * row.Number("statistic"));
            }
        );

    [Fact]
    public void FewerThanTwoRowsOrColumnsThatHoldAnythingAreNotTested()
    {
        Assert.Null(ChiSquare.Of(new long[0, 0]));
        Assert.Null(ChiSquare.Of(new long[3, 3]));
        Assert.Null(
            ChiSquare.Of(
                new long[,]
                {
                    { 3, 4, 5 },
                }
            )
        );
        Assert.Null(
            ChiSquare.Of(
                new long[,]
                {
                    { 3, 0 },
                    { 4, 0 },
                }
            )
        );
        Assert.Null(
            ChiSquare.Of(
                new long[,]
                {
                    { 0, 0, 0 },
                    { 3, 4, 5 },
                    { 0, 0, 0 },
                }
            )
        );
    }

    private static IEnumerable<(string, double)> Figures(long[,] counts)
    {
        var test = ChiSquare.Of(counts)!;
        return
        [
            ("statistic", test.Statistic),
            ("df", test.DegreesOfFreedom),
            ("p", test.P),
            ("cramers_v", test.CramersV),
            ("smallest_expected", test.SmallestExpected),
        ];
    }

    /// <summary>The counts whose table is named in these columns as it is in the row.</summary>
    private static long[,] Counts(string file, Oracle.Row table, params string[] names)
    {
        var cells = Oracle.Rows(file).Where(cell => names.All(name => cell.Values[name] == table.Values[name])).ToList();
        var rows = cells.Select(cell => cell.Values["row"]).Distinct().ToList();
        var columns = cells.Select(cell => cell.Values["column"]).Distinct().ToList();
        var counts = new long[rows.Count, columns.Count];
        foreach (var cell in cells)
            counts[rows.IndexOf(cell.Values["row"]), columns.IndexOf(cell.Values["column"])] = (long)cell.Number("count");
        return counts;
    }

    private static IEnumerable<(int Row, int Column)> Cells(long[,] counts) =>
        from row in Enumerable.Range(0, counts.GetLength(0))
        from column in Enumerable.Range(0, counts.GetLength(1))
        select (row, column);
}
