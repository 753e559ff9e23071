using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using Survey.Ingest.Guessing;
using Survey.Ingest.Reading;
using Survey.Instruments;

namespace Survey.Ingest.Drafting;

/// <summary>What is doubtful about single rows: headers and sums among the respondents, tables of counts, cells that stand one column off,
/// and rows that stand several times. Reads the file once more.</summary>
internal sealed class RowFindings
{
    /// <summary>Fewer cells may well be alike by chance.</summary>
    private const int CellsOfAPerson = 8;

    private readonly Inspection inspection;
    private readonly string file;
    private readonly InspectedColumn?[] asked;
    private readonly bool[] isMetadata;
    private readonly bool[] isText;
    private readonly HashSet<string>[] names;

    private readonly Neighbours neighbours;
    private readonly InspectedColumn? stamp;
    private readonly HashSet<ulong> seen = [];
    private readonly List<long> headers = [],
        sums = [],
        counts = [],
        shifted = [],
        repeated = [];
    private readonly XxHash3 hash = new(),
        whole = new();
    private readonly HashSet<ulong> seenWhole = [];
    private readonly byte[] place = new byte[4];
    private string shiftedCell = "";

    public RowFindings(Inspection inspection, Guess guess)
    {
        (this.inspection, file) = (inspection, inspection.File.Name);
        asked = new InspectedColumn?[inspection.Columns.Count];
        isText = new bool[inspection.Columns.Count];
        isMetadata = [.. inspection.Columns.Select(column => guess.Metadata.Any(own => own.Position == column.Position))];
        foreach (var question in guess.Questions)
        {
            foreach (var column in question.Columns)
            {
                asked[column.Position] = inspection.Columns[column.Position];
                isText[column.Position] = question.Kind == QuestionKind.Text;
            }
        }
        names =
        [
            .. inspection.Columns.Select(column =>
                new[] { column.Name.Group, column.Name.Second, column.Code }.Where(text => text.Length > 0).ToHashSet()
            ),
        ];
        neighbours = new Neighbours([.. asked.Select((column, place) => isText[place] ? null : column)]);
        stamp = guess.Metadata.FirstOrDefault(column =>
            column.Answers >= 0.9 * inspection.Rows && (Metadata.IsDates(column) || column.Values.Count >= 0.4 * column.Answers)
        );
    }

    public IReadOnlyList<Finding> All()
    {
        using var raw = RawFile.Open(inspection.File, inspection.Export);
        for (var row = 0; row < inspection.HeaderRows; row++)
            raw.Read();
        while (raw.Read())
        {
            if (raw.FieldCount == inspection.Columns.Count)
                Look(raw);
            else if (NumberRow.IsOfCounts(raw))
                counts.Add(raw.Line);
        }
        return [.. Findings()];
    }

    private void Look(RawFile raw)
    {
        var (filled, said, named, numbers, odd) = (0, 0, 0, 0, 0);
        hash.Reset();
        whole.Reset();
        for (var column = 0; column < raw.FieldCount; column++)
        {
            var cell = raw.Bytes(column);
            if (cell.IsEmpty)
                continue;
            filled++;
            BinaryPrimitives.WriteInt32LittleEndian(place, column);
            whole.Append(place);
            whole.Append(cell);
            if (!isMetadata[column])
            {
                if (!IsNothing(cell))
                {
                    said++;
                    hash.Append(place);
                    hash.Append(cell);
                }
                numbers += NumberRow.IsNumber(cell) ? 1 : 0;
            }
            if (names[column].Count > 0 && cell.Length < 400)
            {
                var count = inspection.Columns[column].CountOf(cell);
                if (
                    count is > 0 and <= 50
                    && names[column].Contains(Label.Normalise(Encoding.UTF8.GetString(cell)))
                    && inspection.Columns[column].Values.Count > 1
                )
                    named++;
                if (count > 0 && neighbours.IsAnothers(cell, column, count))
                {
                    odd++;
                    shiftedCell =
                        odd == 1 && shifted.Count == 0 ? $"{raw.Line} column {column + 1} {Label.Quote(raw.Text(column))}" : shiftedCell;
                }
            }
        }
        if (filled == 0)
            return;
        if (named >= 2 && 2 * named >= filled)
            headers.Add(raw.Line);
        else if (NumberRow.IsOfCounts(raw))
            counts.Add(raw.Line);
        else if (IsSum(raw, filled, said, numbers))
            sums.Add(raw.Line);
        else if (odd >= 2 && 3 * odd >= said)
            shifted.Add(raw.Line);
        // With a stamp, a row that stands twice as a whole is no chance; without, only one that says much.
        var isTwice = !seenWhole.Add(whole.GetCurrentHashAsUInt64()) && stamp is not null && said > 0;
        if (said >= CellsOfAPerson || said > 0 && HasLongText(raw))
            isTwice |= !seen.Add(hash.GetCurrentHashAsUInt64());
        if (isTwice)
            repeated.Add(raw.Line);
    }

    /// <summary>A sum, a mean, a count or a footer: nothing but numbers under columns of texts, words such as "Total", or a few cells where
    /// every respondent has a stamp.</summary>
    private bool IsSum(RawFile raw, int filled, int said, int numbers)
    {
        if (said == 0)
            return false;
        var first = "";
        var (texts, ofTexts) = (0, 0);
        for (var column = 0; column < raw.FieldCount; column++)
        {
            if (raw.Bytes(column).IsEmpty)
                continue;
            first = first.Length == 0 ? Label.Normalise(raw.Text(column)) : first;
            if (asked[column] is not { } own)
                continue;
            if (NumberRow.IsNumber(raw.Bytes(column)))
                ofTexts +=
                    own.IsOfNumbers
                    || own.Values.Count(value => NumberText.Parse(value.Text) is not null) > 0.5 * own.Values.Count
                    || own.CountOf(raw.Bytes(column)) > 3
                        ? 0
                        : 1;
            else
                texts++;
        }
        var isUnstamped = stamp is not null && raw.Bytes(stamp.Position).IsEmpty;
        if (NumberRow.IsSumWord(first) && texts <= 1)
            return true;
        if (
            numbers > 0
            && numbers == said - (texts > 0 && NumberRow.IsSumWord(first) ? 1 : 0)
            && (isUnstamped || ofTexts > 0 && ofTexts >= 0.5 * said)
        )
            return true;
        return isUnstamped && filled <= 2 && inspection.Columns.Count >= 5
            || filled == 1
                && raw.Line > inspection.HeaderRows + 3
                && inspection.Columns.Count >= 5
                && first.Length > 0
                && asked[0] is null
                && !isMetadata[0];
    }

    private static bool IsNothing(ReadOnlySpan<byte> cell) => cell.Length <= 12 && BlankWords.SaysNo(Encoding.UTF8.GetString(cell));

    private bool HasLongText(RawFile raw)
    {
        for (var column = 0; column < raw.FieldCount; column++)
        {
            if (isText[column] && raw.Bytes(column).Length >= 20)
                return true;
        }
        return false;
    }

    private IEnumerable<Finding> Findings()
    {
        if (headers.Count > 0)
            yield return At(
                FindingCode.HeaderAmongRows,
                FindingWeight.Decide,
                headers,
                "a header stands among the respondents",
                "delete the row"
            );
        if (counts.Count >= 2)
            yield return At(
                FindingCode.TableOfCounts,
                FindingWeight.Decide,
                counts,
                "counts and percentages stand beside each other: a table of results, one row an option",
                "export the responses, one row a respondent, or delete the table"
            );
        if (sums.Count > 0)
            yield return At(
                FindingCode.NotAPerson,
                FindingWeight.Decide,
                sums,
                "nobody's answers: a sum, a mean, a count or a footer",
                "delete the row, or leave it if it is a respondent's"
            );
        if (shifted.Count > 0)
            yield return new Finding(
                FindingCode.Shifted,
                FindingWeight.Decide,
                $"{file}:{shiftedCell}",
                $"is what others say in the column beside it; in {Rows(shifted)} several cells are so, and header and cells "
                    + $"may be shifted against each other",
                "export the file again, or mend the rows"
            );
        if (repeated.Count > 0)
            yield return At(
                FindingCode.RepeatedRows,
                FindingWeight.Doubt,
                repeated,
                "says the same as a row before it, in every answer",
                "delete the rows if people were counted twice"
            );
    }

    private Finding At(string code, FindingWeight weight, List<long> lines, string seen, string todo) =>
        new(code, weight, $"{file}:{lines[0]}", lines.Count == 1 ? seen : $"{seen} ({Rows(lines)})", todo);

    private static string Rows(List<long> lines) => lines.Count == 1 ? "1 row" : $"{lines.Count} rows";
}
