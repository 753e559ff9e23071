using Survey.Reports.Words;
using Survey.Statistics;
using Xunit;

namespace Survey.Tests.Reports.Words;

public sealed class FormattedTests
{
    [Theory]
    [InlineData(3.14, "+3.1")]
    [InlineData(-9, "−9.0")]
    [InlineData(-0.05, "−0.1")]
    [InlineData(-0.04, "0.0")]
    [InlineData(0, "0.0")]
    public void PointsHaveASignUnlessTheyRoundToNothing(double points, string shown) => Assert.Equal(shown, Formatted.Points(points));

    [Theory]
    [InlineData(56.5, 0, "57 %")]
    [InlineData(84.716, 1, "84.7 %")]
    public void PercentagesRoundHalfAwayFromZero(double percent, int decimals, string shown) =>
        Assert.Equal(shown, Formatted.Percent(percent, decimals));

    [Fact]
    public void NothingDependsOnTheCulture()
    {
        var before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(
                "1,234 84.7 % +3.1 p = 0.032 1.5–2.5",
                $"{Formatted.Count(1234)} {Formatted.Percent(84.7, 1)} {Formatted.Points(3.1)} {Formatted.P(0.032)} "
                    + $"{Formatted.Interval(new Interval(1.5, 2.5))}"
            );
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }
}
