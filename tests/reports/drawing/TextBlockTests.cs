using Survey.Reports.Drawing;
using Xunit;

namespace Survey.Tests.Reports.Drawing;

public sealed class TextBlockTests
{
    [Fact]
    public void LinesFitTheWidthAndHoldTheWholeText()
    {
        var text =
            "Please indicate if your company/organization currently uses, or has future plans to use, containers for any of the "
            + "below options.";
        using var font = Fonts.Of(12);

        var block = new TextBlock(text, font, 120);

        Assert.All(block.Lines, line => Assert.InRange(font.MeasureText(line), 0, 120));
        Assert.True(block.Complete);
        Assert.Equal(
            text.Replace(" ", "", StringComparison.Ordinal),
            string.Concat(block.Lines).Replace(" ", "", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void WhatDoesNotFitTheLinesEndsInAnEllipsis()
    {
        using var font = Fonts.Of(12);

        var block = new TextBlock("one two three four five six seven eight nine ten", font, 80, maximumLines: 2);

        Assert.False(block.Complete);
        Assert.Equal(2, block.Lines.Count);
        Assert.EndsWith("…", block.Lines[1], StringComparison.Ordinal);
        Assert.InRange(font.MeasureText(block.Lines[1]), 0, 80);
    }

    [Fact]
    public void AWordThatIsTooLongIsBroken()
    {
        using var font = Fonts.Of(12);

        Assert.All(new TextBlock(new string('m', 100), font, 90).Lines, line => Assert.InRange(font.MeasureText(line), 1, 90));
    }

    [Fact]
    public void ANumberIsNotPartedFromItsPercentSign()
    {
        using var font = Fonts.Of(12);
        var width = font.MeasureText("it was 84.7");

        Assert.Equal(["it was", "84.7 %"], new TextBlock("it was 84.7 %", font, width).Lines);
    }

    [Fact]
    public void FiguresAreEquallyWide()
    {
        foreach (var bold in new[] { false, true })
        {
            using var font = Fonts.Of(12, bold);
            Assert.All("123456789", digit => Assert.Equal(font.MeasureText("0"), font.MeasureText(digit.ToString()), 0.02f));
        }
    }

    [Fact]
    public void TheFontsHaveTheLettersOfSurveys()
    {
        foreach (var typeface in new[] { Fonts.Regular, Fonts.SemiBold })
            Assert.True(typeface.ContainsGlyphs("Zażółć gęślą jaźń, Ωμέγα, Привет, ≥ ≤ ± − × · • … “” ‘’ – — → €£¥ %"));
    }
}
