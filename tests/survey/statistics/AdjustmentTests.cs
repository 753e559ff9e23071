using Survey.Statistics;
using Xunit;

namespace Survey.Tests.Statistics;

public sealed class AdjustmentTests
{
    [Theory]
    [InlineData(Adjustment.Holm, "adjusted")]
    [InlineData(Adjustment.Bh, "bh")]
    [InlineData(Adjustment.None, "p")]
    public void AdjustedValuesAreThoseOfTheOracle(Adjustment adjustment, string column)
    {
        var adjusted = Oracle
            .Rows("holm.csv")
            .GroupBy(row => row.Values["family"])
            .SelectMany(family => family.Zip(Family.Adjust([.. family.Select(row => row.Number("p"))], adjustment)))
            .ToDictionary(pair => pair.First.Line, pair => pair.Second);

        Oracle.Agrees("holm.csv", row => [(column, adjusted[row.Line])]);
    }

    [Theory]
    [InlineData(Adjustment.Holm)]
    [InlineData(Adjustment.Bh)]
    [InlineData(Adjustment.None)]
    public void AFamilyOfNoneIsNone(Adjustment adjustment) => Assert.Empty(Family.Adjust([], adjustment));

    [Fact]
    public void TheOrderStaysAsGiven() => Assert.Equal([0.5, 0.03, 0.5], Family.Adjust([0.25, 0.01, 0.3], Adjustment.Holm));
}
