using System.Text;
using Survey.Ingest.Reading;
using Survey.Instruments;
using Survey.Storage;
using Xunit;

namespace Survey.Tests.Ingest.Reading;

public sealed class DetectedEncodingTests
{
    private const string Text = "Where?,Why?\nMünchen,it’s “so”\n";

    static DetectedEncodingTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("utf-8", "utf-8")]
    [InlineData("utf-8-bom", "utf-8")]
    [InlineData("utf-16", "utf-16")]
    [InlineData("utf-16BE", "utf-16")]
    public void WhatTheBytesThemselvesSayIsCertain(string encoding, string name)
    {
        var (found, rows) = Read(Bytes(Text, encoding));

        Assert.Equal((name, 1.0, false), (found.Name, found.Confidence, found.IsGuess));
        Assert.Equal(["1: Where?|Why?", "2: München|it’s “so”"], rows);
    }

    [Theory]
    [InlineData("windows-1252", Text)]
    [InlineData("macintosh", Text)]
    [InlineData("windows-1252", "a,b\nCafé,naïve\n")]
    [InlineData("macintosh", "a,b\nCafé,naïve\n")]
    [InlineData("windows-1252", "a,b\nnow – then,x\n")]
    [InlineData("macintosh", "a,b\nhow\u00A0often,x\n")]
    public void OtherBytesAreGuessedByTheLettersAroundThem(string encoding, string text)
    {
        var (found, rows) = Read(Bytes(text, encoding));

        Assert.Equal((encoding, true), (found.Name, found.IsGuess));
        Assert.InRange(found.Confidence, 0.5, 1);
        Assert.Equal(text.Split('\n')[..2].Select((line, i) => $"{i + 1}: {line.Replace(',', '|')}"), rows);
    }

    [Theory]
    [InlineData("windows-1252")]
    [InlineData("iso-8859-1")]
    [InlineData("macintosh")]
    public void TheInstrumentsWordHolds(string encoding)
    {
        var (found, rows) = Read(Bytes("a,b\nÜnï,\u00A0é\n", encoding), encoding);

        Assert.Equal((encoding, 1.0, false), (found.Name, found.Confidence, found.IsGuess));
        Assert.Equal(["1: a|b", "2: Ünï|\u00A0é"], rows);
    }

    [Theory]
    [InlineData(
        "utf-16",
        "utf-8",
        "the byte order mark of utf-16, where the instrument says \"encoding: utf-8\"; put \"encoding: utf-16\" under \"export\" "
            + "of the wave"
    )]
    [InlineData(
        "utf-8-bom",
        "macintosh",
        "the byte order mark of utf-8, where the instrument says \"encoding: macintosh\"; put \"encoding: utf-8\" under "
            + "\"export\" of the wave"
    )]
    [InlineData(
        "utf-8",
        "utf-16",
        "no byte order mark, where the instrument says \"encoding: utf-16\"; put \"encoding: auto\" under \"export\" of the wave"
    )]
    public void AByteOrderMarkMayNotContradictTheInstrument(string encoding, string declared, string message) =>
        Assert.Equal("w.csv:1 column 1: " + message, Assert.Throws<SurveyException>(() => Read(Bytes(Text, encoding), declared)).Message);

    [Fact]
    public void ACharacterThatStandsAcrossTwoReadsIsUtf8AllTheSame()
    {
        var text = "a\n" + string.Concat(Enumerable.Repeat("xé€😀", 40_000));

        var (found, rows) = Read(Bytes(text, "utf-8"));

        Assert.Equal("utf-8", found.Name);
        Assert.Equal("2: " + text[2..], rows[1]);
    }

    [Fact]
    public void AByteFarIntoTheFileDecidesToo() =>
        Assert.Equal(
            "macintosh",
            Read([.. Encoding.ASCII.GetBytes("a\n" + new string('x', 500_000) + "\n"), .. Bytes("Café\n", "macintosh")]).Found.Name
        );

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void AnUtf16FileThatIsCutInACharacterIsNoticedWhereItIsUsed(int cut)
    {
        var bytes = Bytes("a,b\n1,😀", "utf-16")[..^cut];

        Assert.Equal(
            "w.csv:2 column 2: bytes that are not UTF-16; say how the file is encoded, as in \"encoding: windows-1252\" under "
                + "\"export\" of the wave",
            Assert.Throws<SurveyException>(() => Read(bytes)).Message
        );
    }

    [Fact]
    public void UnmarkedUtf16IsSaidToBe() =>
        Assert.Equal(
            "w.csv:1 column 1: a NUL byte; this is a binary file, or UTF-16 without a byte order mark, and a CSV file was expected",
            Assert.Throws<SurveyException>(() => Read(Encoding.Unicode.GetBytes(Text))).Message
        );

    [RealDataTheory]
    [InlineData("cloud-native-2019", "utf-8", 1, 1337)]
    [InlineData("cloud-native-2020-h1", "macintosh", 0.6, 1324)]
    [InlineData("cloud-native-2022", "windows-1252", 0.6, 2286)]
    [InlineData("maintainers-2018-h1", "utf-8", 1, 0)]
    [InlineData("maintainers-2019-h1", "utf-8", 1, 0)]
    [InlineData("maintainers-2020-h2", "utf-8", 1, 0)]
    [InlineData("service-mesh-2022", "utf-8", 1, 0)]
    public async Task RealExportsAreReadAsTheyAre(string wave, string encoding, double confidence, int respondents)
    {
        var export = Export.Default with
        {
            Format = wave.EndsWith("2018-h1", StringComparison.Ordinal) ? ExportFormat.GoogleForms : ExportFormat.SurveyMonkey,
        };
        using var raw = RawFile.Open(await RawCopy.Of(RealData.File($"cncf/{wave}.csv")), export);
        var widths = new List<int>();
        while (raw.Read())
            widths.Add(raw.FieldCount);

        Assert.Equal((encoding, ','), (raw.Encoding.Name, raw.Delimiter));
        Assert.InRange(raw.Encoding.Confidence, confidence, 1);
        Assert.Single(widths.Distinct());
        Assert.True(widths.Count > respondents, $"{widths.Count} rows");
    }

    private static byte[] Bytes(string text, string encoding)
    {
        var encoder =
            encoding == "utf-8-bom" ? new UTF8Encoding(true)
            : encoding == "utf-8" ? new UTF8Encoding(false)
            : Encoding.GetEncoding(encoding);
        return [.. encoder.GetPreamble(), .. encoder.GetBytes(text)];
    }

    private static (DetectedEncoding Found, List<string> Rows) Read(byte[] bytes, string encoding = Export.Auto)
    {
        using var folder = new TemporaryFolder();
        using var raw = RawFiles.Open(folder, "w.csv", bytes, Export.Default with { Encoding = encoding });
        return (raw.Encoding, [.. RawFiles.Rows(raw)]);
    }
}
