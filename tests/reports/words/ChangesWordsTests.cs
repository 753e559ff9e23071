using Spectre.Console;
using Survey.Answers;
using Survey.Reports.Tables;
using Survey.Reports.Words;
using Xunit;

namespace Survey.Tests.Reports.Words;

public sealed class ChangesWordsTests
{
    [Fact]
    public void AShareThatChangedIsASentence() =>
        Assert.Equal(
            "Asia, of “What is your geographic location?”: 22.6 %, 5.2 points more than in March (17.4 %); p < 0.001.",
            Sentence(Sheets.Share("Asia", 17.4, 22.6, p: 0.0001))
        );

    [Fact]
    public void ANetIsCalledOneAndInstructionsAreLeftOut() =>
        Assert.Equal(
            "Net Any service, of “I deploy to”: 20.0 %, 1.0 points less than in March (21.0 %); p = 0.400.",
            Sentence(Sheets.Share("Any service", 21, 20, p: 0.4, net: true) with { Text = "I deploy to... (check all that apply)" })
        );

    [Fact]
    public void ALabelThatIsNoWordStandsInQuotationMarks() =>
        Assert.Equal(
            "“< 10”, of “What is your geographic location?”: 20.0 %; 20.0 % in March; not tested.",
            Sentence(Sheets.Share("< 10", 20, 20))
        );

    [Fact]
    public void AMeanChangesInItsOwnUnit() =>
        Assert.Equal(
            "The mean of “How good is it?”: 3.72, 0.13 more than in March (3.59); p = 0.002.",
            Sentence(Sheets.Mean(3.59, 3.72, 0.002))
        );

    [Fact]
    public void WhatIsJustUnderFivePerCentIsNotRoundedUpToIt()
    {
        Assert.Equal("p < 0.05", Formatted.P(0.04950043986707004));
        Assert.Equal("p = 0.050", Formatted.P(0.05));
        Assert.Equal("p = 0.049", Formatted.P(0.0494));
    }

    [Fact]
    public void TheSummarySaysHowMuchWasComparedAndWhyTheRestWasNot() =>
        Assert.Equal(
            "4 changes of 2 questions were compared. 2 can be ranked; 1 is significant at the 5 % level (p-values are adjusted "
                + "for 2 tests). 1 is not ranked, because a base is under 30. "
                + "1 is not ranked, because the waves are not comparable there. 2 questions were not compared: the series "
                + "is broken. 1 question was not compared: April did not ask \"x\".",
            string.Join(' ', ChangesWords.Summary(Sheets.Tested()))
        );

    [Fact]
    public void WhereNothingIsTestedTheSummarySaysWhy() =>
        Assert.Equal(
            "1 change of 1 question was compared; none is tested: rows are reconstructed from published percentages.",
            string.Join(' ', ChangesWords.Summary(Sheets.Untested()))
        );

    [Fact]
    public void ATerminalShowsTheFirstTwentyAndHowManyMore()
    {
        var entries = Enumerable.Range(1, 23).Select(i => Sheets.Share($"Option {i}", 10, 10 + i)).ToList();
        var written = Written(Sheets.Of(entries));

        Assert.Contains("place: Option 20", written, StringComparison.Ordinal);
        Assert.DoesNotContain("place: Option 21", written, StringComparison.Ordinal);
        Assert.Contains("3 more changes are not shown; -o sheet.csv writes them all.", written, StringComparison.Ordinal);
    }

    [Fact]
    public void TheTableMarksWhatIsSignificantAndRanksWhatCanBe()
    {
        var written = Written(Sheets.Tested());

        Assert.Matches(@"1 +place: Asia +17\.4 % +22\.6 % +\+5\.2 \* +< 0\.001\n", written);
        Assert.Matches(@"2 +rate: mean +3\.59 +3\.72 +\+0\.13 +0\.400\n", written);
        Assert.Matches(@"– +place: Africa +1\.0 % +2\.0 % +\+1\.0 +–\n", written);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(60)]
    [InlineData(200)]
    public void NoLineIsWiderThanTheTerminal(int width) =>
        Assert.All(Written(Sheets.Tested(), width).Split('\n'), line => Assert.InRange(line.Length, 0, width));

    private static string Sentence(ChangeEntry entry) => ChangesWords.Sentence(Sheets.Of([entry]), entry);

    private static string Written(Changes changes, int width = 80)
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
        ChangesTable.Write(console, changes);
        return string.Join('\n', writer.ToString().Split('\n').Select(line => line.TrimEnd()));
    }
}
