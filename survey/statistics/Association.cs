using System.Text.Json.Serialization;

namespace Survey.Statistics;

/// <summary>Whether two answers go together: a test of independence in a table of respondents, as if randomly sampled.</summary>
public sealed record Association
{
    /// <summary>In the table, unweighted.</summary>
    public required int Respondents { get; init; }

    /// <summary>Pearson's chi-square; null where nothing was tested, and where the test is Fisher's.</summary>
    public double? Statistic { get; init; }

    /// <summary>Of the chi-square, rows and columns without anybody left out.</summary>
    public int? DegreesOfFreedom { get; init; }

    /// <summary>0 to 1; null where nothing was tested, and Note says why.</summary>
    public double? P { get; init; }

    /// <summary>P, adjusted over all tests of the answer.</summary>
    public double? PAdjusted { get; init; }

    /// <summary>How strongly they go together, 0 to 1; null where nothing was tested.</summary>
    public double? CramersV { get; init; }

    /// <summary>PAdjusted is under 0.05.</summary>
    public bool Significant { get; init; }

    /// <summary>Which test, where it is not Pearson's, and what it must not be taken for; empty when there is nothing to say.</summary>
    public string Note => Reason.InWords();

    /// <summary>What <see cref="Note"/> says; null for nothing.</summary>
    [JsonIgnore]
    public Reason? Reason { get; init; }

    /// <summary>Of a table that is not tested.</summary>
    internal static Association Without(long[,] counts, string why) =>
        new() { Respondents = (int)counts.Cast<long>().Sum(), Reason = new Reason(ReasonCode.NotTested, why) };

    /// <summary>Pearson's chi-square test; of two rows and two columns with an expected count under 5, Fisher's exact test.</summary>
    /// <param name="counts">unweighted; nobody is in two cells</param>
    internal static Association Of(long[,] counts)
    {
        var untested = Without(counts, "fewer than two rows or two columns have respondents");
        return ChiSquare.Of(counts) switch
        {
            null => untested,
            { SmallestExpected: < 5, DegreesOfFreedom: 1 } test => untested with
            {
                P = Fisher(counts),
                CramersV = test.CramersV,
                Reason = Reason.FisherExact,
            },
            var test => untested with
            {
                Statistic = test.Statistic,
                DegreesOfFreedom = test.DegreesOfFreedom,
                P = test.P,
                CramersV = test.CramersV,
                Reason = test.SmallestExpected < 5 ? Reason.RoughTest : null,
            },
        };
    }

    /// <summary>The table of two answers that a respondent may give or not: given or not, by given or not.</summary>
    internal static long[,] Table(int both, int first, int second, int all) =>
        new long[,]
        {
            { both, first - both },
            { second - both, all - first - second + both },
        };

    /// <summary>These tests as one family: p-values adjusted, and what is significant called so.</summary>
    internal static List<Association> Judged(IReadOnlyList<Association> tests, Adjustment adjustment) =>
        Family.Judge(
            tests,
            test => test.P,
            (test, adjusted) => test with { PAdjusted = adjusted, Significant = adjusted < Family.Level },
            adjustment
        );

    /// <summary>Of a table whose other rows and columns are empty.</summary>
    private static double Fisher(long[,] counts)
    {
        var rows = Enumerable
            .Range(0, counts.GetLength(0))
            .Where(row => Enumerable.Range(0, counts.GetLength(1)).Any(column => counts[row, column] > 0))
            .ToList();
        var columns = Enumerable.Range(0, counts.GetLength(1)).Where(column => rows.Exists(row => counts[row, column] > 0)).ToList();
        return FisherExact.P(Row(rows[0]), Row(rows[1]));

        Proportion Row(int row) => new(counts[row, columns[0]], counts[row, columns[0]] + counts[row, columns[1]]);
    }
}
