using Survey.Answers;
using Survey.Reports.Words;
using Survey.Statistics;
using Xunit;

namespace Survey.Tests.Reports.Words;

public sealed class MeansTests
{
    private static readonly MeanFigure Before = new(new Moments(200, 3.5, 1.2), WeightedCount.Of(200))
    {
        Median = 4,
        Minimum = 1,
        Maximum = 5,
        Interval = new Interval(3.4, 3.6),
    };

    private static readonly MeanFigure Now = new(new Moments(229, 1234.567, null), WeightedCount.Of(229))
    {
        Median = 3,
        Minimum = 1,
        Maximum = 5000,
        Interval = new Interval(1200, 1300),
    };

    [Fact]
    public void ATableHasMeanDeviationAndMedianOfEveryWave()
    {
        var rows = Means.Rows(Trend(new MeanPoint("w1", Before, null), null)).Select(row => $"{row.Label}: {string.Join(' ', row.Cells)}");

        Assert.Equal(["Mean: 3.50 –", "Standard deviation: 1.20 –", "Median: 4.00 –"], rows);
    }

    [Fact]
    public void WhereNobodyGaveANumberThereAreNoRows()
    {
        Assert.Empty(Means.Rows(Trend(null, null)));
        Assert.Empty(Means.Rows(Trends.Two(null)));
    }

    [Theory]
    [InlineData(-0.5, true, 0.0004, "", "−0.50*", "; −0.50* since March, p < 0.001.")]
    [InlineData(0.004, false, 0.66, "", "0.00", "; 0.00 since March, p = 0.660.")]
    [InlineData(1, false, null, "nothing is known of the spread", "+1.00", "; 3.50 in March, not tested: nothing is known of the spread.")]
    public void AChangeIsSaidInTheUnitOfTheNumbers(double points, bool significant, double? p, string note, string shown, string since)
    {
        IReadOnlyList<Reason> reasons = note.Length > 0 ? [new Reason(ReasonCode.NotTested, note)] : [];
        var trend = Trend(
            new MeanPoint("w1", Before, null),
            new MeanPoint("w2", Now, Trends.Change("w1", points, p, significant, reasons))
        );

        Assert.Equal(shown, Means.ChangeIn(trend, 1));
        Assert.Equal($"Mean 1,234.57 (95 % interval 1,200.00–1,300.00), median 3.00{since}", Means.Sentence(trend));
    }

    private static Trend Trend(params MeanPoint?[] means) => Trends.Two(null) with { Means = means };
}
