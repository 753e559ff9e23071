using Survey.Statistics;
using Xunit;

namespace Survey.Tests.Statistics;

public sealed class MomentsTests
{
    [Fact]
    public void MeansAndTheirIntervalsAreThoseOfTheOracle() =>
        Oracle.Agrees(
            "means.csv",
            row =>
            {
                var moments = Of(row);
                List<(string, double)> figures = [("mean", moments.Mean), ("median", Moments.Median(Values(row)))];
                if (row.Values["sd"].Length > 0)
                    figures.AddRange([
                        ("sd", moments.StandardDeviation!.Value),
                        ("low", moments.Interval()!.Value.Low),
                        ("high", moments.Interval()!.Value.High),
                    ]);
                return figures;
            }
        );

    [Fact]
    public void WhereTheOracleHasNoSpreadThereIsNone() =>
        Assert.All(
            Oracle.Rows("means.csv").Where(row => row.Values["sd"].Length == 0),
            row => Assert.Equal((null, null), (Of(row).StandardDeviation, Of(row).Interval()))
        );

    [Fact]
    public void NoNumbersHaveNoMean()
    {
        Assert.Null(Moments.Of([], 0));
        Assert.Null(Moments.Of([(3, 0)], 0));
        Assert.Throws<ArgumentException>(() => Moments.Median([(3, 0)]));
    }

    [Fact]
    public void NumbersThatAreAllTheSameHaveExactlyNoSpread()
    {
        var moments = Moments.Of([(0.1, 0.3), (0.1, 0.7), (0.1, 1.9)], 2.5)!.Value;

        Assert.Equal(new Moments(2.5, 0.1, 0), moments);
        Assert.Equal(new Interval(0.1, 0.1), moments.Interval());
    }

    [Fact]
    public void AFirstNumberThatIsFarFromAllOthersDoesNotSpoilTheMean() =>
        Assert.Equal(3.00005, Moments.Of([(1e16, 1e-20), (2, 1), (4, 1)], 2)!.Value.Mean, 1e-12);

    [Fact]
    public void ANumberWithoutWeightCountsForNothing()
    {
        Assert.Equal(Moments.Of([(1, 2), (4, 1)], 3), Moments.Of([(9e99, 0), (1, 2), (4, 1)], 3));
        Assert.Equal(1, Moments.Median([(0, 0), (1, 2), (4, 1)]));
    }

    [Fact]
    public void AnIntervalWithoutEndIsNone() => Assert.Null(new Moments(1.0001, 3, 1).Interval());

    [Fact]
    public void AHalfOfTheWeightsIsFoundThroughTheirRounding()
    {
        Assert.NotEqual(0.6, 0.1 + 0.2 + 0.3);
        Assert.Equal(3.5, Moments.Median([(1, 0.1), (2, 0.2), (3, 0.3), (4, 0.6)]));
        Assert.True(0.6 + 0.4 + 0.1 + 0.1 > 2 * 0.6);
        Assert.Equal(1.5, Moments.Median([(1, 0.6), (2, 0.4), (3, 0.1), (4, 0.1)]));
        Assert.Equal(3, Moments.Median([(1, 0.1), (2, 0.2), (3, 0.301), (4, 0.6)]));
        Assert.Equal(4, Moments.Median([(1, 0.1), (2, 0.2), (3, 0.299), (4, 0.6)]));
    }

    private static Moments Of(Oracle.Row row) => Moments.Of(Values(row), row.Number("effective_base"))!.Value;

    private static List<(double Value, double Weight)> Values(Oracle.Row sample) =>
        [
            .. from row in Oracle.Rows("values.csv")
            where row.Values["sample"] == sample.Values["sample"]
            select (row.Number("value"), row.Number("weight") * row.Number("respondents")),
        ];
}
