using Xunit;

namespace Survey.Tests.Core;

public sealed class ChiSquareTests
{
    [Fact]
    public void TablesAreThoseOfTheOracle() => Oracle.Agrees("chisquare.csv", row =>
    {
        var test = ChiSquare.Of(Counts(row.Values["table"]))!;
        return
        [
            ("statistic", test.Statistic), ("df", test.DegreesOfFreedom), ("p", test.P), ("cramers_v", test.CramersV), ("smallest_expected", test.SmallestExpected),
        ];
    });

    [Fact]
    public void ATableTurnedRoundIsTheSame() => Assert.All(Oracle.Rows("chisquare.csv"), row =>
    {
        var counts = Counts(row.Values["table"]);
        var turned = new long[counts.GetLength(1), counts.GetLength(0)];
        foreach (var (line, column) in Cells(counts))
            turned[column, line] = counts[line, column];

        Assert.Equal(ChiSquare.Of(counts)!.Statistic, ChiSquare.Of(turned)!.Statistic, 1e-9 * row.Number("statistic"));
    });

    [Fact]
    public void FewerThanTwoRowsOrColumnsThatHoldAnythingAreNotTested()
    {
        Assert.Null(ChiSquare.Of(new long[0, 0]));
        Assert.Null(ChiSquare.Of(new long[3, 3]));
        Assert.Null(ChiSquare.Of(new long[,] { { 3, 4, 5 } }));
        Assert.Null(ChiSquare.Of(new long[,] { { 3, 0 }, { 4, 0 } }));
        Assert.Null(ChiSquare.Of(new long[,] { { 0, 0, 0 }, { 3, 4, 5 }, { 0, 0, 0 } }));
    }

    private static long[,] Counts(string table)
    {
        var cells = Oracle.Rows("chisquare-counts.csv").Where(row => row.Values["table"] == table).ToList();
        var counts = new long[cells.Max(cell => cell.Count("row")) + 1, cells.Max(cell => cell.Count("column")) + 1];
        foreach (var cell in cells)
            counts[cell.Count("row"), cell.Count("column")] = (long)cell.Number("count");
        return counts;
    }

    private static IEnumerable<(int Row, int Column)> Cells(long[,] counts) =>
        from row in Enumerable.Range(0, counts.GetLength(0))
        from column in Enumerable.Range(0, counts.GetLength(1))
        select (row, column);
}
