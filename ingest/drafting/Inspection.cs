using Survey.Ingest.Dialects;
using Survey.Ingest.Reading;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Ingest.Drafting;

/// <summary>What a raw file is found to be: its shape, and every column with its values. Knows no instrument.</summary>
public sealed record Inspection
{
    public required RawCopy File { get; init; }

    /// <summary>As an instrument names it.</summary>
    public required string Encoding { get; init; }

    /// <summary>1 where the file itself says how it is encoded; less where it was guessed.</summary>
    public required double Confidence { get; init; }

    public required ExportFormat Format { get; init; }

    /// <summary>The last of them, as many as the format has, name the columns.</summary>
    public required int HeaderRows { get; init; }

    public required IReadOnlyList<InspectedColumn> Columns { get; init; }

    /// <summary>The header rows not among them.</summary>
    public long Rows { get; private set; }

    public long BlankRows { get; private set; }

    /// <summary>Rows with more or fewer fields than the header; their cells are not looked at.</summary>
    public long BrokenRows { get; private set; }

    /// <param name="encoding">as an instrument names it</param>
    /// <exception cref="SurveyException">the file cannot be read, or not in this encoding</exception>
    public static Inspection Of(RawCopy file, string encoding)
    {
        var export = Export.Default with { Encoding = encoding };
        var codes = HasRowOfCodes(file, export) ? 1 : 0;
        using var raw = RawFile.Open(file, export);
        for (var row = 0; row < codes; row++)
            raw.Read();
        var first = Next(raw) ?? throw new SurveyException($"{file.Name}:1 column 1: the file is empty; a header and rows were expected");
        var second =
            Next(raw) ?? throw new SurveyException($"{file.Name}:2 column 1: a header and no rows; one row a respondent was expected");
        var format = Dialect.Of(first, second);
        var naming = (export with { Format = format }).NamingRows;
        var inspection = new Inspection
        {
            File = file,
            Encoding = raw.Encoding.Name,
            Confidence = raw.Encoding.Confidence,
            Format = format,
            HeaderRows = codes + naming,
            Columns = [.. Dialect.Names(format, [first, second]).Select(name => new InspectedColumn(name))],
        };
        // Where one row names the columns, the second was read already, and is a respondent's.
        for (var more = naming == 1 || raw.Read(); more; more = raw.Read())
            inspection.Add(raw);
        if (inspection.Rows == 0)
            throw new SurveyException($"{file.Name}:3 column 1: two header rows and no rows; one row a respondent was expected");
        foreach (var column in inspection.Columns)
            column.Done();
        return inspection;
    }

    private void Add(RawFile raw)
    {
        if (raw.FieldCount == 1 && raw.Bytes(0).IsEmpty)
            BlankRows++;
        else if (raw.FieldCount != Columns.Count)
            BrokenRows++;
        else
        {
            for (var column = 0; column < Columns.Count; column++)
                Columns[column].Add(raw, column, (int)Rows);
        }
        Rows++;
    }

    private static bool HasRowOfCodes(RawCopy file, Export export)
    {
        using var raw = RawFile.Open(file, export);
        return Next(raw) is { } codes
            && Next(raw) is { } first
            && Next(raw) is { } second
            && SurveyMonkey.IsBelowCodes(codes, first, second);
    }

    private static string[]? Next(RawFile raw) =>
        raw.Read() ? [.. Enumerable.Range(0, raw.FieldCount).Select(raw.Text).Select(Label.Normalise)] : null;
}
