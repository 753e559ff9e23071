using Survey.Instruments;
using Xunit;

namespace Survey.Tests.Ingest.Reading;

public sealed class DelimiterTests
{
    private static readonly Export Monkey = Export.Default with { Format = ExportFormat.SurveyMonkey };

    [Theory]
    [InlineData("a,b\n1,2\n", ',', "1: a|b", "2: 1|2")]
    [InlineData("a;b\n1;2\n", ';', "1: a|b", "2: 1|2")]
    [InlineData("a\tb\n1\t2\n", '\t', "1: a|b", "2: 1|2")]
    [InlineData("a;b\n\"1;2\";3\n", ';', "1: a|b", "2: 1;2|3")]
    [InlineData("Yes, no;b\n1;2\n", ';', "1: Yes, no|b", "2: 1|2")]
    [InlineData("a,Yes; no\n1,2\n", ',', "1: a|Yes; no", "2: 1|2")]
    [InlineData("\"a;b\",c\n\"1;2;3\",4\n", ',', "1: a;b|c", "2: 1;2;3|4")]
    [InlineData("a;b\n1,2\n", ',', "1: a;b", "2: 1|2")]
    [InlineData("One question; one column?\nyes\n", ',', "1: One question; one column?", "2: yes")]
    [InlineData("\"x\ny;\";b\n1;2", ';', "1: x\ny;|b", "3: 1|2")]
    [InlineData("a,\"b \"\"c\"\", d\"\n1,2", ',', "1: a|b \"c\", d", "2: 1|2")]
    public void TheHeaderAndTheRowsBelowItShowWhatPartsTheFields(string text, char delimiter, params string[] rows) =>
        Same(delimiter, rows, text, Export.Default);

    [Theory]
    [InlineData("sep=;\na;b,c\n", ';')]
    [InlineData("SEP=,\r\na,b;c\r\n", ',')]
    [InlineData("\uFEFFsep=\t\na\tb\n", '\t')]
    [InlineData("\"sep=;\"\na;b\n", ';')]
    public void ALineThatNamesTheDelimiterDecidesAndIsNoRow(string text, char delimiter)
    {
        var (found, rows) = Read(text, Export.Default);

        Assert.Equal((delimiter, 1), (found, rows.Length));
        Assert.StartsWith("2: a|b", rows[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sep=|\na|b\n", "w.csv:1 column 1: \"sep=|\"; sep= and a comma, a semicolon or a tab was expected")]
    [InlineData("sep=\na,b\n", "w.csv:1 column 1: \"sep=\"; sep= and a comma, a semicolon or a tab was expected")]
    [InlineData(
        "a,b;c\n",
        "w.csv:1 column 1: the fields may be parted by comma or by semicolon; put \"delimiter: comma\" or \"delimiter: "
            + "semicolon\" under \"export\""
    )]
    [InlineData(
        "a;b\tc\n1;2\t3\n",
        "w.csv:1 column 1: the fields may be parted by semicolon or by tab; put \"delimiter: semicolon\" or \"delimiter: tab\" "
            + "under \"export\""
    )]
    public void WhatCannotBeDecidedIsRefused(string text, string message) =>
        Assert.Equal(message, Assert.Throws<SurveyException>(() => Read(text, Export.Default)).Message);

    [Fact]
    public void TheInstrumentDecidesBeforeAnythingElse()
    {
        Same(';', ["1: a,b|c"], "a,b;c\n", Export.Default with { Delimiter = ';' });
        Same(',', ["2: a|b"], "sep=;\na,b\n", Export.Default with { Delimiter = ',' });
    }

    [Fact]
    public void BothHeaderRowsMustAgree() => Same(',', ["1: a; b|c", "2: Yes|No"], "a; b,c\nYes,No\n", Monkey);

    [Fact]
    public void InATsvOfGoogleAQuoteIsACharacter()
    {
        const string Text = "a\tb\n\"1\t5\" disk\n\t\"\n";

        Same('\t', ["1: a|b", "2: \"1|5\" disk", "3: |\""], Text, Export.Default);
        Assert.Equal(
            "w.csv:2 column 1: text after the closing quote of a field; a quote inside a field is doubled",
            Assert.Throws<SurveyException>(() => Read(Text, Monkey with { Delimiter = '\t' })).Message
        );
        Same('\t', ["1: a|b", "2: 1\t5|c"], "a\tb\n\"1\t5\"\tc\n", Monkey with { DeclaredHeaderRows = 1 });
    }

    private static void Same(char delimiter, string[] rows, string text, Export export)
    {
        var read = Read(text, export);
        Assert.Equal((delimiter, string.Join('\n', rows)), (read.Delimiter, string.Join('\n', read.Rows)));
    }

    private static (char? Delimiter, string[] Rows) Read(string text, Export export)
    {
        using var folder = new TemporaryFolder();
        using var raw = RawFiles.Open(folder, "w.csv", System.Text.Encoding.UTF8.GetBytes(text), export);
        return (raw.Delimiter, [.. RawFiles.Rows(raw)]);
    }
}
