using Survey.Statistics;
using Xunit;

namespace Survey.Tests.Statistics;

public sealed class ProportionTests
{
    [Fact]
    public void TheWilsonIntervalIsThatOfTheOracle() =>
        Oracle.Agrees(
            "wilson.csv",
            row =>
            {
                var (low, high) = new Proportion(row.Count("count"), row.Count("base")).Wilson();
                return [("low", low), ("high", high)];
            }
        );

    [Fact]
    public void NoneOfTheBaseBeginsAtZeroAndAllOfItEndsAtOne()
    {
        Assert.Equal(0, new Proportion(0, 7).Wilson().Low);
        Assert.Equal(1, new Proportion(7, 7).Wilson().High);
    }
}
