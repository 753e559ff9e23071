using System.Xml.Linq;
using SkiaSharp;
using Survey.Answers;
using Survey.Reports.Charts;
using Xunit;

namespace Survey.Tests.Reports.Charts;

public sealed class MixChartTests
{
    [Fact]
    public void AnSvgSaysTheChangeItsPartsAndEveryGroup() =>
        Assert.Equal(
            [
                "Do you like it?",
                "“Yes”: 50.0 % (n = 500, March) to 55.0 % (n = 500, April), percent of respondents who answered",
                "Of the change of +5.0 points, −0.3 come from who answered (composition) and +5.3 from how groups answered (behaviour).",
                "percentage points",
                "composition",
                "behaviour",
                "−2",
                "0",
                "+2",
                "+4",
                "+6",
                "+8",
                "+10",
                "All groups",
                "−0.3",
                "+5.3",
                "Small companies",
                "share 40 → 45 %, rate 50 → 60 %",
                "+0.2",
                "+3.1",
                "Large companies",
                "share 5 → 0 %, rate 80 → – %",
                "−0.5",
                "+2.2",
                "Groups: How large is your company?",
                "Large companies: nobody in April: its rate of March is taken for both waves.",
                "A group's composition counts rates from the mean of both waves, 52.5 %: it adds where a group that chose the "
                    + "option more often grew, or one that chose it less",
                "often shrank.",
                "Behaviour is whatever changed within groups; other groups may tell another story, and none shows a cause.",
                "Intervals of composition and behaviour: 95 %, by 2,000 resamples of each wave's respondents.",
                "Intervals and tests are computed as if respondents had been randomly sampled, and waves as independent samples.",
            ],
            Texts(MixShifts.Two())
        );

    [Fact]
    public void ALowBaseIsGrey()
    {
        Assert.Contains("#A8AEB5", Bars(MixShifts.Two()));
        Assert.DoesNotContain("#A8AEB5", Bars(MixShifts.Many(3)));
    }

    [Fact]
    public void GroupsThatHaveNoRoomAreCounted()
    {
        Assert.Contains("5 more groups move less, and are not drawn.", Texts(MixShifts.Many(45)));
        using var image = SKBitmap.Decode(MixChart.Png(MixShifts.Many(200)));
        Assert.Equal(1680, image.Width);
        Assert.InRange(image.Height, 2000, 4100);
    }

    [Fact]
    public void TheSamePictureHasTheSameBytes() => Assert.Equal(MixChart.Png(MixShifts.Two()), MixChart.Png(MixShifts.Two()));

    private static List<string> Texts(MixShift shift) => [.. Elements(shift, "text").Select(element => element.Value)];

    private static List<string?> Bars(MixShift shift) => [.. Elements(shift, "rect").Select(element => element.Attribute("fill")?.Value)];

    private static IEnumerable<XElement> Elements(MixShift shift, string name) =>
        XDocument.Parse(MixChart.Svg(shift)).Descendants().Where(element => element.Name.LocalName == name);
}
