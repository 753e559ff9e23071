using Survey.Ingest.Guessing;

namespace Survey.Ingest.Drafting;

/// <summary>Cells that stand one column off: rare where they are, and what many say in the column before or behind.</summary>
internal sealed class Neighbours
{
    /// <summary>So few of a column's cells are rare there in any case.</summary>
    private const int Rare = 2;

    private readonly InspectedColumn?[] columns;

    /// <summary>By column, whether it and the next have answers in common.</summary>
    private readonly bool[] alike;

    /// <param name="columns">of the file; null for those that hold no options</param>
    public Neighbours(InspectedColumn?[] columns)
    {
        this.columns = columns;
        alike =
        [
            .. columns.Select(
                (column, place) =>
                    column is not null && place + 1 < columns.Length && columns[place + 1] is { } next && AreAlike(column, next)
            ),
        ];
    }

    /// <summary>Whether a cell, rare where it stands, is what many say in the column before or behind.</summary>
    public bool IsAnothers(ReadOnlySpan<byte> cell, int column, int count) =>
        columns[column] is { } own
        && count <= Math.Max(Rare, 0.08 * own.Answers)
        && (IsUsual(cell, column - 1, count) && !alike[column - 1] || IsUsual(cell, column + 1, count) && !alike[column]);

    private bool IsUsual(ReadOnlySpan<byte> cell, int column, int rare) =>
        column >= 0
        && column < columns.Length
        && columns[column] is { } other
        && other.CountOf(cell) is var count
        && count > Rare
        && count >= 4 * rare
        && count >= 0.02 * other.Answers;

    /// <summary>Whether two columns have answers in common that many gave in both, such as Yes and No, or the points of a scale.</summary>
    private static bool AreAlike(InspectedColumn one, InspectedColumn other) =>
        one
            .Values.Take(20)
            .Any(value =>
                value.Count > Rare && value.Count >= 0.1 * one.Answers && other.CountOf(value.Text) > Math.Max(Rare, 0.1 * other.Answers)
            );
}
