using Survey.Reports.Charts;
using Xunit;

namespace Survey.Tests.Reports.Charts;

public sealed class SpreadTests
{
    [Fact]
    public void LabelsThatHaveRoomStayWhereTheyAre() => Assert.Equal([20, 60], Spread.Apart([20, 60], [10, 10], 0, 100));

    [Fact]
    public void LabelsThatTouchMoveApartEvenly() => Assert.Equal([45, 55], Spread.Apart([50, 50], [10, 10], 0, 100));

    [Fact]
    public void LabelsStayWithinTheRoom() => Assert.Equal([75, 85, 95], Spread.Apart([98, 99, 100], [10, 10, 10], 0, 100));

    [Fact]
    public void ABlockThatMeetsTheNextTakesItAlong() => Assert.Equal([40, 50, 60], Spread.Apart([48, 48, 54], [10, 10, 10], 0, 100));
}
