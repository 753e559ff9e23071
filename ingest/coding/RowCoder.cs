using System.Text;
using System.Text.Unicode;
using Survey.Coded;
using Survey.Ingest.Dialects;
using Survey.Ingest.Reading;
using Survey.Instruments;

namespace Survey.Ingest.Coding;

/// <summary>Codes one row of a raw file after the other: what each of its cells says.</summary>
internal sealed class RowCoder
{
    private readonly Codebook codebook;
    private readonly Column[] columns;
    private readonly Coder[] coders;
    private readonly bool[] isAnswer,
        isText;
    private readonly SeenCells?[] seen;

    // By column: how any text is coded that the instrument does not name; null where it takes none.
    private readonly CodedCell?[] anyText;
    private readonly bool[] blank;
    private readonly CodedCell?[] codings;

    public RowCoder(Codebook codebook, Column[] columns)
    {
        (this.codebook, this.columns) = (codebook, columns);
        coders = [.. codebook.Questions.Select(question => new Coder(question))];
        isAnswer = [.. columns.Select(column => column.Reading != CellReading.Metadata)];
        isText = [.. columns.Select(column => column.Question >= 0 && codebook.Questions[column.Question].Kind == QuestionKind.Text)];
        // Free texts are hardly said twice.
        seen = [.. columns.Select((column, position) => column.Question < 0 || isText[position] ? null : new SeenCells())];
        anyText = [.. columns.Select(AnyText)];
        blank = new bool[columns.Length];
        codings = new CodedCell?[columns.Length];
    }

    /// <summary>What the row's cells say, by column; null for blank cells, and for columns of no question.</summary>
    public ReadOnlySpan<CodedCell?> Codings => codings;

    /// <summary>By column, whether there is nothing in the row's cell.</summary>
    public ReadOnlySpan<bool> Blank => blank;

    /// <summary>Whether anything in the row is an answer, of whatever question.</summary>
    public bool HasAnswer { get; private set; }

    /// <summary>Whether any cell may have been cut by a spreadsheet.</summary>
    public bool HasLong { get; private set; }

    /// <summary>Codes a row, and says why it is nobody's answers as a whole; null when it may be somebody's.</summary>
    public CodingProblem? Code(RawFile raw)
    {
        if (raw.FieldCount != columns.Length)
            return new CodingProblem(RejectCode.FieldCount, $"a row of {raw.FieldCount} fields where the header has {columns.Length}");
        var (odd, any, isLong) = (0, false, false);
        for (var column = 0; column < columns.Length; column++)
        {
            var cell = raw.Bytes(column);
            codings[column] = null;
            blank[column] = IsBlank(cell);
            if (blank[column])
                continue;
            isLong |= cell.Length >= SpreadsheetLimit.Characters;
            if (seen[column] is { } known)
            {
                var coding = known.Find(cell) ?? Code(raw, cell, column);
                codings[column] = coding;
                odd += coding.IsPlain ? 0 : 1;
            }
            else if (isText[column])
                codings[column] = Code(raw, cell, column);
            any |= isAnswer[column] && !ReferenceEquals(codings[column], CodedCell.NoAnswer);
        }
        (HasAnswer, HasLong) = (any, isLong);
        if (SummaryRow.Is(raw, codings))
            return new CodingProblem(RejectCode.SummaryRow, "a row that sums up others; one row a respondent was expected");
        if (odd >= ShiftedRow.Fewest && ShiftedRow.First(raw, columns, codings, IsOptionIn, column => isText[column]) is >= 0 and var first)
            return new CodingProblem(
                RejectCode.Shifted,
                $"most answers of this row stand in the columns of others, the first in column {first + 1} "
                    + $"{Label.Quote(columns[first].Header, 60)}: {Label.Quote(PersonalData.Masked(raw.Text(first)))}; header and cells "
                    + "are shifted against each other"
            );
        return null;
    }

    /// <summary>White space, no-break and zero-width characters alone are no answer.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> cell)
    {
        if (cell.IsEmpty)
            return true;
        if (cell[0] is > (byte)' ' and < 0x80 || cell.ContainsAnyInRange((byte)'!', (byte)'~'))
            return false;
        Rune.DecodeFromUtf8(cell, out var first, out _);
        return !Rune.IsLetterOrDigit(first) && Label.Normalise(Encoding.UTF8.GetString(cell)).Length == 0;
    }

    private CodedCell? AnyText(Column column) =>
        column.Question < 0
            ? null
            : column.Reading switch
            {
                CellReading.AnswerOrText => coders[column.Question].AnyAnswer(),
                CellReading.Comment => CodedCell.WholeCell(),
                CellReading.Tick => coders[column.Question].AnyTick(column.Option),
                _ => null,
            };

    /// <summary>Codes a cell that is not remembered. A free text that is kept as it stands is not decoded at all.</summary>
    private CodedCell Code(RawFile raw, ReadOnlySpan<byte> cell, int column)
    {
        if (anyText[column] is { } any && coders[columns[column].Question].NamesNothing(cell) && IsKeptAsItStands(raw, cell))
            return any;
        var coding = Code(column, raw.Text(column));
        seen[column]?.Add(cell, coding);
        return coding;
    }

    /// <summary>Whether a cell's bytes are a text without doubt, and nothing in it is masked.</summary>
    private static bool IsKeptAsItStands(RawFile raw, ReadOnlySpan<byte> cell) =>
        (Ascii.IsValid(cell) || raw.Encoding.Name != "utf-16" && Utf8.IsValid(cell)) && !PersonalData.MayBeIn(cell);

    /// <summary>An option is what its label says; any other text is coded without the personal data in it.</summary>
    private CodedCell Code(int column, string text)
    {
        var coding = CodeAsWritten(column, text);
        return coding.IsPlain || PersonalData.Masked(text) is var masked && masked == text ? coding : CodeAsWritten(column, masked);
    }

    private CodedCell CodeAsWritten(int column, string text)
    {
        var coder = coders[columns[column].Question];
        return columns[column].Reading switch
        {
            CellReading.Answer => coder.Answer(text, takesText: false),
            CellReading.AnswerOrText => coder.Answer(text, takesText: true),
            CellReading.JoinedAnswers => coder.JoinedAnswers(text),
            CellReading.Comment => new CodedCell([], text.Trim(), null),
            _ => coder.Tick(columns[column].Option, text),
        };
    }

    private bool IsOptionIn(int column, string text) => Code(column, text).IsPlain;
}
