using Survey.Statistics;
using Xunit;

namespace Survey.Tests.Statistics;

public sealed class DifferenceTests
{
    [Fact]
    public void ChangesAreThoseOfTheOracle() =>
        Oracle.Agrees(
            "change.csv",
            row =>
            {
                var difference = Between(row);
                return
                [
                    ("difference", difference.Points),
                    ("low", difference.Interval.Low),
                    ("high", difference.Interval.High),
                    ("p", difference.P),
                ];
            }
        );

    [Fact]
    public void FishersTestIsTakenWhereTheOracleTakesIt() =>
        Assert.Equal("", string.Join('\n', Oracle.Rows("change.csv").Where(row => Between(row).Exact != (row.Values["test"] == "fisher"))));

    [Theory]
    [InlineData(0, 30, 0, 40)]
    [InlineData(30, 30, 40, 40)]
    [InlineData(0, 1_000_000, 0, 2_000_000)]
    [InlineData(1_000_000, 1_000_000, 2_000_000, 2_000_000)]
    public void SharesThatAreBothNoneOrBothAllDifferByNothing(int count1, int base1, int count2, int base2)
    {
        var difference = Difference.Between(new Proportion(count1, base1), new Proportion(count2, base2));

        Assert.Equal(0, difference.Points);
        Assert.Equal(1, difference.P);
        Assert.True(difference.Exact);
    }

    [Fact]
    public void TheOtherWayRoundTheSignsTurn() =>
        Assert.All(
            Oracle.Rows("change.csv"),
            row =>
            {
                var there = Between(row);
                var back = Difference.Between(
                    new Proportion(row.Count("count2"), row.Count("base2")),
                    new Proportion(row.Count("count1"), row.Count("base1"))
                );

                Assert.Equal(there.Points, -back.Points);
                Assert.Equal(there.Interval.Low, -back.Interval.High);
                Assert.Equal(there.Exact, back.Exact);
                Assert.Equal(there.P, back.P, 1e-12);
            }
        );

    [Fact]
    public void BasesOfBillionsDoNotOverflow()
    {
        var difference = Difference.Between(new Proportion(1, int.MaxValue), new Proportion(3, int.MaxValue));

        Assert.True(difference.Exact);
        Assert.Equal(0.625, difference.P, 1e-6);
    }

    private static Difference Between(Oracle.Row row) =>
        Difference.Between(
            new Proportion(row.Count("count1"), row.Count("base1")),
            new Proportion(row.Count("count2"), row.Count("base2"))
        );
}
