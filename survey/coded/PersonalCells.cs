namespace Survey.Coded;

/// <param name="Column">1-based; 0 for rows that were rejected as a whole</param>
/// <param name="Cells">how many were blanked</param>
public sealed record BlankedColumn(int Column, string Header, long Cells);

/// <summary>Where a raw file has personal data, which are blanked in the copy that is kept.</summary>
/// <param name="Columns">all cells of these columns, from 0, each with what stands in place of a cell that is not blank</param>
/// <param name="Cells">single cells by row of the file (its header rows counted, from 0) and column, each with what stands in its
/// place</param>
/// <param name="Blanked">how many cells that are, by column</param>
public sealed record PersonalCells(
    IReadOnlyDictionary<int, string> Columns,
    IReadOnlyDictionary<(long Row, int Column), string> Cells,
    IReadOnlyList<BlankedColumn> Blanked
)
{
    /// <summary>What stands in place of a cell, unless there is nothing in the cell; null where it stays as it is.</summary>
    /// <param name="row">of the file, from 0</param>
    public string? Instead(long row, int column) => Cells.GetValueOrDefault((row, column)) ?? Columns.GetValueOrDefault(column);

    public static readonly PersonalCells None = new(new Dictionary<int, string>(), new Dictionary<(long, int), string>(), []);
}
