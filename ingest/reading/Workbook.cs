using System.Globalization;
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
    private readonly string name;
    private readonly IExcelDataReader reader;
    private List<byte[]> row = [];

    /// <param name="content">the file, as it is on disk</param>
    /// <param name="sheet">the sheet's name; empty for the first</param>
    /// <exception cref="SurveyException">this is no XLSX, or one without the sheet</exception>
    public Workbook(RawCopy file, Stream content, string sheet)
    {
        name = file.Name;
        var bytes = WorkbookParts.Bounded(file, content);
        reader = Guarded(() => ExcelReaderFactory.CreateOpenXmlReader(bytes));
        Find(sheet);
        // A header may be narrower than what stands below it: no cell says where the last question's columns end.
        while (Read())
            FieldCount = Math.Max(FieldCount, row.Count);
        reader.Reset();
        (row, Line) = ([], 0);
        Find(sheet);
    }

    /// <summary>1-based number of the row in its sheet.</summary>
    public long Line { get; private set; }

    /// <summary>Of every row: as many as the widest has, up to its last cell that is not empty.</summary>
    public int FieldCount { get; }

    public ReadOnlySpan<byte> Bytes(int column) => column < row.Count ? row[column] : [];

    public bool Read()
    {
        if (Next() is not { } next)
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
