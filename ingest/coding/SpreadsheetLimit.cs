using System.Text;
using Survey.Coded;

namespace Survey.Ingest.Coding;

/// <summary>What a spreadsheet cuts off without a word, seen by what it leaves: a file or a cell of exactly the greatest size.</summary>
internal sealed class SpreadsheetLimit(string file)
{
    /// <summary>The longest cell.</summary>
    public const int Characters = 32_767;

    private static readonly long[] Rows = [65_536, 1_048_576];

    private int cells;
    private (long Line, int Column) first;

    public void Look(ReadOnlySpan<byte> cell, long line, int column)
    {
        if (cell.Length >= Characters && Encoding.UTF8.GetCharCount(cell) == Characters && cells++ == 0)
            first = (line, column + 1);
    }

    /// <param name="rows">of the whole file, header rows among them</param>
    public IEnumerable<Warning> Found(long rows)
    {
        if (Rows.Contains(rows))
            yield return new Warning(
                RejectCode.RowLimit,
                FormattableString.Invariant($"{file}: exactly {rows:N0} rows, as many as a spreadsheet holds; the rest may be cut off")
            );
        if (cells > 0)
            yield return new Warning(
                RejectCode.CellLimit,
                $"{file}:{first.Line} column {first.Column}: {cells} cells of exactly 32,767 characters, as many as a spreadsheet "
                    + "holds, and this is the first; their ends may be cut off"
            );
    }
}
