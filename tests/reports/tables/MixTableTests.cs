using Spectre.Console;
using Survey.Answers;
using Survey.Reports.Tables;
using Xunit;

namespace Survey.Tests.Reports.Tables;

public sealed class MixTableTests
{
    [Fact]
    public void GroupsAreRowsAndPartsAreColumns() =>
        Assert.Equal(
            """
            Do you like it?
            “Yes”: 50.0 % (n = 500, March) to 55.0 % (n = 500, April), percent of
            respondents who answered
            Of the change of +5.0 points, −0.3 come from who answered (composition) and +5.3
            from how groups answered (behaviour).
            Groups: How large is your company?

              group                share, %       rate, %     composition       behaviour
            ───────────────────────────────────────────────────────────────────────────────
              Small companies   40.0 → 45.0   50.0 → 60.0            +0.2            +3.1
              Large companies     5.0 → 0.0      80.0 → –            −0.5            +2.2
              all groups                      50.0 → 55.0            −0.3            +5.3
              95 % interval                                   −0.7 … +0.1     +1.0 … +9.6

            Large companies: nobody in April: its rate of March is taken for both waves.
            A group's composition counts rates from the mean of both waves, 52.5 %: it adds
            where a group that chose the option more often grew, or one that chose it less
            often shrank.
            Behaviour is whatever changed within groups; other groups may tell another
            story, and none shows a cause.
            Intervals of composition and behaviour: 95 %, by 2,000 resamples of each wave's
            respondents.
            Intervals and tests are computed as if respondents had been randomly sampled,
            and waves as independent samples.

            """,
            Written(MixShifts.Two())
        );

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void NoLineIsWiderThanTheTerminal(int width) =>
        Assert.All(Written(MixShifts.Many(9), width).Split('\n'), line => Assert.InRange(line.Length, 0, width));

    [Fact]
    public void WithoutIntervalsNoneAreExplained()
    {
        var written = Written(MixShifts.Many(3));

        Assert.DoesNotContain("95 %", written, StringComparison.Ordinal);
        Assert.Contains("Composition and behaviour have no intervals: respondents are weighted.", written, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsToBeKnownOfTheWavesIsSaidButWhatLiesBeforeThem()
    {
        var shift = MixShifts.Two();
        shift = shift with
        {
            From = shift.From with
            {
                Reasons = [new Reason(ReasonCode.Break, "the options are new"), new Reason(ReasonCode.Low, "the base is 12, under 30")],
            },
            Query = shift.Query with { Segment = "Region? “Asia”", WeightInWords = "Like 2019" },
        };

        var written = Written(shift, 200);

        Assert.Contains(
            "\nOnly: Region? “Asia”\nWeighted: Like 2019\nMarch is shown grey: the base is 12, under 30.\n",
            written,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("the options are new", written, StringComparison.Ordinal);
    }

    private static string Written(MixShift shift, int width = 80)
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
        MixTable.Write(console, shift);
        return string.Join('\n', writer.ToString().Split('\n').Select(line => line.TrimEnd()));
    }
}
