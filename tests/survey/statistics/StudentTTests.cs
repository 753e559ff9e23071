using Survey.Statistics;
using Xunit;

namespace Survey.Tests.Statistics;

public sealed class StudentTTests
{
    [Fact]
    public void TailsAndLimitsAreThoseOfTheOracle() =>
        Oracle.Agrees(
            "student.csv",
            row =>
            {
                var (freedom, t) = (row.Number("df"), row.Number("t"));
                return [("p", StudentT.P(t, freedom)), ("p", StudentT.P(-t, freedom)), ("limit", StudentT.Limit(freedom))];
            }
        );

    [Theory]
    [InlineData(0.05)]
    [InlineData(1)]
    [InlineData(7.5)]
    [InlineData(1e6)]
    [InlineData(1e12)]
    public void TheLimitIsExceededByFivePercent(double freedom) =>
        Assert.Equal(0.05, StudentT.P(StudentT.Limit(freedom), freedom), 0.05 * 1e-12);

    [Fact]
    public void OneDegreeOfFreedomIsCauchys() =>
        Assert.All(
            [1e-9, 0.5, 0.999, 1, 1.001, 30, 1e9, 1e200],
            t => Assert.Equal(1, StudentT.P(t, 1) / (2 / Math.PI * (t < 1e9 ? Math.Atan2(1, t) : 1 / t)), 1e-13)
        );

    [Fact]
    public void NothingIsLostWhereTheWayOfComputingChanges()
    {
        foreach (var freedom in new[] { 0.3, 1, 3, 45.5, 1e4, 1e9 })
            Assert.Equal(StudentT.P(1 - 1e-13, freedom), StudentT.P(1, freedom), 1e-12);
    }

    [Fact]
    public void TheEndsAreExact() => Assert.Equal((1, 0), (StudentT.P(0, 5), StudentT.P(double.PositiveInfinity, 5)));
}
