using System.Text;
using Survey.Coded;
using Survey.Ingest.Coding;
using Survey.Ingest.Reading;
using Survey.Instruments;
using Survey.Storage;
using Survey.Tests.Counting;
using Xunit;

namespace Survey.Tests.Ingest.Reading;

/// <summary>The same answers in every shape, and what is no export at all.</summary>
public sealed class RawFileShapesTests
{
    private const string Questions = """
          - { id: where, text: Where?, kind: multiple, options: [München, "Here, there; everywhere", { id: other, label: Other, other: true }] }
          - { id: size, text: Size?, kind: single, options: ["1", "20"] }
        """;

    private static readonly string[][] Answers =
    [
        ["Timestamp", "Where?", "Size?"],
        ["2016-03-01", "München, Here, there; everywhere", "1"],
        ["2016-03-02", "Here, there; everywhere, Zürich", "20"],
        ["2016-03-03", "", "20"],
        ["2016-03-04", "München", ""],
        ["2016-03-05", "", ""],
    ];

    static RawFileShapesTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static TheoryData<string, string> Shapes =>
        new()
        {
            { "utf-8", "" },
            { "utf-8 with a byte order mark", "" },
            { "utf-16", "" },
            { "utf-16BE", "" },
            { "windows-1252", "encoding: windows-1252" },
            { "iso-8859-1", "encoding: iso-8859-1" },
            { "macintosh", "encoding: macintosh" },
            { "semicolons", "" },
            { "semicolons, declared", "delimiter: semicolon" },
            { "sep=;", "" },
            { "tabs", "" },
            { "CR", "" },
            { "CR LF", "" },
            { "CR CR LF", "" },
            { "no final line end", "" },
            { "gzip", "" },
            { "gzip of windows-1252", "encoding: windows-1252" },
            { "two rows above the header", "header-rows: 3" },
            { "xlsx", "" },
            { "xlsx, a named sheet", "sheet: Raw" },
            { "xlsx, numbers", "" },
        };

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task TheSameAnswersComeOutOfEveryShape(string shape, string export)
    {
        var coded = await Read(Written(shape), export);

        Assert.Equal(
            new Accounts(Rows: 5, Respondents: 4, BlankRows: 1, RejectedRows: 0, NonBlankCells: 11, Coded: 6, RejectedCells: 0, Ignored: 5),
            coded.Accounts
        );
        Assert.Equal(
            [
                "where option munchen: 2",
                "where option here-there-everywhere: 2",
                "where option other: 1",
                "where answered : 3",
                "where valid : 3",
                "size option 1: 1",
                "size option 20: 2",
                "size answered : 3",
                "size valid : 3",
            ],
            coded
                .Selections()
                .Where(set => set.Question != "nothing")
                .Select(set =>
                    $"{set.Question} {set.Kind.Name()} {set.Option}: {set.Respondents.Count}".Replace(
                        "m-nchen",
                        "munchen",
                        StringComparison.Ordinal
                    )
                )
        );
        Assert.Equal([new Verbatim("where", 1, "Zürich")], coded.Verbatims);
    }

    [Fact]
    public async Task AGuessedEncodingIsRefusedWhereAQuestionUsesIt() =>
        Assert.Equal(
            "w.csv:2 column 2 \"Where?\": \"München, Here, there; everywhere\" in windows-1252, \"M¸nchen, Here, there; "
                + "everywhere\" in macintosh; "
                + "the file is not UTF-8, and windows-1252 is a guess (88 % confidence): put \"encoding: windows-1252\" or "
                + "\"encoding: macintosh\" under \"export\"",
            (await Assert.ThrowsAsync<SurveyException>(() => Read(Written("windows-1252"), ""))).Message
        );

    [Fact]
    public async Task AnErrorInAHeaderNamesTheLineOfTheHeader() =>
        Assert.StartsWith(
            "w.csv:4 column 2: \"Were?\" is a column that the instrument does not know; nearest \"Where?\"",
            (
                await Assert.ThrowsAsync<SurveyException>(() =>
                    Read("sep=;\nQ0;Q1;Q2\n;;\nTimestamp;Were?;Size?\nx;Other;1\n"u8.ToArray(), "header-rows: 3")
                )
            ).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(0xA0)]
    [InlineData(0xCA)]
    public async Task ACellThatIsBlankInOneEncodingOnlyIsRefusedToo(byte blank) =>
        Assert.StartsWith(
            "w.csv:2 column 3 \"Size?\": \"",
            (
                await Assert.ThrowsAsync<SurveyException>(() => Read([.. "Timestamp,Where?,Size?\nx,Other,"u8, blank, (byte)'\n'], ""))
            ).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public async Task AGuessedEncodingThatNoQuestionUsesIsNoHindrance()
    {
        byte[] file = [.. "Timestamp,Where?,Size?\nf"u8, 0xE9, .. "vrier,Other,1\n"u8];

        Assert.Equal(1, (await Read(file, "")).Accounts.Respondents);
    }

    [Fact]
    public async Task ACharacterThatIsTheSameInAllEncodingsIsNoHindrance()
    {
        var coded = await Read([.. "Timestamp,Where?,Size?\nx,5 "u8, 0xB5, .. "m,1\n"u8], "");

        Assert.Equal([new Verbatim("where", 0, "5 µm")], coded.Verbatims);
    }

    public static TheoryData<byte[], string> NoExports =>
        new()
        {
            { "%PDF-1.7\n"u8.ToArray(), "a PDF" },
            { [0x89, .. "PNG\r\n\x1A\n"u8], "a PNG picture" },
            { [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0], "an Excel workbook of the old kind (.xls), or one with a password" },
            { RawFiles.Zip(("a.csv", "a,b\n")), "a ZIP archive that is no XLSX" },
            { "<!DOCTYPE html><html>"u8.ToArray(), "an HTML page" },
            { "\n <HTML>\n"u8.ToArray(), "an HTML page" },
            { RawFiles.Gzip("%PDF-1.7\n"u8.ToArray()), "a PDF inside a gzip file" },
            { RawFiles.Gzip(RawFiles.Gzip("a,b\n"u8.ToArray())), "a gzip file inside a gzip file" },
            {
                RawFiles.Gzip(
                    RawFiles.Xlsx([
                        ["a"],
                    ])
                ),
                "a ZIP archive or XLSX inside a gzip file"
            },
        };

    [Theory]
    [MemberData(nameof(NoExports))]
    public async Task WhatIsNoExportIsCalledByItsName(byte[] file, string kind) =>
        Assert.Equal(
            $"w.csv: this is {kind}; a CSV, TSV or XLSX file was expected",
            (await Assert.ThrowsAsync<SurveyException>(() => Read(file, ""))).Message
        );

    [Fact]
    public void AGzipFileThatIsCutShortIsRefusedWhereverItIsCut()
    {
        var file = RawFiles.Gzip(
            Encoding.UTF8.GetBytes("a,b\n" + string.Concat(Enumerable.Range(0, 500).Select(row => $"{row},{row * 7919 % 1000}\n")))
        );
        for (var length = 2; length < file.Length; length += 3)
            Assert.StartsWith(
                "w.csv: the gzip file is ",
                Assert.Throws<SurveyException>(() => Rows(file[..length])).Message,
                StringComparison.Ordinal
            );
    }

    [Fact]
    public void AGzipFileThatIsDamagedOrOfSeveralPartsIsRefused()
    {
        var file = RawFiles.Gzip(
            Encoding.UTF8.GetBytes("a,b\n" + string.Concat(Enumerable.Range(0, 500).Select(row => $"{row},{row * 7919 % 1000}\n")))
        );
        var damaged = file.ToArray();
        damaged[file.Length / 2] ^= 0xFF;

        Assert.StartsWith(
            "w.csv: the gzip file is damaged: ",
            Assert.Throws<SurveyException>(() => Rows(damaged)).Message,
            StringComparison.Ordinal
        );
        Assert.Equal(
            "w.csv: the gzip file is cut short, or made of several parts; one whole part was expected",
            Assert.Throws<SurveyException>(() => Rows([.. file, .. file])).Message
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("gzip")]
    public async Task AFileThatShrinksOrChangesWhileItIsReadIsRefused(string packing)
    {
        var bytes = Encoding.UTF8.GetBytes("a,b\n" + string.Concat(Enumerable.Repeat("1,2\n", 1_000_000)));
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "w.csv");
        byte[] Packed(byte[] text) => packing == "gzip" ? RawFiles.Gzip(text) : text;
        await File.WriteAllBytesAsync(path, Packed(bytes));
        var copy = await RawCopy.Of(path);
        using var shrinking = RawFile.Open(copy, Export.Default);
        Assert.True(shrinking.Read());

        await Shell.Run("sh", ["-c", packing == "gzip" ? "echo >> w.csv" : "truncate -s 2000000 w.csv"], folder.Path);

        var message = Assert
            .Throws<SurveyException>(() =>
            {
                while (shrinking.Read()) { }
            })
            .Message;
        Assert.Equal($"{path}: changed while it was read; load it again", message);
    }

    private static List<string> Rows(byte[] bytes)
    {
        using var folder = new TemporaryFolder();
        using var raw = RawFiles.Open(folder, "w.csv", bytes);
        return [.. RawFiles.Rows(raw)];
    }

    private static byte[] Written(string shape) =>
        shape switch
        {
            "utf-8" => Csv(),
            "utf-8 with a byte order mark" => [.. Encoding.UTF8.Preamble, .. Csv()],
            "utf-16" => [.. Encoding.Unicode.Preamble, .. Csv(encoding: "utf-16")],
            "utf-16BE" => [.. Encoding.BigEndianUnicode.Preamble, .. Csv(encoding: "utf-16BE")],
            "semicolons" or "semicolons, declared" => Csv(";"),
            "sep=;" => [.. "sep=;\n"u8, .. Csv(";")],
            "tabs" => Encoding.UTF8.GetBytes(string.Concat(Answers.Select(row => string.Join('\t', row) + "\r\n"))),
            "CR" => Csv(lineEnd: "\r"),
            "CR LF" => Csv(lineEnd: "\r\n"),
            "CR CR LF" => Csv(lineEnd: "\r\r\n"),
            "no final line end" => Csv()[..^1],
            "gzip" => RawFiles.Gzip(Csv()),
            "gzip of windows-1252" => RawFiles.Gzip(Csv(encoding: "windows-1252")),
            "two rows above the header" => [.. "Q0,Q1,Q2\n,,\n"u8, .. Csv()],
            "xlsx" => RawFiles.Xlsx(Answers),
            "xlsx, a named sheet" => RawFiles.Xlsx(
                (
                    "Cover",
                    RawFiles.SheetData([
                        ["nothing"],
                    ])
                ),
                ("Raw", RawFiles.SheetData(Answers))
            ),
            "xlsx, numbers" => RawFiles.Xlsx(
                (
                    "S",
                    System.Text.RegularExpressions.Regex.Replace(
                        RawFiles.SheetData(Answers),
                        "t=\"inlineStr\"><is><t xml:space=\"preserve\">(1|20)</t></is>",
                        "><v>$1.0</v>"
                    )
                )
            ),
            _ => Csv(encoding: shape),
        };

    private static byte[] Csv(string delimiter = ",", string lineEnd = "\n", string encoding = "utf-8") =>
        Encoding
            .GetEncoding(encoding)
            .GetBytes(
                string.Concat(
                    Answers.Select(row =>
                        string.Join(delimiter, row.Select(cell => cell.IndexOfAny([',', ';']) < 0 ? cell : $"\"{cell}\"")) + lineEnd
                    )
                )
            );

    private static async Task<CodedWave> Read(byte[] bytes, string export)
    {
        using var folder = new SurveyFolder(SmallSurvey.Yaml("s", $"  - {{ id: w, export: {{ {export} }} }}", Questions));
        var copy = await RawCopy.Of(folder.Write("w.csv", bytes));
        return WaveReader.Read(copy, folder.Instrument.At(folder.Instrument.Wave("w")));
    }
}
