using Survey.Answers;
using Survey.Counting;
using Survey.Instruments;

namespace Survey.Statistics;

/// <summary>Whether two answers go together: a test of independence in a table of respondents, as if randomly sampled.</summary>
/// <param name="Respondents">in the table, unweighted</param>
/// <param name="Statistic">Pearson's chi-square; null where nothing was tested, and where the test is Fisher's</param>
/// <param name="DegreesOfFreedom">of the chi-square, rows and columns without anybody left out</param>
/// <param name="P">0 to 1; null where nothing was tested, and Note says why</param>
/// <param name="PAdjusted">P, adjusted over all tests of the answer</param>
/// <param name="CramersV">how strongly they go together, 0 to 1; null where nothing was tested</param>
/// <param name="Significant">PAdjusted is under 0.05</param>
/// <param name="Note">which test, where it is not Pearson's, and what it must not be taken for; empty when there is nothing to say</param>
public sealed record Association(
    int Respondents,
    double? Statistic,
    int? DegreesOfFreedom,
    double? P,
    double? PAdjusted,
    double? CramersV,
    bool Significant,
    string Note
)
{
    /// <summary>Pearson's chi-square test; of two rows and two columns with an expected count under 5, Fisher's exact test.</summary>
    /// <param name="counts">unweighted; nobody is in two cells</param>
    internal static Association Of(long[,] counts)
    {
        var respondents = (int)counts.Cast<long>().Sum();
        return ChiSquare.Of(counts) switch
        {
            null => new Association(
                respondents,
                null,
                null,
                null,
                null,
                null,
                false,
                "not tested: fewer than two rows or two columns have respondents"
            ),
            { SmallestExpected: < 5, DegreesOfFreedom: 1 } test => new Association(
                respondents,
                null,
                null,
                Fisher(counts),
                null,
                test.CramersV,
                false,
                SmallCounts.Exact
            ),
            var test => new Association(
                respondents,
                test.Statistic,
                test.DegreesOfFreedom,
                test.P,
                null,
                test.CramersV,
                false,
                test.SmallestExpected < 5 ? SmallCounts.Rough : ""
            ),
        };
    }

    /// <summary>Of two answers that a respondent may give or not.</summary>
    internal static Association OfPair(int both, int first, int second, int all) =>
        Of(
            new long[,]
            {
                { both, first - both },
                { second - both, all - first - second + both },
            }
        );

    /// <summary>Why nothing is tested among these respondents, in words; empty where it is.</summary>
    internal static string Untested(Population population, Wave wave) =>
        population.IsWeighted ? "not tested: respondents are weighted"
        : wave.RespondentsAssumed ? "not tested: the number of respondents is assumed"
        : "";

    /// <summary>These tests as one family: p-values adjusted, and what is significant called so.</summary>
    internal static List<Association> Judged(IReadOnlyList<Association> tests, Adjustment adjustment) =>
        Family.Judge(
            tests,
            test => test.P,
            (test, adjusted) => test with { PAdjusted = adjusted, Significant = adjusted < Change.Level },
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
