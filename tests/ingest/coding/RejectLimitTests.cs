using System.Globalization;
using Survey.Coded;
using Survey.Tests.Counting;
using Xunit;
using static Survey.Tests.Ingest.Coding.WaveReaderTests;

namespace Survey.Tests.Ingest.Coding;

/// <summary>How many cells and rows may be rejected before a load is refused.</summary>
public sealed class RejectLimitTests
{
    [Theory]
    [InlineData("Yes", 99, 1)]
    [InlineData("Yes", 990, 10)]
    public async Task AsManyRejectsAsTheLimitAllowsAreLeftOut(string good, int goodCells, int badCells)
    {
        var coded = await Read(Forms, Header + SmallSurvey.Csv("", ($",{good},,", goodCells), (",Perhaps,,", badCells))[1..]);

        Assert.Equal(
            (goodCells + badCells, goodCells, badCells),
            (coded.Accounts.Respondents, (int)coded.Accounts.Coded, (int)coded.Accounts.RejectedCells)
        );
        Assert.Equal(goodCells, coded.Selections().Single(set => set is { Question: "using", Kind: SetKind.Answered }).Respondents.Count);
    }

    [Theory]
    [InlineData("", 98, 1, "1 of 99 cells of question \"using\" cannot be used, more than the 1 % that may be")]
    [InlineData(", reject-limit: 0", 99_999, 1, "1 of 100000 cells of question \"using\" cannot be used, more than the 0 % that may be")]
    [InlineData(", reject-limit: 2.5", 97, 3, "3 of 100 cells of question \"using\" cannot be used, more than the 2.5 % that may be")]
    public async Task OneRejectMoreThanTheLimitStopsTheLoad(string limit, int goodCells, int badCells, string share)
    {
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");

        var message = await Refused(
            Forms.Replace("[Comments]", "[Comments]" + limit, StringComparison.Ordinal),
            Header + SmallSurvey.Csv("", (",Yes,,", goodCells), (",Perhaps,,", badCells))[1..]
        );

        CultureInfo.CurrentCulture = culture;
        Assert.Equal(
            $"w.csv:{goodCells + 2} column 2 \"Using?\": \"Perhaps\" is none of 2 options; {share}: "
                + "add their wordings to the instrument, or raise \"reject-limit\" of wave \"w\"; such cells would not be counted",
            message
        );
    }

    [Fact]
    public async Task TheFirstRejectOfTheQuestionThatDriftsIsShown() =>
        Assert.StartsWith(
            "w.csv:103 column 1 \"A?\": \"three\" is none of 2 options; 2 of 4 cells of question \"a\" cannot be used",
            await Refused(
                SmallSurvey.Yaml(
                    "s",
                    "  - { id: w }",
                    "  - { id: a, text: A?, kind: single, options: [One, Two] }\n  - { id: b, text: B?, kind: single, options: [One, Two] }"
                ),
                "A?,B?\n" + SmallSurvey.Csv("", (",One", 100), (",Three", 1))[1..] + "three,One\nfour,\nOne,\nTwo,\n"
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task RowsOfAnotherLengthAreLeftOutWhileTheyAreFew()
    {
        var coded = await Read(Forms, Header + SmallSurvey.Csv("", (",Yes,,", 99), (",Yes,,,", 1))[1..]);

        Assert.Equal((100, 99, 1), (coded.Accounts.Rows, coded.Accounts.Respondents, coded.Accounts.RejectedRows));
        Assert.Equal(
            [
                new Reject
                {
                    File = "w.csv",
                    Line = 101,
                    Code = RejectCode.FieldCount,
                    Expected = "a row of 5 fields where the header has 4",
                },
            ],
            coded.Rejects
        );
    }

    [Fact]
    public async Task RowsOfAnotherLengthStopTheLoadWhenTheyAreMany() =>
        Assert.Equal(
            "w.csv:100: a row of 2 fields where the header has 4; 1 of 99 rows cannot be used, more than the 1 % that may be: "
                + "mend the file, or raise \"reject-limit\" of wave \"w\"; such rows would not be counted",
            await Refused(Forms, Header + SmallSurvey.Csv("", (",Yes,,", 98), (",Yes", 1))[1..])
        );
}
