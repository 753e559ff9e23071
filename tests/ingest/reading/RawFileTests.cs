using System.Text;
using Survey.Ingest.Reading;
using Survey.Instruments;
using Survey.Storage;
using Xunit;

namespace Survey.Tests.Ingest.Reading;

public sealed class RawFileTests
{
    [Theory]
    [InlineData("a,b\n1,2\n3,4\n")]
    [InlineData("a,b\r\n1,2\r\n3,4\r\n")]
    [InlineData("a,b\r1,2\r3,4\r")]
    [InlineData("a,b\r1,2\r\n3,4\n")]
    [InlineData("a,b\r\r\n1,2\r\r\n3,4\r\r\n")]
    [InlineData("a,b\r\r\n1,2\r\r\n3,4")]
    [InlineData("a,b\n1,2\n3,4")]
    [InlineData("\"a\",\"b\"\n\"1\",2\n3,\"4\"")]
    public void LinesEndInEveryWayThatThereIs(string text) => Assert.Equal(["1: a|b", "2: 1|2", "3: 3|4"], Rows(text));

    [Theory]
    [InlineData("a,b\n\"1\nx\",2\n3,4\n", "2: 1\nx|2", "4: 3|4")]
    [InlineData("a,b\r\n\"1\r\nx\r\n\",2\r\n3,4\r\n", "2: 1\r\nx\r\n|2", "5: 3|4")]
    [InlineData("a,b\r\"1\rx\",2\r3,4\r", "2: 1\rx|2", "4: 3|4")]
    [InlineData("a,b\r\r\n\"1\r\r\nx\",2\r\r\n3,4\r\r\n", "2: 1\r\nx|2", "4: 3|4")]
    public void ALineBreakInQuotesIsPartOfTheFieldAndCounts(string text, string second, string third) =>
        Assert.Equal(["1: a|b", second, third], Rows(text));

    [Fact]
    public void BlankLinesAreRowsOfOneEmptyField() => Assert.Equal(["1: a|b", "2: ", "3: 1|2", "4: "], Rows("a,b\n\n1,2\n\n"));

    [Fact]
    public void RowsMayHaveAnyNumberOfFields() => Assert.Equal(["1: a|b", "2: 1", "3: 1|2|3", "4: |"], Rows("a,b\n1\n1,2,3\n,\n"));

    [Fact]
    public void QuotesInAQuotedFieldAreDoubled() => Assert.Equal(["1: a|b\"c|\"|,"], Rows("a,\"b\"\"c\",\"\"\"\",\",\"\n"));

    [Fact]
    public void ALineThatBeginsWithAHashIsARow() => Assert.Equal(["1: # a|b", "2: 1|2"], Rows("# a,b\n1,2\n"));

    [Theory]
    [InlineData("\uFEFFa,b\n")]
    [InlineData("\uFEFF\"a\",b\n")]
    public void AByteOrderMarkIsNoText(string text) => Assert.Equal(["1: a|b"], Rows(text));

    [Theory]
    [InlineData("windows-1252", new byte[] { 0x80, 0x2C, 0xE9, 0x93 }, "1: \u20AC|\u00E9\u201C")]
    [InlineData("macintosh", new byte[] { 0xDB, 0x2C, 0x8E, 0xD5 }, "1: \u20AC|\u00E9\u2019")]
    [InlineData("utf-8", new byte[] { 0xE2, 0x82, 0xAC, 0x2C, 0xC3, 0xA9 }, "1: \u20AC|\u00E9")]
    public void BytesAreReadInTheDeclaredEncoding(string encoding, byte[] bytes, string row) => Assert.Equal([row], Rows(bytes, encoding));

    [Fact]
    public void BytesAreUtf8WhateverTheEncodingWas()
    {
        using var folder = new TemporaryFolder();
        using var raw = Open(folder, [0xE9], "windows-1252");

        Assert.True(raw.Read());
        Assert.Equal([0xC3, 0xA9], raw.Bytes(0).ToArray());
        Assert.Equal(1, raw.FieldCount);
    }

    [Fact]
    public void WhatIsNotUtf8IsNoticedWhereItIsUsed()
    {
        using var folder = new TemporaryFolder();
        using var raw = Open(folder, [.. "a,b\n\"1\n2\","u8, 0xE9, (byte)'\n'], "utf-8");

        Assert.True(raw.Read());
        Assert.True(raw.Read());
        Assert.Equal("1\n2", raw.Text(0));
        Assert.Equal([0xE9], raw.Bytes(1).ToArray());
        Assert.Equal(
            "w.csv:2 column 2: bytes that are not UTF-8; say how the file is encoded, as in \"encoding: windows-1252\" under "
                + "\"export\" of the wave",
            Assert.Throws<SurveyException>(() => raw.Text(1)).Message
        );
    }

    [Theory]
    [InlineData("a,b\n1,2\n3,\"x\n4,5\n", 3, 2)]
    [InlineData("a,b\n1,2\n3,\"x\n4,5", 3, 2)]
    [InlineData("a,b\r\n\"1\r\n\",\"x\r\n4,5\r\n", 3, 2)]
    [InlineData("a,b\r\"1\r\",\"x\r4,5\r", 3, 2)]
    [InlineData("a,b\n\"p\"\"q\",\"x\"\"y\n4,5\n", 2, 2)]
    [InlineData("\"a,b\n", 1, 1)]
    [InlineData("a,b\n1,\"\"\"\n", 2, 2)]
    [InlineData("a,\"", 1, 2)]
    public void AQuoteThatIsNeverClosedIsSaidToBeWhereItIsOpened(string text, int line, int column) =>
        Refused(text, $"w.csv:{line} column {column}: a quote that is opened here is never closed");

    [Theory]
    [InlineData("a,b\n1,x\"y\n", 2, 2)]
    [InlineData("a,b\n1,5\" disk, 3\" disk\n3,4\n", 2, 2)]
    [InlineData("a,b\n1, \"x, y\"\n", 2, 2)]
    [InlineData("a,b,c\r\n\"1\r\n2\",\"x\"\"\",y\"z\r\n", 3, 3)]
    [InlineData("a\"\n", 1, 1)]
    [InlineData("a,b\n1,x\"y\n\"z\n", 2, 2)]
    public void AQuoteInsideAFieldIsSaidToBeWhereItStands(string text, int line, int column) =>
        Refused(
            text,
            $"w.csv:{line} column {column}: a quote inside a field that does not begin with one; such a field is quoted as a "
                + "whole, and its quotes doubled"
        );

    [Theory]
    [InlineData("a,b\n1,\"x\"y\n", 2, 2)]
    [InlineData("a,b\n1,\"x\" \n", 2, 2)]
    [InlineData("a,b\n1,\"\"y\n", 2, 2)]
    [InlineData("a,b\n\"p\nq\",\"x\ny\"z\n", 4, 2)]
    [InlineData("a,b\n\"p\rq\",\"x\r\ny\"z\n", 4, 2)]
    [InlineData("a,b\n1,\"x\n3,\"y\"\n4,5\n", 3, 2)]
    public void TextAfterAClosingQuoteIsSaidToBeWhereItStands(string text, int line, int column) =>
        Refused(text, $"w.csv:{line} column {column}: text after the closing quote of a field; a quote inside a field is doubled");

    [Fact]
    public void RowsBeforeAMalformedOneAreReadAllTheSame()
    {
        using var folder = new TemporaryFolder();
        using var raw = Open(folder, Encoding.UTF8.GetBytes("a\n1\n\"x"), "utf-8");

        Assert.True(raw.Read());
        Assert.True(raw.Read());
        Assert.Throws<SurveyException>(() => raw.Read());
    }

    [Theory]
    [InlineData("a,b\n1,\0\n", 2, 2)]
    [InlineData("\0", 1, 1)]
    [InlineData("a,b,c\n1,2\n3,4,\0", 3, 3)]
    public void ANulByteIsNoText(string text, int line, int column) =>
        Refused(
            text,
            $"w.csv:{line} column {column}: a NUL byte; this is a binary file, or UTF-16 without a byte order mark, and a CSV "
                + "file was expected"
        );

    [Fact]
    public void ANulByteIsFoundFarIntoTheFileToo() =>
        Refused(
            "a,b,c\n" + new string('x', 300_000) + ",\n1," + new string('y', 300_000) + "," + new string('z', 300_000) + "\0",
            "w.csv:3 column 3: a NUL byte; this is a binary file, or UTF-16 without a byte order mark, and a CSV file was expected"
        );

    [Fact]
    public void AFileThatUnpacksToFewMegabytesMayDoSoManyTimes()
    {
        using var folder = new TemporaryFolder();
        var rows = Encoding.UTF8.GetBytes("Q?\n" + string.Concat(Enumerable.Repeat("A\n", 2_000_000)));
        var packed = RawFiles.Gzip(rows);

        using var raw = RawFiles.Open(folder, "w.csv.gz", packed);

        Assert.True(packed.Length * 200L < rows.Length);
        Assert.Equal(2_000_001, RawFiles.Rows(raw).Count());
    }

    [Fact]
    public void AnEmptyFileIsRefused() =>
        Refused("", "w.csv:1 column 1: the file is empty, or a device or a pipe; a header and rows were expected");

    [Fact]
    public void AByteOrderMarkAloneHasNoRows() => Assert.Empty(Rows("\uFEFF"));

    [Fact]
    public async Task ReadingTellsHowFarItIs()
    {
        using var folder = new TemporaryFolder();
        var told = new List<long>();
        var path = Path.Combine(folder.Path, "w.csv");
        await File.WriteAllTextAsync(path, string.Concat(Enumerable.Repeat("0123456789\n", 100_000)));
        using var raw = RawFile.Open(await RawCopy.Of(path), Export.Default, told.Add);

        while (raw.Read()) { }

        Assert.Equal(told.Order(), told);
        Assert.Equal(1_100_000, told[^1]);
    }

    [Fact]
    public void AFieldThatIsLargerThanAnyBufferIsReadWhole()
    {
        var text = new string('x', 3_000_000);

        Assert.Equal([$"1: a|{text}\n", "3: b|c"], Rows($"a,\"{text}\n\"\nb,c\n"));
    }

    [Fact]
    public void BlankLinesThatEndInCrAreNotTakenForOneLineEnd() => Assert.Equal(["1: a|b", "2: ", "3: ", "4: 1|2"], Rows("a,b\r\r\r1,2\r"));

    [Fact]
    public void ALineEndOfThreeCharactersMayStandAcrossTwoReads()
    {
        var text = string.Concat(Enumerable.Range(0, 60_000).Select(row => $"{row},{new string('x', row % 7)}\r\r\n"));

        var rows = Rows(text);

        Assert.Equal(Enumerable.Range(0, 60_000).Select(row => $"{row + 1}: {row}|{new string('x', row % 7)}"), rows);
    }

    [Fact]
    public void ARowLargerThanTheLimitIsRefused()
    {
        var text = new string('x', RawFile.MaxRecord - 2);

        Assert.Equal(2, Rows($"a,b\n1,{text}\n").Count);
        Refused($"a,b\n\"1\n\",1\n1,{text}x\n", "w.csv:4: a row of more than 16 MB; a quote may be opened here and never closed");
        Refused($"a,b\n\"1\n\",1\n\"1,\n{text}{text}", "w.csv:4: a row of more than 16 MB; a quote may be opened here and never closed");
    }

    [Fact]
    public void MoreColumnsThanASpreadsheetHasAreRefused()
    {
        Assert.Single(Rows(new string(',', RawFile.MaxColumns - 1) + "\n"));
        Refused("a,b\n" + new string(',', RawFile.MaxColumns) + "\n", "w.csv:2: 16385 columns; 16384 is the most that can be read");
    }

    private static void Refused(string text, string message) =>
        Assert.Equal(message, Assert.Throws<SurveyException>(() => Rows(text)).Message);

    private static List<string> Rows(string text) => Rows(Encoding.UTF8.GetBytes(text), Export.Auto);

    /// <summary>Every row as its line number and its fields.</summary>
    private static List<string> Rows(byte[] bytes, string encoding)
    {
        using var folder = new TemporaryFolder();
        using var raw = Open(folder, bytes, encoding);
        var rows = new List<string>();
        while (raw.Read())
            rows.Add($"{raw.Line}: {string.Join('|', Enumerable.Range(0, raw.FieldCount).Select(raw.Text))}");
        return rows;
    }

    private static RawFile Open(TemporaryFolder folder, byte[] bytes, string encoding)
    {
        var path = Path.Combine(folder.Path, "w.csv");
        File.WriteAllBytes(path, bytes);
        return RawFile.Open(RawCopy.Of(path).GetAwaiter().GetResult(), Export.Default with { Encoding = encoding });
    }
}
