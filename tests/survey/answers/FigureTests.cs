using Survey.Answers;
using Survey.Statistics;
using Xunit;

namespace Survey.Tests.Answers;

public sealed class FigureTests
{
    [Theory]
    [InlineData(0.5, 0, "1")]
    [InlineData(1.5, 0, "2")]
    [InlineData(2.5, 0, "3")]
    [InlineData(-2.5, 0, "-3")]
    [InlineData(2.4999, 0, "2")]
    [InlineData(14.499999999999998, 0, "15")]
    [InlineData(0.25, 1, "0.3")]
    [InlineData(-0.25, 1, "-0.3")]
    [InlineData(1.005, 2, "1.01")]
    [InlineData(99.95, 1, "100.0")]
    [InlineData(100, 0, "100")]
    [InlineData(0, 1, "0.0")]
    [InlineData(-0.4, 0, "0")]
    [InlineData(-0.04, 1, "0.0")]
    public void PercentagesAreRoundedHalfAwayFromZero(double percent, int decimals, string shown) =>
        Assert.Equal(shown, Figure.Show(percent, decimals));

    [Fact]
    public void EveryPercentageThatEndsInAHalfIsRoundedUp()
    {
        for (var count = 1; count < 200; count += 2)
            Assert.Equal($"{(count + 1) / 2}", Figure.Show(Figure.Of(count, new Proportion(count, 200), withoutInterval: false)!.Percent));
    }

    [Fact]
    public void AFigureHasItsPercentageAndInterval()
    {
        var figure = Figure.Of(15, new Proportion(15, 30), withoutInterval: false)!;

        Assert.Equal((15, 50.0), (figure.Count, figure.Percent));
        Assert.Equal(33.154125640533771, figure.Interval!.Value.Low, 1e-9);
        Assert.Equal(66.845874359466229, figure.Interval!.Value.High, 1e-9);
    }

    [Fact]
    public void AnAssumedBaseHasNoInterval() =>
        Assert.Equal(new Figure(15, 50, null, null), Figure.Of(15, new Proportion(15, 30), withoutInterval: true));

    [Fact]
    public void ABaseOfZeroHasNoFigure() =>
        Assert.Null(Figure.Of(0, Proportion.Of(new WeightedCount(), new WeightedCount(), weighted: false), withoutInterval: false));
}
