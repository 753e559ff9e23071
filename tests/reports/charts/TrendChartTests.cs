using System.Globalization;
using System.Xml.Linq;
using SkiaSharp;
using Survey.Answers;
using Survey.Instruments;
using Survey.Reports.Charts;
using Xunit;

namespace Survey.Tests.Reports.Charts;

public sealed class TrendChartTests
{
    [Theory]
    [InlineData(720, 420, 2f, 1440, 840)]
    [InlineData(400, 300, 1f, 400, 300)]
    public void APngHasTheSizeThatWasAskedFor(int width, int height, float scale, int pixelsWide, int pixelsHigh)
    {
        using var image = SKBitmap.Decode(TrendChart.Png(Trends.Two(Trends.Change("w1", 5, 0.3)), width, height, scale));

        Assert.Equal((pixelsWide, pixelsHigh), (image.Width, image.Height));
    }

    [Fact]
    public void AnSvgSaysTheQuestionTheOptionsTheFiguresAndTheBases()
    {
        var texts = Texts(Trends.Two(Trends.Change("w1", 5.02, 0.01, significant: true), Trends.Change("w1", -5.02, 0.2)));

        Assert.Equal(
            [
                "0 %",
                "20 %",
                "40 %",
                "60 %",
                "80 %",
                "100 %",
                "Yes",
                "55 %",
                "+5.0",
                "*",
                "No",
                "45 %",
                "−5.0",
                "net: Any answer",
                "100 %",
                "April",
                "change since",
                "March",
                "Do you like it?",
                "Percent of respondents who answered",
                "March",
                "n = 200",
                "April",
                "n = 229",
                "Changes are in percentage points; * significant at the 5 % level, adjusted for the number of comparisons.",
                "Thin lines: 95 % intervals as if randomly sampled.",
            ],
            texts
        );
    }

    [Fact]
    public void NothingIsMarkedThatIsNotSignificant()
    {
        var texts = Texts(Trends.Two(Trends.Change("w1", 5.02, 0.06)));

        Assert.DoesNotContain("*", texts);
        Assert.Contains(
            "Changes are in percentage points; none is significant at the 5 % level, adjusted for the number of comparisons.",
            texts
        );
    }

    [Fact]
    public void AReconstructedWaveIsSaidToBeOne()
    {
        var texts = Texts(
            Trends.Two(
                Trends.Change("w1", 5.02, reasons: Trends.Reconstructed),
                first: Trends.Wave("w1", "March", 200, Provenance.Reconstructed),
                second: Trends.Wave("w2", "April", 229, Provenance.Reconstructed)
            )
        );

        Assert.Contains("March, April: reconstructed from published percentages.", texts);
        Assert.Contains("Changes are in percentage points; they are not tested.", texts);
    }

    [Fact]
    public void WithoutIntervalsNoneAreExplained()
    {
        var trend = Trends.Of(
            "Q",
            QuestionKind.Single,
            [Trends.Wave("w1", "March", 100, assumed: true)],
            Trends.Option("a", "A", Trends.Point(20, 20, interval: false))
        );

        Assert.DoesNotContain(Texts(trend), text => text.Contains("interval", StringComparison.Ordinal));
        Assert.Contains("March: number of respondents assumed.", Texts(trend));
    }

    [Fact]
    public void LinesAreInterruptedWhereAWaveHasNoPointAndAtABreak()
    {
        var svg = XDocument.Parse(TrendChart.Svg(Trends.Gaps(), 720, 400));
        var joins = svg.Descendants()
            .Where(element => element.Name.LocalName == "path" && element.Attribute("stroke-width")?.Value == "2")
            .ToList();
        var dots = svg.Descendants()
            .Where(element => element.Name.LocalName == "ellipse" && element.Attribute("fill")?.Value != "none")
            .ToList();

        // Daily is joined from January to March, over February that did not ask; June is behind a break, and never has a gap before it.
        Assert.Single(joins);
        Assert.Equal(5, dots.Count);
        Assert.Contains("Break in the series at June 2016: the options are new.", Texts(Trends.Gaps()));
    }

    [Fact]
    public void WavesStandAsFarApartAsTheirMonths()
    {
        var trend = Trends.Of(
            "Q",
            QuestionKind.Single,
            [Trends.Wave("2016-01", "January", 100), Trends.Wave("2016-02", "February", 100), Trends.Wave("2016-06", "June", 100)],
            Trends.Option("a", "A", Trends.Point(20, 20), Trends.Point(20, 20), Trends.Point(20, 20))
        );
        var x = XDocument
            .Parse(TrendChart.Svg(trend, 720, 400))
            .Descendants()
            .Where(element => element.Name.LocalName == "ellipse" && element.Attribute("fill")?.Value != "none")
            .Select(element => double.Parse(element.Attribute("cx")!.Value, CultureInfo.InvariantCulture))
            .Order()
            .ToList();

        Assert.Equal(4, (x[2] - x[1]) / (x[1] - x[0]), 0.01);
    }

    [Fact]
    public void ALowBaseIsGreyAndNotRanked()
    {
        var trend = Trends.Of(
            "Q",
            QuestionKind.Multiple,
            [Trends.Wave("w1", "March", 12, flag: new Reason(ReasonCode.Low, "the base is 12, under 30"))],
            Trends.Option("a", "Rare", Trends.Point(2, 16.7)),
            Trends.Option("b", "Common", Trends.Point(9, 75))
        );
        var texts = Texts(trend);

        Assert.True(texts.IndexOf("Rare") < texts.IndexOf("Common"));
        Assert.Contains("March is shown grey: the base is 12, under 30.", texts);
        Assert.Contains("#A8AEB5", TrendChart.Svg(trend, 720, 400), StringComparison.Ordinal);
    }

    [Fact]
    public void TheOptionsOfAMultipleChoiceAreRankedByTheNewestWaveAndThoseOfASingleChoiceAreNot()
    {
        TrendOption[] options = [Trends.Option("a", "Rare", Trends.Point(2, 1)), Trends.Option("b", "Common", Trends.Point(9, 75))];
        var multiple = Texts(Trends.Of("Q", QuestionKind.Multiple, [Trends.Wave("w1", "March", 120)], options));
        var single = Texts(Trends.Of("Q", QuestionKind.Single, [Trends.Wave("w1", "March", 120)], options));

        Assert.True(multiple.IndexOf("Common") < multiple.IndexOf("Rare"));
        Assert.True(single.IndexOf("Rare") < single.IndexOf("Common"));
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 16)]
    [InlineData(4, 6)]
    [InlineData(4, 19)]
    [InlineData(24, 5)]
    [InlineData(24, 16)]
    public void NoTextIsCutOffOrCoversAnother(int waves, int options)
    {
        var trend = Trends.Many(waves, options);
        foreach (var (width, height) in new[] { (720, TrendChart.Height(trend, 720)), (480, 400), (360, 400), (1200, 400) })
        {
            var boxes = Boxes(TrendChart.Svg(trend, width, height));
            Assert.All(
                boxes,
                box =>
                    Assert.True(
                        box.Left >= 0 && box.Right <= width && box.Top >= 0 && box.Bottom <= height,
                        $"{box.Text} at {width} by {height}: {box}"
                    )
            );
            foreach (var (box, i) in boxes.Select((box, i) => (box, i)))
            {
                Assert.All(
                    boxes.Skip(i + 1),
                    other =>
                        Assert.False(
                            box.Left < other.Right - 1
                                && other.Left < box.Right - 1
                                && box.Top < other.Bottom - 1
                                && other.Top < box.Bottom - 1,
                            $"\"{box.Text}\" and \"{other.Text}\" at {width} by {height}"
                        )
                );
            }
        }
    }

    [Fact]
    public void WhatHasNoRoomIsSaid()
    {
        var texts = Texts(Trends.Many(2, 16), 480, 300);

        Assert.Contains(
            texts,
            text => text.StartsWith("and ", StringComparison.Ordinal) && text.EndsWith(" more, not drawn", StringComparison.Ordinal)
        );
        Assert.Contains("20 earlier waves are not drawn.", Texts(Trends.Many(24, 16), 720, 1200));
        Assert.Contains("The waves without a label have bases of 1,000.", Texts(Trends.Many(24, 5)));
    }

    [Fact]
    public void TheSameTrendGivesTheSameBytes()
    {
        Assert.Equal(TrendChart.Png(Trends.Gaps(), 500, 300), TrendChart.Png(Trends.Gaps(), 500, 300));
        Assert.Equal(TrendChart.Svg(Trends.Gaps(), 500, 300), TrendChart.Svg(Trends.Gaps(), 500, 300));
    }

    [Fact]
    public async Task ChartsAreDrawnOnSeveralThreads()
    {
        var trends = new[] { Trends.Gaps(), Trends.Many(4, 6), Trends.Many(2, 12), Trends.Two(Trends.Change("w1", 5, 0.3)) };
        var expected = trends.Select(trend => TrendChart.Png(trend, 600, 400)).ToList();

        var drawn = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => TrendChart.Png(trends[i % 4], 600, 400))));

        Assert.All(drawn.Select((png, i) => (png, i)), one => Assert.Equal(expected[one.i % 4], one.png));
    }

    [Fact]
    public void WhatCannotBeDrawnIsSaid()
    {
        var text = Trends.Of(
            "Why?",
            QuestionKind.Text,
            [Trends.Wave("w1", "March", 12)],
            Trends.Option("text", "<text>", Trends.Point(12, 100))
        );
        var number = Trends.Of(
            "How many?",
            QuestionKind.Number,
            [Trends.Wave("w1", "March", 12)],
            Trends.Option("number", "<number>", Trends.Point(12, 100))
        );
        var nobody = Trends.Of("Q", QuestionKind.Single, [Trends.Wave("w1", "March", 0)], Trends.Option("a", "A", [null]));

        Assert.Equal(
            "question \"q\" of survey \"s\" is of kind text, which has no percentages to draw",
            Message(() => TrendChart.Png(text, 600, 400))
        );
        Assert.Equal(
            "question \"q\" of survey \"s\" is of kind number, which has no percentages to draw",
            Message(() => TrendChart.Png(number, 600, 400))
        );
        Assert.False(TrendChart.CanDraw(number));
        Assert.Equal(
            "there is nothing to draw: question \"q\" of survey \"s\" has no percentages in these waves",
            Message(() => TrendChart.Svg(nobody, 600, 400))
        );
        Assert.Equal(
            "a chart is 360 to 4000 wide and 240 to 4000 high, not 100 by 400",
            Message(() => TrendChart.Png(Trends.Gaps(), 100, 400))
        );
        Assert.Matches(
            "^a height of 240 is too small for this chart; [0-9]+ leaves nothing out$",
            Message(() => TrendChart.Png(Trends.Many(4, 6), 360, 240))
        );
        Assert.Equal("a chart's scale is from 0.5 to 4, not 9", Message(() => TrendChart.Png(Trends.Gaps(), 600, 400, 9)));
    }

    private static string Message(Action draw) => Assert.Throws<SurveyException>(draw).Message;

    private static List<string> Texts(Trend trend, int width = 720, int height = 400) =>
        [
            .. XDocument
                .Parse(TrendChart.Svg(trend, width, height))
                .Descendants()
                .Where(element => element.Name.LocalName == "text")
                .Select(element => element.Value),
        ];

    /// <summary>Where the texts of an SVG are, from their baselines to the height of a capital letter.</summary>
    private static List<(string Text, double Left, double Top, double Right, double Bottom)> Boxes(string svg) =>
        [
            .. XDocument
                .Parse(svg)
                .Descendants()
                .Where(element => element.Name.LocalName == "text" && element.Value.Length > 0)
                .Select(text =>
                {
                    var moved = text.Attribute("transform")?.Value.Split('(', ' ', ')').Skip(1).Take(2).Select(Number).ToArray() ?? [0, 0];
                    var (x, y) = (moved[0] + Number(text.Attribute("x")!.Value), moved[1] + Number(text.Attribute("y")!.Value));
                    return (
                        text.Value,
                        x,
                        y - 0.73 * Number(text.Attribute("font-size")!.Value),
                        x + Number(text.Attribute("textLength")!.Value),
                        y
                    );
                }),
        ];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
