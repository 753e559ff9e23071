using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using Survey.Storage;

namespace Survey.Ingest.Reading;

/// <summary>One sheet of an XLSX, read row by row. Cells become texts that are the same everywhere: numbers and dates are written as no
/// country does.</summary>
internal sealed class Workbook : IDisposable
{
    /// <summary>The most that a workbook may unpack to: it is not read as a stream.</summary>
    public const long MaxUnpacked = 100_000_000;

    private readonly string name;
    private readonly IExcelDataReader reader;
    private readonly Queue<List<byte[]>> headers = new();
    private readonly int width;
    private List<byte[]> row = [];

    /// <param name="content">the file, as it is on disk</param>
    /// <param name="sheet">the sheet's name; empty for the first</param>
    /// <param name="headerRows">the rows that say how many columns there are</param>
    /// <exception cref="SurveyException">this is no XLSX, or one without the sheet</exception>
    public Workbook(RawCopy file, Stream content, string sheet, int headerRows)
    {
        name = file.Name;
        var bytes = Unpackable(file, content);
        reader = Guarded(() => ExcelReaderFactory.CreateOpenXmlReader(bytes));
        Find(sheet);
        while (headers.Count < headerRows && Next() is { } header)
            headers.Enqueue(header);
        width = headers.Select(header => header.Count).DefaultIfEmpty(0).Max();
    }

    /// <summary>1-based number of the row in its sheet.</summary>
    public long Line { get; private set; }

    public int FieldCount => Math.Max(width, row.Count);

    public ReadOnlySpan<byte> Bytes(int column) => column < row.Count ? row[column] : [];

    public bool Read()
    {
        if ((headers.TryDequeue(out var header) ? header : Next()) is not { } next)
            return false;
        row = next;
        Line++;
        return true;
    }

    public void Dispose() => reader.Dispose();

    private void Find(string sheet)
    {
        var names = new List<string>();
        do
        {
            names.Add(reader.Name);
            if (sheet.Length == 0 || reader.Name == sheet)
                return;
        } while (Guarded(reader.NextResult));
        throw new SurveyException(
            $"{name}: no sheet {Label.Quote(sheet)}; there are {string.Join(", ", names.Select(known => Label.Quote(known)))}"
        );
    }

    /// <summary>The next row up to its last cell that is not empty; null after the last row.</summary>
    private List<byte[]>? Next()
    {
        if (!Guarded(reader.Read))
            return null;
        var cells = new List<byte[]>();
        for (var column = 0; column < reader.FieldCount; column++)
        {
            var text = Text(reader.GetValue(column));
            if (text.Length == 0)
                continue;
            while (cells.Count < column)
                cells.Add([]);
            cells.Add(Encoding.UTF8.GetBytes(text));
        }
        return cells;
    }

    private static string Text(object? value) =>
        value switch
        {
            null => "",
            bool flag => flag ? "TRUE" : "FALSE",
            double number => Math.Abs(number) < 1e15 && number % 1 == 0
                ? ((long)number).ToString(CultureInfo.InvariantCulture)
                : number.ToString(CultureInfo.InvariantCulture),
            DateTime { Year: < 1900 } time => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
            DateTime date => date.ToString(
                date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss",
                CultureInfo.InvariantCulture
            ),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };

    /// <summary>The workbook in memory. What it unpacks to is counted by unpacking it: sizes that an archive gives of itself may be
    /// false.</summary>
    private static MemoryStream Unpackable(RawCopy file, Stream content)
    {
        var tooLarge = new SurveyException($"{file.Name}: the XLSX holds more than {MaxUnpacked / 1_000_000} MB; save it as CSV");
        if (file.Bytes > MaxUnpacked)
            throw tooLarge;
        var bytes = new MemoryStream();
        content.CopyTo(bytes);
        try
        {
            using var archive = new ZipArchive(bytes, ZipArchiveMode.Read, leaveOpen: true);
            if (archive.GetEntry("xl/workbook.xml") is null)
                throw FileKinds.Unexpected(file.Name, "a ZIP archive that is no XLSX");
            var buffer = new byte[1 << 16];
            var unpacked = 0L;
            foreach (var entry in archive.Entries)
            {
                using var part = entry.Open();
                int read;
                while ((read = part.Read(buffer)) > 0)
                    unpacked = unpacked + read <= MaxUnpacked ? unpacked + read : throw tooLarge;
            }
            foreach (
                var entry in archive.Entries.Where(entry =>
                    entry.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)
                    && entry.Name.EndsWith(".xml", StringComparison.Ordinal)
                )
            )
                RefuseErrors(file.Name, entry);
        }
        catch (Exception exception) when (exception is InvalidDataException or XmlException)
        {
            throw new SurveyException($"{file.Name}: the XLSX is damaged: {exception.Message}", exception);
        }
        bytes.Position = 0;
        return bytes;
    }

    /// <summary>ExcelDataReader takes a cell that holds an error, such as #NAME?, for an empty one; it is an answer that was
    /// lost.</summary>
    private static void RefuseErrors(string file, ZipArchiveEntry sheet)
    {
        using var xml = XmlReader.Create(sheet.Open(), new XmlReaderSettings { CloseInput = true });
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "c" } && xml.GetAttribute("t") == "e")
                throw new SurveyException(
                    $"{file}: cell {xml.GetAttribute("r")} of {sheet.FullName} holds an error in place of a value; "
                        + "mend it in the spreadsheet, or save the sheet as CSV"
                );
        }
    }

    /// <summary>A workbook that is damaged inside is said to be.</summary>
    private T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception)
            when (exception
                    is ExcelReaderException
                        or InvalidDataException
                        or XmlException
                        or FormatException
                        or IndexOutOfRangeException
                        or ArgumentException
                        or NullReferenceException
            )
        {
            throw new SurveyException($"{name}: the XLSX is damaged after row {Line}: {exception.Message}", exception);
        }
    }
}
