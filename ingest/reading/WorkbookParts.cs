using System.IO.Compression;
using System.Xml;
using Survey.Storage;

namespace Survey.Ingest.Reading;

/// <summary>The parts of an XLSX, looked at before any is read as a sheet: an archive of a few KB can hold what takes memory or time
/// without bound, and ExcelDataReader passes over what it cannot read.</summary>
internal sealed class WorkbookParts
{
    /// <summary>The most that a workbook may unpack to: it is not read as a stream.</summary>
    public const long MaxUnpacked = 100_000_000;

    /// <summary>The most places for cells in a sheet: each is looked at, whether there is a cell or not.</summary>
    public const long MaxPlaces = 200_000_000;

    private const int MaxParts = 10_000;
    private const int MaxSheets = 1_000;
    private const int MaxDepth = 100;

    private readonly string file;

    private WorkbookParts(string file) => this.file = file;

    /// <summary>The workbook in memory. What it unpacks to is counted by unpacking it: sizes that an archive gives of itself may be
    /// false.</summary>
    /// <exception cref="SurveyException">it is no XLSX, is damaged or too large, or holds an error in place of an answer</exception>
    public static MemoryStream Bounded(RawCopy file, Stream content)
    {
        var parts = new WorkbookParts(file.Name);
        if (file.Bytes > MaxUnpacked)
            throw parts.TooLarge();
        var bytes = new MemoryStream((int)file.Bytes);
        content.CopyTo(bytes);
        try
        {
            using var archive = new ZipArchive(bytes, ZipArchiveMode.Read, leaveOpen: true);
            parts.Look(archive);
        }
        catch (Exception exception) when (exception is InvalidDataException or XmlException)
        {
            throw new SurveyException($"{file.Name}: the XLSX is damaged: {exception.Message}", exception);
        }
        bytes.Position = 0;
        return bytes;
    }

    private void Look(ZipArchive archive)
    {
        if (archive.Entries.Count > MaxParts)
            throw new SurveyException(
                $"{file}: the XLSX has {archive.Entries.Count} parts; {MaxParts} are the most; save the sheet as CSV"
            );
        if (archive.GetEntry("xl/workbook.xml") is null)
            throw FileKinds.Unexpected(file, "a ZIP archive that is no XLSX");
        var buffer = new byte[1 << 16];
        var unpacked = 0L;
        foreach (var entry in archive.Entries)
        {
            using var part = entry.Open();
            int read;
            while ((read = part.Read(buffer)) > 0)
                unpacked = unpacked + read <= MaxUnpacked ? unpacked + read : throw TooLarge();
        }
        foreach (var entry in archive.Entries.Where(IsXml))
        {
            using var xml = XmlReader.Create(entry.Open(), new XmlReaderSettings { CloseInput = true });
            if (entry.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal))
                LookAtSheet(entry.FullName, xml);
            else
                LookAtOther(entry.FullName, xml);
        }
    }

    private static bool IsXml(ZipArchiveEntry entry) =>
        entry.Length > 0
        && (entry.Name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || entry.Name.EndsWith(".rels", StringComparison.Ordinal));

    /// <summary>Refuses what ExcelDataReader takes for an empty cell, such as #NAME?, an answer that was lost; and cells so far out that
    /// nobody put them there.</summary>
    private void LookAtSheet(string part, XmlReader xml)
    {
        // A row or cell that does not say where it stands is the next one.
        var (at, last) = (new CellPlace(0, 0), new CellPlace(0, 0));
        while (Read(part, xml))
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName is not ("row" or "c"))
                continue;
            var (isCell, said) = (xml.LocalName == "c", xml.GetAttribute("r"));
            if (isCell)
                at = said is null ? at with { Column = at.Column + 1 } : CellPlace.Of(said);
            else
                at = new CellPlace(said is null ? at.Row + 1 : CellPlace.RowOf(said), 0);
            if (!(at with { Column = isCell ? at.Column : 1 }).IsInSheet)
                throw new SurveyException(
                    $"{file}: {(isCell ? "cell" : "row")} {Label.Quote(said ?? $"{at.Row}", 40)} of {part} is no place in a sheet, which "
                        + $"has {CellPlace.Rows} rows and {CellPlace.Columns} columns"
                );
            last = new CellPlace(Math.Max(last.Row, at.Row), Math.Max(last.Column, at.Column));
            if ((long)last.Row * last.Column > MaxPlaces)
                throw new SurveyException(
                    $"{file}: {part} goes down to row {last.Row} and over {last.Column} columns, more than {MaxPlaces} places; delete what "
                        + "stands far out, or save the sheet as CSV"
                );
            if (isCell && xml.GetAttribute("t") == "e")
                throw new SurveyException(
                    $"{file}: cell {said} of {part} holds an error in place of a value; mend it in the spreadsheet, or save "
                        + "the sheet as CSV"
                );
        }
    }

    /// <summary>Refuses more sheets than anybody made, and sheets that are the same part under many names.</summary>
    private void LookAtOther(string part, XmlReader xml)
    {
        var sheets = 0;
        var targets = new HashSet<string>();
        while (Read(part, xml))
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (part == "xl/workbook.xml" && xml.LocalName == "sheet" && ++sheets > MaxSheets)
                throw new SurveyException($"{file}: the XLSX has more than {MaxSheets} sheets; save the sheet with the answers as CSV");
            if (
                part == "xl/_rels/workbook.xml.rels"
                && xml.LocalName == "Relationship"
                && xml.GetAttribute("Target") is { } target
                && !targets.Add(target)
            )
                throw new SurveyException($"{file}: the XLSX is damaged: {Label.Quote(target)} is named twice in {part}");
        }
    }

    private bool Read(string part, XmlReader xml)
    {
        if (!xml.Read())
            return false;
        return xml.Depth <= MaxDepth
            ? true
            : throw new SurveyException($"{file}: the XLSX is damaged: elements inside each other, more than {MaxDepth} deep, in {part}");
    }

    private SurveyException TooLarge() => new($"{file}: the XLSX holds more than {MaxUnpacked / 1_000_000} MB; save it as CSV");
}
