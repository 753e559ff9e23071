using System.Globalization;

namespace Survey.Ingest.Reading;

/// <summary>Where a cell of a spreadsheet stands, as in <c>B7</c>.</summary>
/// <param name="Row">from 1; 0 where the text names none, or none that there can be</param>
/// <param name="Column">from 1; 0 where the text names none, or none that there can be</param>
internal readonly record struct CellPlace(int Row, int Column)
{
    /// <summary>The most rows of a sheet.</summary>
    public const int Rows = 1_048_576;

    /// <summary>The most columns of a sheet.</summary>
    public const int Columns = RawFile.MaxColumns;

    public bool IsInSheet => Row is > 0 and <= Rows && Column is > 0 and <= Columns;

    public static CellPlace Of(ReadOnlySpan<char> text)
    {
        var (column, letters) = (0, 0);
        while (letters < text.Length && char.IsAsciiLetter(text[letters]) && column <= Columns)
            column = 26 * column + (char.ToUpperInvariant(text[letters++]) - 'A' + 1);
        return new CellPlace(RowOf(text[letters..]), column <= Columns ? column : 0);
    }

    /// <returns>0 where the text is no number of a row</returns>
    public static int RowOf(ReadOnlySpan<char> text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var row) && row <= Rows ? row : 0;
}
