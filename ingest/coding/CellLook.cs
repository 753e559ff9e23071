using Survey.Coded;
using Survey.Ingest.Dialects;
using Survey.Ingest.Reading;
using Survey.Instruments;

namespace Survey.Ingest.Coding;

/// <summary>What is looked for in cells, whatever they say as answers: a doubtful encoding, personal data, and what a spreadsheet cut
/// off.</summary>
internal sealed class CellLook(string file, Column[] columns, Wave wave)
{
    private readonly PersonalData personal = new(file, columns, wave);
    private readonly SpreadsheetLimit limit = new(file);

    /// <summary>Looks at a row that was coded.</summary>
    /// <param name="fileRow">of the file, from 0</param>
    /// <exception cref="SurveyException">a cell's text depends on an encoding that was guessed</exception>
    public void At(RawFile raw, RowCoder row, long fileRow)
    {
        var codings = row.Codings;
        var blank = row.Blank;
        var doubtful = raw.Encoding.IsGuess;
        for (var column = 0; column < columns.Length; column++)
        {
            if (doubtful && columns[column].Question >= 0)
                raw.RefuseDoubt(column, columns[column].Header);
            if (blank[column])
                continue;
            if (row.HasLong)
                limit.Look(raw.Bytes(column), raw.Line, column);
            if (codings[column] is not ({ IsPlain: true } or { IsWholeCell: true }))
                personal.Look(raw, fileRow, column);
        }
    }

    /// <summary>Looks at a row that is nobody's answers: it is kept in the raw copy all the same.</summary>
    public void AtNobodys(RawFile raw, long fileRow)
    {
        for (var column = 0; column < raw.FieldCount; column++)
        {
            if (!RowCoder.IsBlank(raw.Bytes(column)))
                personal.Look(raw, fileRow, column);
        }
    }

    /// <summary>What a spreadsheet may have cut off.</summary>
    /// <param name="rows">of the whole file, header rows among them</param>
    public IEnumerable<Warning> Cut(long rows) => limit.Found(rows);

    public PersonalCells Personal() => personal.Found();
}
