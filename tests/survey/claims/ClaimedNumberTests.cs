using Survey.Claims;
using Xunit;

namespace Survey.Tests.Claims;

public sealed class ClaimedNumberTests
{
    [Theory]
    [InlineData("71", 70.5, true)]
    [InlineData("71", 71.5, true)]
    [InlineData("71", 70.4999, false)]
    [InlineData("84.8", 84.75, true)]
    [InlineData("84.8", 84.85, true)]
    [InlineData("84.8", 84.749, false)]
    [InlineData("66.7 ± 1", 65.7, true)]
    [InlineData("66.7 ± 1", 65.69, false)]
    [InlineData("> 10", 10, false)]
    [InlineData("> 10", 10.001, true)]
    [InlineData("< 50", 50, false)]
    [InlineData("< 50", 49.999, true)]
    [InlineData("0", 0, true)]
    [InlineData("100", 99.4, false)]
    public void AFigureAgreesAsFarAsItWasPrinted(string stated, double percent, bool agrees) =>
        Assert.Equal(agrees, ClaimedNumber.Parse(stated)!.Agrees(percent));

    [Theory]
    [InlineData("71", 71.4286, "71.4")]
    [InlineData("84.8", 84.716, "84.7")]
    [InlineData("84.75", 84.716, "84.72")]
    [InlineData("33", 33.459, "33.46")]
    [InlineData("71", 71.5001, "71.5001")]
    [InlineData("> 10", 10.04, "10.04")]
    [InlineData("> 10", 10, "10.0")]
    [InlineData("66.7 ± 0.25", 66.9, "66.90")]
    public void AFigureIsShownWithAsManyDecimalsAsItTakesToSeeWhetherItAgrees(string stated, double percent, string shown) =>
        Assert.Equal(shown, ClaimedNumber.Parse(stated)!.Show(percent));
}
