using Survey.Ingest.Dialects;
using Survey.Ingest.Reading;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Ingest.Guessing;

/// <summary>What a raw file is found to be: its dialect, its shape, and every column with its values. Knows no instrument.</summary>
public sealed record Inspection
{
    public required RawCopy File { get; init; }

    /// <summary>As an instrument names it.</summary>
    public required string Encoding { get; init; }

    /// <summary>1 where the file itself says how it is encoded; less where it was guessed.</summary>
    public required double Confidence { get; init; }

    /// <summary>How the file is read.</summary>
    public required Export Export { get; init; }

    public ExportFormat Format => Export.Format;

    public int HeaderRows => Export.HeaderRows;

    /// <summary>Why it is read so.</summary>
    public required Evidence Evidence { get; init; }

    /// <summary>What it may be otherwise; null where nothing else speaks for another tool.</summary>
    public required Evidence? RunnerUp { get; init; }

    public required IReadOnlyList<InspectedColumn> Columns { get; init; }

    /// <summary>The first rows, by which the dialect was known.</summary>
    public required Beginning Beginning { get; init; }

    /// <summary>The header rows not among them.</summary>
    public long Rows { get; private set; }

    public long BlankRows { get; private set; }

    /// <summary>Rows with more or fewer fields than the header; their cells are not looked at.</summary>
    public long BrokenRows { get; private set; }

    /// <exception cref="SurveyException">the file cannot be read, or not as it is said to be</exception>
    public static Inspection Of(RawCopy file, Overrules overrules)
    {
        var export = Export.Default with { Encoding = overrules.Encoding, Sheet = overrules.Sheet, Delimiter = overrules.Delimiter };
        Beginning beginning;
        using (var raw = RawFile.Open(file, export))
            beginning = Beginning.Of(raw);
        if (beginning.Rows.Count == 0)
            throw new SurveyException($"{file.Name}:1 column 1: the file is empty; a header and rows were expected");
        if (beginning.Rows.Count == 1)
            throw new SurveyException($"{file.Name}:2 column 1: a header and no rows; one row a respondent was expected");
        var known = Dialect.Of(beginning);
        var evidence = overrules.Format is not { } format
            ? known[0]
            : known.FirstOrDefault(other => other.Format == format)
                ?? new Evidence(format, (export with { Format = format }).HeaderRows, 0, "only --format says so");
        export = export with { Format = evidence.Format, DeclaredHeaderRows = overrules.HeaderRows ?? evidence.HeaderRows };
        var runnerUp = known.FirstOrDefault(other => other.Format != evidence.Format && other.Format != ExportFormat.Columns);
        return Read(file, export, evidence, runnerUp, beginning);
    }

    private static Inspection Read(RawCopy file, Export export, Evidence evidence, Evidence? runnerUp, Beginning beginning)
    {
        using var raw = RawFile.Open(file, export);
        var names = Dialect.Names(Header.Read(file.Name, export, raw).Rows);
        var inspection = new Inspection
        {
            File = file,
            Encoding = raw.Encoding.Name,
            Confidence = raw.Encoding.Confidence,
            Export = export,
            Evidence = evidence,
            RunnerUp = runnerUp,
            Beginning = beginning,
            Columns =
            [
                .. names.Select(
                    (name, position) =>
                        new InspectedColumn(
                            name,
                            position,
                            export.RowsAboveNames > 0 && position < beginning.Row(0).Length ? beginning.Row(0)[position] : ""
                        )
                        {
                            IsTyped =
                                export is { Format: ExportFormat.Qualtrics, HeaderRows: 3 }
                                && Qualtrics.IsTextId(beginning.Row(2)[position]),
                        }
                ),
            ],
        };
        while (raw.Read())
            inspection.Add(raw);
        if (inspection.Rows == 0)
            throw new SurveyException(
                $"{file.Name}:{export.HeaderRows + 1} column 1: {export.HeaderRows} header rows and no rows; one row a "
                    + $"respondent was expected"
            );
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
}
