using Xunit;

namespace Survey.Tests.Core;

public sealed class HolmTests
{
    [Fact]
    public void AdjustedValuesAreThoseOfTheOracle()
    {
        var adjusted = Oracle.Rows("holm.csv")
            .GroupBy(row => row.Values["family"])
            .SelectMany(family => family.Zip(Holm.Adjust([.. family.Select(row => row.Number("p"))])))
            .ToDictionary(pair => pair.First.Line, pair => pair.Second);

        Oracle.Agrees("holm.csv", row => [("adjusted", adjusted[row.Line])]);
    }

    [Fact]
    public void AFamilyOfNoneIsNone() => Assert.Empty(Holm.Adjust([]));

    [Fact]
    public void TheOrderStaysAsGiven() => Assert.Equal([0.5, 0.03, 0.5], Holm.Adjust([0.25, 0.01, 0.3]));
}
