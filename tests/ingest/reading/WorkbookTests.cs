using System.Globalization;
using Survey.Instruments;
using Xunit;

namespace Survey.Tests.Ingest.Reading;

public sealed class WorkbookTests
{
    private static readonly Export Monkey = Export.Default with { Format = ExportFormat.SurveyMonkey };

    [Fact]
    public void ARowIsNamedByItsNumberInTheSheet()
    {
        var sheet = """<row r="1"><c r="A1" t="str"><v>a</v></c></row><row r="4"><c r="A4" t="str"><v>x</v></c></row>""";

        Assert.Equal(["1: a", "2: ", "3: ", "4: x"], Rows(RawFiles.Xlsx(("S", sheet))));
    }

    [Theory]
    [InlineData("<v>5</v>", "5")]
    [InlineData("<v>5.0</v>", "5")]
    [InlineData("<v>0</v>", "0")]
    [InlineData("<v>-3.25</v>", "-3.25")]
    [InlineData("<v>114000000001</v>", "114000000001")]
    [InlineData("<v>1.14E+11</v>", "114000000000")]
    [InlineData("<v>0.1</v>", "0.1")]
    public void NumbersAreWrittenWithoutDecimalsThatTheyDoNotNeed(string cell, string text) =>
        Assert.Equal(text, Cell($"<c r=\"A2\">{cell}</c>"));

    [Theory]
    [InlineData("1", "42430", "2016-03-01")]
    [InlineData("2", "42430.75", "2016-03-01 18:00:00")]
    [InlineData("2", "42430", "2016-03-01")]
    [InlineData("3", "0.75", "18:00:00")]
    public void DatesAreWrittenAsNoCountryDoes(string style, string value, string text) =>
        Assert.Equal(text, Cell($"<c r=\"A2\" s=\"{style}\"><v>{value}</v></c>"));

    [Theory]
    [InlineData("<c r=\"A2\" t=\"b\"><v>1</v></c>", "TRUE")]
    [InlineData("<c r=\"A2\" t=\"b\"><v>0</v></c>", "FALSE")]
    [InlineData("<c r=\"A2\" t=\"str\"><f>A1</f><v>&lt;caf\u00e9&gt;</v></c>", "<caf\u00e9>")]
    [InlineData("<c r=\"A2\" t=\"inlineStr\"><is><r><t>one</t></r><r><t xml:space=\"preserve\"> two</t></r></is></c>", "one two")]
    public void EveryKindOfCellHasItsText(string cell, string text) => Assert.Equal(text, Cell(cell));

    [Fact]
    public void EveryRowHasAsManyFieldsAsTheWidest() =>
        Assert.Equal(
            ["1: a|||", "2: x|y|z|", "3: 1|||", "4: 1|2|3|4"],
            Rows(
                RawFiles.Xlsx([
                    ["a"],
                    ["x", "y", "z"],
                    ["1"],
                    ["1", "2", "3", "4"],
                ]),
                Monkey
            )
        );

    [Fact]
    public void CellsWithNothingInThemMakeNoRowWider()
    {
        var sheet = """<row r="1"><c r="A1" t="str"><v>a</v></c></row><row r="2"><c r="A2" t="str"><v>x</v></c><c r="F2" s="1"/></row>""";

        Assert.Equal(["1: a", "2: x"], Rows(RawFiles.Xlsx(("S", sheet))));
    }

    [Fact]
    public void TheFirstSheetIsReadOrTheOneThatIsNamed()
    {
        var file = RawFiles.Xlsx(
            (
                "Notes",
                RawFiles.SheetData([
                    ["read me"],
                ])
            ),
            (
                "Answers",
                RawFiles.SheetData([
                    ["a"],
                    ["1"],
                ])
            )
        );

        Assert.Equal(["1: read me"], Rows(file));
        Assert.Equal(["1: a", "2: 1"], Rows(file, Export.Default with { Sheet = "Answers" }));
        Assert.Equal("w.csv: no sheet \"Raw\"; there are \"Notes\", \"Answers\"", Refused(file, Export.Default with { Sheet = "Raw" }));
    }

    [Fact]
    public void AWorkbookThatUnpacksToMoreThanTheLimitIsRefused()
    {
        var bomb = RawFiles.Zip(("xl/workbook.xml", ""), ("a", new string('0', 60_000_000)), ("b", new string('0', 60_000_000)));

        Assert.True(bomb.Length < 1_000_000);
        Assert.Equal("w.csv: the XLSX holds more than 100 MB; save it as CSV", Refused(bomb));
    }

    [Theory]
    [InlineData("<row r=\"1048576\"><c r=\"A1048576\" t=\"str\"><v>x</v></c></row>", null)]
    [InlineData("<row r=\"1048577\"/>", "row \"1048577\"")]
    [InlineData("<row r=\"2\"><c r=\"XFD2\" t=\"str\"><v>x</v></c></row>", null)]
    [InlineData("<row r=\"2\"><c r=\"XFE2\"/></row>", "cell \"XFE2\"")]
    [InlineData("<row><c t=\"str\"><v>x</v></c></row>", null)]
    [InlineData("<row r=\"2\"><c r=\"2\"/></row>", "cell \"2\"")]
    public void CellsStandInTheSheet(string row, string? refused)
    {
        var file = RawFiles.Xlsx(("S", $"""<row r="1"><c r="A1" t="str"><v>a</v></c></row>{row}"""));

        if (refused is null)
            Assert.EndsWith("x", Rows(file)[^1], StringComparison.Ordinal);
        else
            Assert.Equal(
                $"w.csv: {refused} of xl/worksheets/sheet1.xml is no place in a sheet, which has 1048576 rows and 16384 columns",
                Refused(file)
            );
    }

    [Fact]
    public void AnArchiveThatIsCutShortIsRefusedWhereverItIsCut()
    {
        var file = RawFiles.Xlsx([
            ["a", "b"],
            ["1", "2"],
        ]);
        for (var length = 4; length < file.Length; length += 7)
            Assert.StartsWith("w.csv: the XLSX is damaged: ", Refused(file[..length]), StringComparison.Ordinal);
    }

    [Fact]
    public void ASheetThatIsDamagedInsideIsRefused()
    {
        var message = Refused(RawFiles.Xlsx(("S", """<row r="1"><c r="A1" t="str"><v>a</v></c></row><row r="2"><c""")));

        Assert.StartsWith("w.csv: the XLSX is damaged: ", message, StringComparison.Ordinal);
    }

    [Fact]
    public void ACellThatHoldsAnErrorIsNotTakenForABlankOne()
    {
        var sheet = """<row r="1"><c r="A1" t="str"><v>a</v></c></row><row r="2"><c r="A2" t="e"><v>#NAME?</v></c></row>""";

        Assert.Equal(
            "w.csv: cell A2 of xl/worksheets/sheet1.xml holds an error in place of a value; mend it in the spreadsheet, or save "
                + "the sheet as CSV",
            Refused(RawFiles.Xlsx(("S", sheet)))
        );
    }

    private static string Cell(string xml)
    {
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            return Rows(RawFiles.Xlsx(("S", $"""<row r="1"><c r="A1" t="str"><v>a</v></c></row><row r="2">{xml}</row>""")))[1][3..];
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static string Refused(byte[] bytes, Export? export = null) => Assert.Throws<SurveyException>(() => Rows(bytes, export)).Message;

    private static List<string> Rows(byte[] bytes, Export? export = null)
    {
        using var folder = new TemporaryFolder();
        using var raw = RawFiles.Open(folder, "w.csv", bytes, export);
        return [.. RawFiles.Rows(raw)];
    }
}
