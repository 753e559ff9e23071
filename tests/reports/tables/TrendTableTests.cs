using Spectre.Console;
using Survey.Answers;
using Survey.Instruments;
using Survey.Reports.Tables;
using Xunit;

namespace Survey.Tests.Reports.Tables;

public sealed class TrendTableTests
{
    [Fact]
    public void OptionsAreRowsAndWavesAreColumns()
    {
        Assert.Equal(
            """
            Do you like it?

              % of those who answered    March    April   change
            ────────────────────────────────────────────────────────
              Yes                         50.0     55.0     +5.0 *
              No                          50.0     45.0     −5.0
              net: Any answer            100.0    100.0
              n                            200      229

            Changes are in percentage points; * significant at the 5 % level, adjusted for
            the number of comparisons.
            Intervals and tests are computed as if respondents had been randomly sampled,
            and waves as independent samples.

            """,
            Written(Trends.Two(Trends.Change("w1", 5.02, 0.01, significant: true), Trends.Change("w1", -5.02, 0.2)))
        );
    }

    [Fact]
    public void AWaveWithoutAFigureHasADash()
    {
        var written = Written(Trends.Gaps());

        Assert.Contains("  Never", written, StringComparison.Ordinal);
        Assert.Matches(@"Never +49\.6 +– +– +43\.2\n", written);
        Assert.Matches(@"n +119 +– +111 +229\n", written);
        Assert.Contains("Break in the series at June 2016: the options are new.", written, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(50)]
    [InlineData(200)]
    public void NoLineIsWiderThanTheTerminal(int width) =>
        Assert.All(Written(Trends.Many(24, 16), width).Split('\n'), line => Assert.InRange(line.Length, 0, width));

    [Fact]
    public void WavesThatHaveNoRoomAreCounted() =>
        Assert.Contains("19 earlier waves have no room here.", Written(Trends.Many(24, 5)), StringComparison.Ordinal);

    [Theory]
    [InlineData(QuestionKind.Text)]
    [InlineData(QuestionKind.Number)]
    public void ATextOrANumberHasNoPercentages(QuestionKind kind)
    {
        var written = Written(
            Trends.Of("Why?", kind, [Trends.Wave("w1", "March", 12)], Trends.Option("any", "<any>", Trends.Point(12, 100)))
        );

        Assert.DoesNotContain("100.0", written, StringComparison.Ordinal);
        Assert.Matches(@"n +12\n", written);
    }

    private static string Written(Trend trend, int width = 80)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.No,
                ColorSystem = ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.No,
                Out = new AnsiConsoleOutput(writer),
            }
        );
        console.Profile.Width = width;
        TrendTable.Write(console, trend);
        return string.Join('\n', writer.ToString().Split('\n').Select(line => line.TrimEnd()));
    }
}
