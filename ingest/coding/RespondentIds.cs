using System.Text.RegularExpressions;
using Survey.Coded;
using Survey.Ingest.Dialects;
using Survey.Ingest.Reading;
using Survey.Instruments;

namespace Survey.Ingest.Coding;

/// <summary>The ids in the column that names each respondent: who stands twice in the file, and who will be known again.</summary>
internal sealed partial class RespondentIds : IDisposable
{
    private readonly string file;
    private readonly IReadOnlyList<Column> columns;
    private readonly int column;
    private readonly RespondentKeys keys = new();
    private readonly Dictionary<ulong, (ulong Row, long Line)> seen = [];
    private readonly RowHash hash = new();
    private Refusal? twice;
    private Warning? scientific;
    private int sameRows;
    private long firstSame;

    private RespondentIds(string file, IReadOnlyList<Column> columns, int column)
    {
        this.file = file;
        this.columns = columns;
        this.column = column;
    }

    /// <returns>null where the instrument declares no such column</returns>
    /// <exception cref="SurveyException">it declares one, and the file has none or several</exception>
    public static RespondentIds? Of(string file, IReadOnlyList<Column> columns, Wave wave)
    {
        if (wave.Export.RespondentId is not { } pattern)
            return null;
        var own = Enumerable.Range(0, columns.Count).Where(position => ColumnPattern.Matches(pattern, columns[position].Header)).ToList();
        return own.Count switch
        {
            1 => new RespondentIds(file, columns, own[0]),
            0 => throw new SurveyException(
                $"{file}:1 column {columns.Count + 1}: no column {Label.Quote(pattern)}, the \"respondent-id\" of wave \"{wave.Id}\""
            ),
            _ => throw new SurveyException(
                $"{file}:1 column {own[1] + 1}: {Label.Quote(columns[own[1]].Header)} is called like the \"respondent-id\" of "
                    + $"wave \"{wave.Id}\", and so is column {own[0] + 1}; only one can be"
            ),
        };
    }

    /// <summary>Takes in a respondent's row.</summary>
    public void Add(RawFile raw)
    {
        var cell = raw.Bytes(column).Trim(" \t"u8);
        if (cell.IsEmpty)
        {
            keys.Add(0, 0, raw.Line);
            return;
        }
        if (scientific is null && Scientific().IsMatch(System.Text.Encoding.UTF8.GetString(cell)))
            scientific = new Warning(
                RejectCode.ScientificIds,
                $"{file}:{raw.Line} column {column + 1} {Label.Quote(columns[column].Header, 60)}: "
                    + $"{Label.Quote(PersonalData.Masked(raw.Text(column)))} was cut to scientific notation; no respondent is known by "
                    + "such ids"
            );
        var id = Math.Max(1, hash.OfText(cell));
        keys.Add(id, Answers(raw), raw.Line);
        var row = WholeRow(raw);
        if (seen.TryAdd(id, (row, raw.Line)))
            return;
        if (seen[id].Row == row)
        {
            firstSame = sameRows++ == 0 ? raw.Line : firstSame;
            return;
        }
        twice ??= new Refusal(
            RejectCode.RespondentTwice,
            $"{file}:{raw.Line} column {column + 1} {Label.Quote(columns[column].Header, 60)}: "
                + $"{Label.Quote(PersonalData.Masked(raw.Text(column)))} stands in line {seen[id].Line} too, over another row; "
                + "leave out the row that does not count, or the \"respondent-id\" if the column does not name respondents"
        );
    }

    /// <summary>What the ids turned out to be worth, after the last row.</summary>
    /// <exception cref="Refusal">one respondent has different rows</exception>
    public void Close(CodedWave coded)
    {
        if (scientific is not null)
        {
            coded.Warnings.Add(scientific);
            return;
        }
        if (twice is not null)
            throw twice;
        if (sameRows > 0)
            coded.Warnings.Add(
                new Warning(
                    RejectCode.SameRowTwice,
                    $"{file}:{firstSame}: {sameRows} rows repeat a row of the same respondent byte by byte, and this is the "
                        + "first; they are counted"
                )
            );
        coded.Keys = keys;
    }

    public void Dispose() => hash.Dispose();

    /// <summary>The answers of the row as they stand in the file: metadata and ignored columns have no part in them.</summary>
    private ulong Answers(RawFile raw)
    {
        for (var position = 0; position < columns.Count; position++)
        {
            if (columns[position].Question >= 0 && !raw.Bytes(position).IsEmpty)
                hash.Add(position, raw.Bytes(position));
        }
        return hash.Take();
    }

    private ulong WholeRow(RawFile raw)
    {
        for (var position = 0; position < columns.Count; position++)
            hash.Add(position, raw.Bytes(position));
        return hash.Take();
    }

    [GeneratedRegex(@"^\d([.,]\d+)?E\+?\d+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Scientific();
}
