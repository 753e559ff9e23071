using System.IO.Compression;
using System.Security;
using System.Text;
using Survey.Ingest.Reading;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Tests.Ingest.Reading;

/// <summary>Raw files made for one test.</summary>
internal static class RawFiles
{
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public static RawFile Open(TemporaryFolder folder, string name, byte[] bytes, Export? export = null)
    {
        var path = Path.Combine(folder.Path, name);
        File.WriteAllBytes(path, bytes);
        return RawFile.Open(RawCopy.Of(path).GetAwaiter().GetResult(), export ?? Export.Default);
    }

    /// <summary>Every row as its line number and its fields.</summary>
    public static IEnumerable<string> Rows(RawFile raw)
    {
        while (raw.Read())
            yield return $"{raw.Line}: {string.Join('|', Enumerable.Range(0, raw.FieldCount).Select(raw.Text))}";
    }

    public static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    /// <summary>An archive of files.</summary>
    public static byte[] Zip(params (string Name, string Text)[] files)
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create))
        {
            foreach (var (name, text) in files)
            {
                using var entry = new StreamWriter(archive.CreateEntry(name).Open(), new UTF8Encoding(false));
                entry.Write(text);
            }
        }
        return packed.ToArray();
    }

    /// <summary>An XLSX whose cells are texts.</summary>
    public static byte[] Xlsx(IEnumerable<string[]> rows) => Xlsx(("Sheet1", SheetData(rows)));

    /// <summary>Rows of texts as a sheet holds them; an empty text is no cell.</summary>
    public static string SheetData(IEnumerable<string[]> rows) =>
        string.Concat(
            rows.Select(
                (row, line) =>
                    $"""<row r="{line + 1}">"""
                    + string.Concat(row.Select((text, column) => Cell($"{Letters(column)}{line + 1}", text)))
                    + "</row>"
            )
        );

    private static string Cell(string place, string text) =>
        text.Length == 0 ? "" : $"""<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{SecurityElement.Escape(text)}</t></is></c>""";

    /// <summary>An XLSX of sheets, each a name and the rows of it in XML. Cell style 1 is a date, 2 a date with a time, 3 a time.</summary>
    public static byte[] Xlsx(params (string Name, string Rows)[] sheets) =>
        Zip([
            (
                "[Content_Types].xml",
                $"""
                <Types xmlns="{Package}/content-types">
                <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                <Default Extension="xml" ContentType="application/xml"/>
                </Types>
                """
            ),
            (
                "_rels/.rels",
                $"""
                <Relationships xmlns="{Package}/relationships">
                <Relationship Id="r0" Type="{Relationships}/officeDocument" Target="xl/workbook.xml"/>
                </Relationships>
                """
            ),
            (
                "xl/workbook.xml",
                $"""
                <workbook xmlns="{Main}" xmlns:r="{Relationships}"><sheets>
                {string.Concat(sheets.Select((sheet, i) => $"""<sheet name="{sheet.Name}" sheetId="{i + 1}" r:id="r{i + 1}"/>"""))}
                </sheets></workbook>
                """
            ),
            (
                "xl/_rels/workbook.xml.rels",
                $"""
                <Relationships xmlns="{Package}/relationships">
                {string.Concat(sheets.Select((_, i) => SheetPart(i + 1)))}
                <Relationship Id="s" Type="{Relationships}/styles" Target="styles.xml"/>
                </Relationships>
                """
            ),
            (
                "xl/styles.xml",
                $"""
                <styleSheet xmlns="{Main}"><cellXfs count="4">
                <xf numFmtId="0"/>
                <xf numFmtId="14" applyNumberFormat="1"/>
                <xf numFmtId="22" applyNumberFormat="1"/>
                <xf numFmtId="20" applyNumberFormat="1"/>
                </cellXfs></styleSheet>
                """
            ),
            .. sheets.Select(
                (sheet, i) =>
                    ($"xl/worksheets/sheet{i + 1}.xml", $"""<worksheet xmlns="{Main}"><sheetData>{sheet.Rows}</sheetData></worksheet>""")
            ),
        ]);

    private static string SheetPart(int number) =>
        $"""<Relationship Id="r{number}" Type="{Relationships}/worksheet" Target="worksheets/sheet{number}.xml"/>""";

    /// <summary>A column's name in a spreadsheet.</summary>
    private static string Letters(int column) => column < 26 ? $"{(char)('A' + column)}" : Letters(column / 26 - 1) + Letters(column % 26);
}
