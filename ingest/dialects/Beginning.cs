using Survey.Ingest.Reading;

namespace Survey.Ingest.Dialects;

/// <summary>The first rows of a file, by which its dialect is known.</summary>
/// <param name="Rows">normalised texts, every row as long as the longest</param>
public sealed record Beginning(IReadOnlyList<string[]> Rows)
{
    /// <summary>How many rows are looked at.</summary>
    public const int Looked = 200;

    /// <param name="raw">before its first row</param>
    internal static Beginning Of(RawFile raw)
    {
        var rows = new List<string[]>();
        while (rows.Count < Looked && raw.Read())
            rows.Add([.. Enumerable.Range(0, raw.FieldCount).Select(raw.Text).Select(Label.Normalise)]);
        var width = rows.Select(row => row.Length).DefaultIfEmpty(0).Max();
        return new Beginning([.. rows.Select(row => row.Length == width ? row : [.. row, .. Enumerable.Repeat("", width - row.Length)])]);
    }

    /// <summary>A row, counted from 0; blank cells where the file has none.</summary>
    public string[] Row(int row) => row < Rows.Count ? Rows[row] : [.. Enumerable.Repeat("", Rows.Count == 0 ? 1 : Rows[0].Length)];

    /// <summary>What stands in a column from a row on, blank cells left out.</summary>
    public IEnumerable<string> Below(int row, int column) => Rows.Skip(row).Select(cells => cells[column]).Where(cell => cell.Length > 0);

    /// <summary>How many of the first row's cells are called so.</summary>
    public int Named(params string[] names) => Row(0).Count(header => names.Contains(header, StringComparer.OrdinalIgnoreCase));
}
