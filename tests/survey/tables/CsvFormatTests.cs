using Survey.Tables;
using Xunit;

namespace Survey.Tests.Tables;

public sealed class CsvFormatTests
{
    private enum Kind
    {
        NotComputable,
    }

    private static readonly Table<string?> Table = new(
        "one-of-each",
        "One row of every type",
        new Columns<string?>()
            .Text("text", "as it is", text => text)
            .Codes("codes", "with blanks", text => text?.Split(','))
            .Word("word", "as in JSON", text => text is null ? null : Kind.NotComputable)
            .Whole("whole", Unit.Bytes, "of more than 32 bits", text => text is null ? null : 10_000_000_000)
            .Number("number", Unit.None, "at full precision", text => text is null ? null : 0.1 + 0.2)
            .Truth("truth", "or not", text => text is null ? null : text.Length > 0)
            .Time("time", "in UTC", text => text is null ? null : new DateTime(2026, 1, 31, 23, 30, 5, DateTimeKind.Utc))
    );

    private static readonly Table<string> Texts = new("texts", "One text", new Columns<string>().Text("text", "as it is", text => text));

    [Fact]
    public void EveryTypeHasItsForm() =>
        Assert.Equal(
            "text,codes,word,whole,number,truth,time\r\n"
                + "\"low,\"\"differs\"\"\",\"low \"\"differs\"\"\",notComputable,"
                + "10000000000,0.30000000000000004,true,2026-01-31T23:30:05Z\r\n"
                + ",,,,,,\r\n",
            CsvFormat.Text(Table, ["low,\"differs\"", null])
        );

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\"")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("+1+cmd", "'+1+cmd")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("-", "'-")]
    [InlineData("- 3", "'- 3")]
    [InlineData("-5 %", "'-5 %")]
    [InlineData("-1 ", "'-1 ")]
    [InlineData("-Infinity", "'-Infinity")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("-5", "-5")]
    [InlineData("+3.2", "+3.2")]
    [InlineData("-.5", "-.5")]
    [InlineData("-1e5", "-1e5")]
    [InlineData("1=1", "1=1")]
    [InlineData("a@b", "a@b")]
    [InlineData(" =1", " =1")]
    [InlineData("'=1", "'=1")]
    [InlineData("", "")]
    public void NoCellIsOneThatASpreadsheetWouldRun(string text, string cell) =>
        Assert.Equal($"text\r\n{cell}\r\n", CsvFormat.Text(Texts, [text]));

    [Fact]
    public void ANumberIsNoTextThatIsMadeInert() =>
        Assert.Equal(
            "number\r\n-0.5\r\n",
            CsvFormat.Text(new Table<double>("numbers", "", new Columns<double>().Number("number", Unit.None, "", n => n)), [-0.5])
        );
}
