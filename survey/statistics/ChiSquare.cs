using MathNet.Numerics;

namespace Survey.Statistics;

/// <summary>Pearson's chi-square test of independence in a table of unweighted counts, without continuity correction.</summary>
/// <param name="Statistic">sum of (count - expected)^2 / expected</param>
/// <param name="P">the upper tail, computed directly: 0 to 1</param>
/// <param name="CramersV">sqrt(statistic / (n min(rows - 1, columns - 1))), 0 to 1</param>
/// <param name="SmallestExpected">the smallest expected count; under 5, p is a rough guide</param>
public sealed record ChiSquare(double Statistic, int DegreesOfFreedom, double P, double CramersV, double SmallestExpected)
{
    /// <summary>Rows and columns without any count are dropped first.</summary>
    /// <returns>null where fewer than two rows or two columns are left</returns>
    public static ChiSquare? Of(long[,] counts)
    {
        var rows = Totals(counts.GetLength(0), counts.GetLength(1), (row, column) => counts[row, column]);
        var columns = Totals(counts.GetLength(1), counts.GetLength(0), (column, row) => counts[row, column]);
        if (rows.Count < 2 || columns.Count < 2)
            return null;
        var all = (double)rows.Values.Sum();
        var statistic = 0.0;
        foreach (var (row, rowTotal) in rows)
        {
            foreach (var (column, columnTotal) in columns)
            {
                var expected = (double)rowTotal * columnTotal / all;
                statistic += (counts[row, column] - expected) * (counts[row, column] - expected) / expected;
            }
        }
        var freedom = (rows.Count - 1) * (columns.Count - 1);
        var strength = Math.Sqrt(statistic / (all * (Math.Min(rows.Count, columns.Count) - 1)));
        return new ChiSquare(
            statistic,
            freedom,
            SpecialFunctions.GammaUpperRegularized(freedom / 2.0, statistic / 2),
            Math.Min(1, strength),
            (double)rows.Values.Min() * columns.Values.Min() / all
        );
    }

    /// <returns>by index, only those that are not 0</returns>
    private static Dictionary<int, long> Totals(int length, int across, Func<int, int, long> count) =>
        Enumerable
            .Range(0, length)
            .Select(index => (Index: index, Total: Enumerable.Range(0, across).Sum(other => count(index, other))))
            .Where(line => line.Total > 0)
            .ToDictionary(line => line.Index, line => line.Total);
}
