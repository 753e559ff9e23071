using System.Text.RegularExpressions;
using Survey.Coded;
using Survey.Ingest.Dialects;
using Survey.Ingest.Reading;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Ingest.Drafting;

/// <summary>One column of a raw file, with what stands in it. Memory stays bounded: only so many different values are kept.</summary>
public sealed class InspectedColumn(ColumnName name)
{
    /// <summary>Different values of a column that are kept with their counts; the first ones that come.</summary>
    public const int Kept = 1000;

    /// <summary>Longer cells are counted and not kept.</summary>
    private const int KeptBytes = 2000;

    private readonly Dictionary<byte[], int> cells = new(ByteText.Comparer);
    private readonly Dictionary<string, int> values = [];

    public ColumnName Name { get; } = name;

    /// <summary>The rows, from 0, in which the column is not blank.</summary>
    public Bitmap Filled { get; } = new();

    public int Answers { get; private set; }

    /// <summary>The column holds more than <see cref="Values"/> says.</summary>
    public bool HasMore { get; private set; }

    /// <summary>Nothing but numbers stands in it, also in cells that are not kept.</summary>
    public bool IsOfNumbers { get; private set; } = true;

    /// <summary>Normalised values with their counts, the most frequent first.</summary>
    public IReadOnlyList<(string Text, int Count)> Values { get; private set; } = [];

    internal void Add(RawFile raw, int column, int row)
    {
        var cell = raw.Bytes(column);
        if (cell.IsEmpty)
            return;
        var known = cells.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (known.TryGetValue(cell, out var count))
        {
            known[cell] = count + 1;
            Answers++;
            Filled[row] = true;
            return;
        }
        var text = Label.Normalise(raw.Text(column));
        if (text.Length == 0)
            return;
        IsOfNumbers = IsOfNumbers && NumberText.Parse(text) is not null;
        if (cells.Count < Kept && cell.Length <= KeptBytes)
            known[cell] = 1;
        else
            HasMore = true;
        Answers++;
        Filled[row] = true;
    }

    internal void Done()
    {
        foreach (var (cell, count) in cells)
        {
            var text = Label.Normalise(System.Text.Encoding.UTF8.GetString(cell));
            values[text] = values.GetValueOrDefault(text) + count;
        }
        Values =
        [
            .. values
                .Select(pair => (pair.Key, pair.Value))
                .OrderByDescending(pair => pair.Value)
                .ThenBy(pair => pair.Key, StringComparer.Ordinal),
        ];
    }
}

/// <summary>What a raw file is found to be: its shape, and every column with its values. Knows no instrument.</summary>
/// <param name="Rows">the header rows not among them</param>
/// <param name="BrokenRows">rows with more or fewer fields than the header; their cells are not looked at</param>
/// <param name="Encoding">as an instrument names it</param>
/// <param name="Confidence">1 where the file itself says how it is encoded; less where it was guessed</param>
/// <param name="HeaderRows">the last one or two of them name the columns</param>
public sealed record Inspection(
    RawCopy File,
    string Encoding,
    double Confidence,
    ExportFormat Format,
    int HeaderRows,
    IReadOnlyList<InspectedColumn> Columns,
    long Rows,
    long BlankRows,
    long BrokenRows
)
{
    /// <param name="encoding">as an instrument names it</param>
    /// <exception cref="SurveyException">the file cannot be read, or not in this encoding</exception>
    public static Inspection Of(RawCopy file, string encoding)
    {
        var export = Export.Default with { Encoding = encoding };
        var above = HasRowOfCodes(file, export) ? 1 : 0;
        using var raw = RawFile.Open(file, export);
        for (var row = 0; row < above; row++)
            raw.Read();
        var first = Next(raw) ?? throw new SurveyException($"{file.Name}:1 column 1: the file is empty; a header and rows were expected");
        var second =
            Next(raw) ?? throw new SurveyException($"{file.Name}:2 column 1: a header and no rows; one row a respondent was expected");
        var format = IsTwoRowHeader(first, second) ? ExportFormat.SurveyMonkey : ExportFormat.GoogleForms;
        var columns = ColumnName
            .Of(format == ExportFormat.SurveyMonkey ? [first, second] : [first])
            .Select(name => new InspectedColumn(name))
            .ToList();
        long rows = 0,
            blank = 0,
            broken = 0;
        for (var more = format == ExportFormat.GoogleForms || raw.Read(); more; more = raw.Read())
        {
            if (raw.FieldCount == 1 && raw.Bytes(0).IsEmpty)
                blank++;
            else if (raw.FieldCount != columns.Count)
                broken++;
            else
            {
                for (var column = 0; column < columns.Count; column++)
                    columns[column].Add(raw, column, (int)rows);
            }
            rows++;
        }
        if (rows == 0)
            throw new SurveyException($"{file.Name}:3 column 1: two header rows and no rows; one row a respondent was expected");
        columns.ForEach(column => column.Done());
        return new Inspection(
            file,
            raw.Encoding.Name,
            raw.Encoding.Confidence,
            format,
            above + (format == ExportFormat.SurveyMonkey ? 2 : 1),
            columns,
            rows,
            blank,
            broken
        );
    }

    /// <summary>A row such as "Q1, Q2, , Q3" above two header rows names no column.</summary>
    private static bool HasRowOfCodes(RawCopy file, Export export)
    {
        using var raw = RawFile.Open(file, export);
        return Next(raw) is { } codes
            && Next(raw) is { } first
            && Next(raw) is { } second
            && codes.Any(text => text.Length > 0)
            && codes.All(text => text.Length == 0 || Regex.IsMatch(text, "^[A-Za-z]{1,3}[0-9]+[A-Za-z]?$"))
            && IsTwoRowHeader(first, second);
    }

    private static string[]? Next(RawFile raw) =>
        raw.Read() ? [.. Enumerable.Range(0, raw.FieldCount).Select(raw.Text).Select(Label.Normalise)] : null;

    /// <summary>
    /// SurveyMonkey's second row says "Response" somewhere, or names options under blanks of the first. A first cell that dates the row is
    /// Google's.
    /// </summary>
    private static bool IsTwoRowHeader(string[] first, string[] second)
    {
        if (
            first.Length != second.Length
            || Regex.IsMatch(first[0], "^(timestamp|zeitstempel|horodateur)$", RegexOptions.IgnoreCase) && second[0].Length > 0
        )
            return false;
        if (second.Any(text => text is Layout.OneAnswer or Layout.OpenText))
            return true;
        var under = first.Zip(second).Count(pair => pair.First.Length == 0 && pair.Second.Length > 0);
        return under > 0
            && under >= first.Count(text => text.Length == 0) / 2
            && (under >= 2 || 2 * under >= first.Length || second.Any(text => text.Length == 0));
    }
}
