using Survey.Statistics;
using Xunit;

namespace Survey.Tests.Statistics;

public sealed class MeanDifferenceTests
{
    [Fact]
    public void DifferencesAreThoseOfTheOracle() =>
        Oracle.Agrees(
            "welch.csv",
            row =>
            {
                var difference = MeanDifference.Between(First(row), Second(row));
                return
                [
                    ("difference", difference.Points),
                    ("low", difference.Interval!.Value.Low),
                    ("high", difference.Interval.Value.High),
                    ("df", difference.DegreesOfFreedom!.Value),
                    ("p", difference.P!.Value),
                ];
            }
        );

    [Fact]
    public void ChangesOfRealRatingsAreThoseOfTheOracle() =>
        Oracle.Agrees(
            "real-mean-changes.csv",
            row =>
            {
                Moments In(string wave, string scheme) =>
                    Oracle
                        .Rows("real-means.csv")
                        .Where(mean =>
                            (mean.Values["wave"], mean.Values["scheme"], mean.Values["question"]) == (wave, scheme, row.Values["question"])
                        )
                        .Select(mean => new Moments(mean.Number("effective_base"), mean.Number("mean"), mean.Number("sd")))
                        .Single();
                var difference = MeanDifference.Between(In(row.Values["from"], "none"), In(row.Values["to"], row.Values["scheme"]));
                return
                [
                    ("difference", difference.Points),
                    ("low", difference.Interval!.Value.Low),
                    ("high", difference.Interval.Value.High),
                    ("df", difference.DegreesOfFreedom!.Value),
                    ("p", difference.P!.Value),
                ];
            }
        );

    [Fact]
    public void TheOtherWayRoundTheSignsTurn() =>
        Assert.All(
            Oracle.Rows("welch.csv"),
            row =>
            {
                var there = MeanDifference.Between(First(row), Second(row));
                var back = MeanDifference.Between(Second(row), First(row));

                Assert.Equal(there.Points, -back.Points);
                Assert.Equal(there.Interval!.Value.Low, -back.Interval!.Value.High, 1e-12 * Math.Abs(there.Interval.Value.Low));
                Assert.Equal(there.P!.Value, back.P!.Value, 1e-12);
            }
        );

    [Fact]
    public void ASampleWithoutASpreadIsNotTested()
    {
        Assert.Equal(new MeanDifference(1, null, null, null), MeanDifference.Between(new Moments(1, 3, null), new Moments(40, 4, 1)));
        Assert.Equal(new MeanDifference(-1, null, null, null), MeanDifference.Between(new Moments(40, 4, 1), new Moments(0.4, 3, null)));
    }

    [Fact]
    public void TwoSamplesOfEqualNumbersDifferByNothingOrAreNotTested()
    {
        Assert.Equal(new MeanDifference(0, null, 1, null), MeanDifference.Between(new Moments(30, 4, 0), new Moments(40, 4, 0)));
        Assert.Equal(new MeanDifference(1, null, null, null), MeanDifference.Between(new Moments(2, 3, 0), new Moments(2, 4, 0)));
    }

    [Fact]
    public void AnIntervalWithoutEndIsNoneAndThePStays()
    {
        var difference = MeanDifference.Between(new Moments(1.0001, 3, 1), new Moments(40, 4, 1e-9));

        Assert.Null(difference.Interval);
        Assert.InRange(difference.P!.Value, 0.99, 1);
    }

    private static Moments First(Oracle.Row row) => new(row.Number("base1"), row.Number("mean1"), row.Number("sd1"));

    private static Moments Second(Oracle.Row row) => new(row.Number("base2"), row.Number("mean2"), row.Number("sd2"));
}
