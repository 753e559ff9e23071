using System.Text;
using Survey.Coded;
using Survey.Ingest.Coding;
using Survey.Storage;
using Survey.Tests.Counting;
using Xunit;

namespace Survey.Tests.Ingest.Coding;

public sealed class WaveReaderTests
{
    internal const string Forms = """
        survey: s
        title: T
        headline: using
        headline-option: "yes"
        export: { metadata: [Timestamp], ignore: [Comments] }
        waves: [{ id: w }]
        questions:
          - { id: using, text: Using?, kind: single, options: ["Yes", "No"] }
          - { id: where, text: Where?, kind: multiple, options: [Here, There, { id: other, label: Other, other: true }] }
        """;

    internal const string Monkey = """
        survey: s
        title: T
        headline: role
        headline-option: dev
        export: { format: surveymonkey, metadata: [ID], reject-limit: 100 }
        waves: [{ id: w }]
        questions:
          - { id: role, text: Role, kind: single, options: [Dev, Ops, { id: other, label: Other, other: true }] }
          - { id: size, text: Size, kind: single, options: [Small, Large, { id: other, label: Other, other: true }] }
          - { id: why, text: Why?, kind: text }
        """;

    internal const string Header = "Timestamp,Using?,Where?,Comments\n";
    internal const string MonkeyHeader = "ID,Role,,,Size,,Why?\n,Dev,Ops,Other,Response,Other,Open-Ended Response\n";

    [Fact]
    public async Task AFileThatSaysOtherThingsThroughoutIsRefusedBeforeItIsRead()
    {
        var csv = Header + string.Concat(Enumerable.Repeat(",Nope,,\n", 100_001));

        var exception = await Assert.ThrowsAsync<Refusal>(() =>
            Read(Forms.Replace("ignore: [Comments]", "ignore: [Comments], reject-limit: 100", StringComparison.Ordinal), csv)
        );

        Assert.Equal(RejectCode.TooManyRejects, exception.Code);
        Assert.Equal(
            "w.csv:2 column 2 \"Using?\": \"Nope\" is none of 2 options; nearest \"No\"; this is the first of more than 100000 "
                + "cells and rows that cannot be used: is this the instrument of another survey?",
            exception.Message
        );
    }

    [Fact]
    public async Task AnEncodingThatWasGuessedIsReported()
    {
        using var folder = new SurveyFolder(Forms);
        var file = folder.Write(
            "w.csv",
            [
                .. System.Text.Encoding.ASCII.GetBytes(Header + "t1,Yes,Here,"),
                0x93,
                (byte)'g',
                (byte)'o',
                (byte)'o',
                (byte)'d',
                0x94,
                (byte)'\n',
            ]
        );

        using var coded = WaveReader.Read(await RawCopy.Of(file), folder.Instrument.At(folder.Instrument.Waves[0]));

        var warning = Assert.Single(coded.Warnings);
        Assert.Equal(RejectCode.GuessedEncoding, warning.Code);
        Assert.Matches(
            "^w\\.csv is taken for windows-1252, [0-9]+ % sure; \"encoding\" under \"export\" of wave \"w\" says so for certain$",
            warning.Text
        );
    }

    [Fact]
    public async Task EveryRowAndEveryCellIsAccountedFor()
    {
        var coded = await Read(
            Forms.Replace("ignore: [Comments]", "ignore: [Comments], reject-limit: 50", StringComparison.Ordinal),
            Header + "t1,Yes,\"Here, There\",good\nt2,Nope,Elsewhere,\nt3,No,,\nt4,,,\n,,,bad\n\nt6,Yes\n,,,\n"
        );

        Assert.Equal(
            new Accounts
            {
                Rows = 8,
                Respondents = 4,
                BlankRows = 3,
                RejectedRows = 1,
                NonBlankCells = 11,
                Coded = 4,
                RejectedCells = 1,
                Ignored = 6,
            },
            coded.Accounts
        );
        Assert.Equal(["option using yes: 0", "option using no: 2", "answered using : 0 2", "valid using : 0 2"], Sets(coded, "using"));
        Assert.Equal(
            ["option where here: 0", "option where there: 0", "option where other: 1", "answered where : 0 1", "valid where : 0 1"],
            Sets(coded, "where")
        );
        Assert.Equal([new Verbatim("where", 1, "Elsewhere")], coded.Verbatims);
        Assert.Equal(
            [
                "w.csv:3 column 2 \"Using?\": \"Nope\" is none of 2 options; nearest \"No\"",
                "w.csv:8: a row of 2 fields where the header has 4",
            ],
            coded.Rejects.Select(reject => reject.ToString())
        );
    }

    [Theory]
    [InlineData("\n")]
    [InlineData(",,,\n")]
    [InlineData("t1,,,\n")]
    [InlineData(",\"\",\"  \",\t\n")]
    [InlineData("2016,\u00A0,\u200B\uFEFF, \u3000\n")]
    [InlineData(",\"\n\",\"\r\n\",\v\n")]
    public async Task ARowWithoutAnyAnswerIsBlank(string row)
    {
        var accounts = (await Read(Forms, Header + "t0,Yes,,\n" + row)).Accounts;

        Assert.Equal((2, 1, 1, 0), (accounts.Rows, accounts.Respondents, accounts.BlankRows, accounts.RejectedRows));
        Assert.Equal(accounts.NonBlankCells, accounts.Coded + accounts.Ignored);
    }

    [Fact]
    public async Task AnAnswerThatIsIgnoredMakesARespondentAllTheSame() =>
        Assert.Equal(
            new Accounts
            {
                Rows = 1,
                Respondents = 1,
                NonBlankCells = 1,
                Ignored = 1,
            },
            (await Read(Forms, Header + ",,,well done\n")).Accounts
        );

    [Fact]
    public async Task ABlankLineInAFileOfOneColumnIsABlankRow()
    {
        var coded = await Read(
            SmallSurvey.Yaml("s", "  - { id: w }", "  - { id: q, text: Q?, kind: single, options: [A] }"),
            "Q?\nA\n\n\"\"\nA\n"
        );

        Assert.Equal((4, 2, 2), (coded.Accounts.Rows, coded.Accounts.Respondents, coded.Accounts.BlankRows));
    }

    [Fact]
    public async Task SeveralTicksOfOneAnswerAreAllRejected()
    {
        var coded = await Read(Monkey, MonkeyHeader + "1,Dev,,,,,\n2,Dev,Ops,boss,Large,,because\n3,,Ops,clerk,,,\n4,,,cook,,,\n");

        Assert.Equal(
            ["option role dev: 0", "option role ops: ", "option role other: 3", "answered role : 0 3", "valid role : 0 3"],
            Sets(coded, "role")
        );
        Assert.Equal([new Verbatim("why", 1, "because"), new Verbatim("role", 3, "cook")], coded.Verbatims);
        Assert.Equal(
            [
                "w.csv:4 column 2 \"Role | Dev\": \"Dev\" is one of several answers in this row to a question that takes one",
                "w.csv:4 column 3 \"Role | Ops\": \"Ops\" is one of several answers in this row to a question that takes one",
                "w.csv:4 column 4 \"Role | Other\": \"boss\" is one of several answers in this row to a question that takes one",
                "w.csv:5 column 3 \"Role | Ops\": \"Ops\" is one of several answers in this row to a question that takes one",
                "w.csv:5 column 4 \"Role | Other\": \"clerk\" is one of several answers in this row to a question that takes one",
            ],
            coded.Rejects.Select(reject => reject.ToString())
        );
        Assert.Equal(
            new Accounts
            {
                Rows = 4,
                Respondents = 4,
                NonBlankCells = 13,
                Coded = 4,
                RejectedCells = 5,
                Ignored = 4,
            },
            coded.Accounts
        );
    }

    [Fact]
    public async Task ATickThatIsRejectedDoesNotMakeAnotherOneOfSeveral()
    {
        var coded = await Read(Monkey, MonkeyHeader + "1,Dev,Opps,,,,\n");

        Assert.Equal("option role dev: 0", Sets(coded, "role")[0]);
        var reject = Assert.Single(coded.Rejects);
        Assert.Equal(
            new Reject
            {
                File = "w.csv",
                Line = 3,
                Column = 3,
                Header = "Role | Ops",
                Question = "role",
                Value = "Opps",
                Code = RejectCode.WrongOption,
                Expected = "in the column of \"Ops\"",
            },
            reject
        );
        Assert.Equal("w.csv:3 column 3 \"Role | Ops\": \"Opps\" in the column of \"Ops\"", reject.ToString());
    }

    [Fact]
    public async Task BesideAWholeAnswerTheTextOfOtherOnlyComments()
    {
        var coded = await Read(Monkey, MonkeyHeader + "1,,,,Other,huge,\n2,,,,Small,tiny,\n3,,,,,none,\n4,,,,huge,,\n");

        Assert.Equal(
            ["option size small: 1", "option size large: ", "option size other: 0", "answered size : 0 1", "valid size : 0 1"],
            Sets(coded, "size")
        );
        Assert.Equal([new Verbatim("size", 0, "huge"), new Verbatim("size", 1, "tiny"), new Verbatim("size", 2, "none")], coded.Verbatims);
        Assert.Equal(
            ["w.csv:6 column 5 \"Size | Response\": \"huge\" is none of 3 options"],
            coded.Rejects.Select(reject => reject.ToString())
        );
    }

    [Fact]
    public async Task ARejectNamesTheLineOnWhichItsRowBegins()
    {
        var coded = await Read(
            Forms.Replace("[Comments]", "[Comments], reject-limit: 100", StringComparison.Ordinal),
            "Timestamp,Using?,Where?,Comments\r\n,Yes,,\"two\r\nlines\"\r\n,\"Per\r\nhaps\",,\r\n,May,,\r\n"
        );

        Assert.Equal([(4L, "Per\r\nhaps"), (6L, "May")], coded.Rejects.Select(reject => (reject.Line, reject.Value)));
        Assert.Equal("w.csv:4 column 2 \"Using?\": \"Per\\u000d\\u000ahaps\" is none of 2 options", coded.Rejects.First().ToString());
    }

    [Fact]
    public async Task ALongValueIsShownByItsBeginning() =>
        Assert.Equal(
            $"w.csv:2 column 2 \"Using?\": \"{new string('x', 80)}...\" is none of 2 options; 1 of 1 cells of question \"using\" "
                + "cannot be used, more than the 1 % that may be: "
                + "add their wordings to the instrument, or raise \"reject-limit\" of wave \"w\"; such cells would not be counted",
            await Refused(Forms, Header + $",{new string('x', 500)},,\n")
        );

    [Theory]
    [InlineData(Forms, "Timestamp,Using?,Where?,Comments\n", "w.csv:2 column 1: a header and no rows; one row a respondent was expected")]
    [InlineData(Forms, "Timestamp,Using?,Where?,Comments", "w.csv:2 column 1: a header and no rows; one row a respondent was expected")]
    [InlineData(Monkey, MonkeyHeader, "w.csv:3 column 1: a header and no rows; one row a respondent was expected")]
    [InlineData(Monkey, "ID,Role\n", "w.csv:2 column 1: the file ends before its header does; 2 header rows were expected")]
    [InlineData(Forms, "\uFEFF", "w.csv:1 column 1: the file ends before its header does; 1 header rows were expected")]
    [InlineData(Monkey, "ID,Role,\n,Dev\n", "w.csv:2 column 2: 2 fields where the first header row has 3")]
    [InlineData(Forms, "", "w.csv:1 column 1: the file is empty, or a device or a pipe; a header and rows were expected")]
    public async Task AFileWithoutRowsIsRefused(string yaml, string csv, string message) => Assert.Equal(message, await Refused(yaml, csv));

    [Fact]
    public async Task BytesThatAreNotOfTheEncodingStopTheLoadWhereTheyAreUsed()
    {
        var yaml = Forms.Replace("export: {", "export: { encoding: utf-8,", StringComparison.Ordinal);
        byte[] bad = [(byte)'N', 0xF3];

        Assert.Equal(
            "w.csv:3 column 2: bytes that are not UTF-8; say how the file is encoded, as in \"encoding: windows-1252\" under "
                + "\"export\" of the wave",
            await Refused(yaml, [.. Encoding.UTF8.GetBytes(Header + "t,Yes,,\nt,"), .. bad, .. ",,\n"u8])
        );
        Assert.Equal(
            3,
            (await Read(yaml, [.. Encoding.UTF8.GetBytes(Header), .. bad, .. ",Yes,,"u8, .. bad, (byte)'\n'])).Accounts.NonBlankCells
        );
    }

    [Theory]
    [InlineData("macintosh", 0x8E)]
    [InlineData("windows-1252", 0xE9)]
    public async Task AFileIsReadInTheEncodingThatItsWaveDeclares(string encoding, byte accented)
    {
        var yaml = SmallSurvey.Yaml(
            "s",
            $"  - {{ id: w, export: {{ encoding: {encoding} }} }}",
            "  - { id: q, text: Caf\u00E9?, kind: single, options: [Caf\u00E9] }"
        );

        var coded = await Read(yaml, [.. "Caf"u8, accented, .. "?\rCaf"u8, accented, (byte)'\r']);

        Assert.Equal(1, coded.Option(0, 0).Count);
    }

    [Fact]
    public async Task ReadingCanBeStopped()
    {
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => Read(Forms, Encoding.UTF8.GetBytes(Header + ",Yes,,\n"), cancel.Token));
    }

    [Fact]
    public async Task AFileThatIsGoneIsRefused()
    {
        using var folder = new SurveyFolder(Forms);
        var copy = await RawCopy.Of(folder.Write("w.csv", Header));
        File.Delete(copy.Path);

        var exception = Assert.Throws<SurveyException>(() => WaveReader.Read(copy, folder.Instrument.At(folder.Instrument.Waves[0])));

        Assert.Equal($"{copy.Path}: cannot be read: Could not find file '{copy.Path}'.", exception.Message);
    }

    internal static Task<CodedWave> Read(string yaml, string csv) => Read(yaml, Encoding.UTF8.GetBytes(csv));

    internal static async Task<CodedWave> Read(string yaml, byte[] csv, CancellationToken cancel = default)
    {
        using var folder = new SurveyFolder(yaml);
        var copy = await RawCopy.Of(folder.Write("w.csv", csv), CancellationToken.None);
        return WaveReader.Read(copy, folder.Instrument.At(folder.Instrument.Wave("w")), null, cancel);
    }

    internal static Task<string> Refused(string yaml, string csv) => Refused(yaml, Encoding.UTF8.GetBytes(csv));

    internal static async Task<string> Refused(string yaml, byte[] csv) =>
        (await Assert.ThrowsAsync<SurveyException>(() => Read(yaml, csv))).Message;

    /// <summary>Who is in every set of a question.</summary>
    internal static List<string> Sets(CodedWave coded, string question) =>
        [
            .. from set in coded.Selections()
            where set.Question == question
            select $"{set.Kind.Name()} {set.Question} {set.Option}: "
                + $"{string.Join(' ', Enumerable.Range(0, coded.Accounts.Respondents).Where(respondent => set.Respondents[respondent]))}",
        ];
}
