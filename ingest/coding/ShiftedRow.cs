using Survey.Coded;
using Survey.Ingest.Dialects;
using Survey.Ingest.Reading;

namespace Survey.Ingest.Coding;

/// <summary>Rows whose cells do not stand under their own headers: one more or one less cell somewhere, and every answer is
/// another's.</summary>
internal static class ShiftedRow
{
    /// <summary>One such cell is a slip, or a text that happens to be a label; two and most of the row are a pattern.</summary>
    public const int Fewest = 2;

    /// <summary>Whether most answers of the row are none where they stand, but would be in the column before or behind, or in another
    /// option's.</summary>
    /// <param name="codings">of the row's cells; null for blank cells and for columns of no question</param>
    /// <param name="fits">whether a text is an option's label in a column</param>
    /// <param name="takesAnyText">whether a column is that of a question of kind text, whose cells are never out of place</param>
    /// <returns>the first such column; -1 when the row stands where it should</returns>
    public static int First(
        RawFile raw,
        IReadOnlyList<Column> columns,
        ReadOnlySpan<CodedCell?> codings,
        Func<int, string, bool> fits,
        Func<int, bool> takesAnyText
    )
    {
        var (answers, shifted, first) = (0, 0, -1);
        for (var column = 0; column < columns.Count; column++)
        {
            if (codings[column] is not { } coding || columns[column].Reading == CellReading.Comment)
                continue;
            answers++;
            if (coding.IsPlain || takesAnyText(column) || !IsAnothers(coding, column))
                continue;
            first = shifted++ == 0 ? column : first;
        }
        return shifted >= Fewest && 2 * shifted > answers ? first : -1;

        bool IsAnothers(CodedCell coding, int column) =>
            coding.Problem?.Code == RejectCode.Shifted || Fits(column - 1, raw.Text(column)) || Fits(column + 1, raw.Text(column));

        bool Fits(int column, string text) => column >= 0 && column < columns.Count && columns[column].Question >= 0 && fits(column, text);
    }
}
