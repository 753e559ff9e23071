using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using Survey.Coded;
using Survey.Ingest.Dialects;
using Survey.Ingest.Reading;
using Survey.Instruments;

namespace Survey.Ingest.Coding;

/// <summary>Finds personal data while a file is read: columns by name, by declaration and by what is in them, and e-mail and IP addresses
/// in any cell.</summary>
internal sealed partial class PersonalData
{
    /// <summary>What stands in place of a cell that must not be blank, because it makes its row a respondent.</summary>
    private const string InPlace = "[personal]";

    private readonly IReadOnlyList<Column> columns;
    private readonly bool[] named;
    private readonly long[] nonBlank;
    private readonly long[] addresses;
    private readonly Dictionary<(long Row, int Column), string> cells = [];

    /// <exception cref="SurveyException">a column is declared personal, and a question's</exception>
    public PersonalData(string file, IReadOnlyList<Column> columns, Wave wave)
    {
        this.columns = columns;
        nonBlank = new long[columns.Count];
        addresses = new long[columns.Count];
        named = new bool[columns.Count];
        for (var column = 0; column < columns.Count; column++)
        {
            var declared = ColumnPattern.Matches(wave.Export.Personal, columns[column].Header);
            if (declared && columns[column].Question >= 0)
                throw new SurveyException(
                    $"{file}:1 column {column + 1}: {Label.Quote(columns[column].Header)} is a question's column, and one that is "
                        + $"\"personal\" in wave \"{wave.Id}\"; it cannot be both"
                );
            named[column] = columns[column].Question < 0 && (declared || Named().IsMatch(columns[column].Header));
        }
    }

    /// <summary>A text with "[e-mail]" and "[IP address]" in place of any.</summary>
    public static string Masked(string text) => MayBeIn<char>(text) ? Replaced(text) : text;

    /// <summary>The same for a text in which there may be some.</summary>
    internal static string Replaced(string text) => Ip().Replace(Mail().Replace(text, "[e-mail]"), "[IP address]");

    /// <summary>
    /// Whether a text, in UTF-8 or UTF-16, can hold anything that is masked, by a look at each '@', '.' and ':' in it: one '@' between
    /// others and a '.' behind, three '.' between digits, or seven ':' between hexadecimal ones. What is not ASCII may be a digit.
    /// </summary>
    public static bool MayBeIn<T>(ReadOnlySpan<T> text)
        where T : unmanaged, IBinaryInteger<T>
    {
        var (lastDot, dots, colons) = (text.LastIndexOf(T.CreateTruncating('.')), 0, 0);
        for (var at = 0; ; )
        {
            var next = text[at..].IndexOfAny(T.CreateTruncating('@'), T.CreateTruncating('.'), T.CreateTruncating(':'));
            if (next < 0)
                return false;
            at += next + 1;
            if (at == 1 || at == text.Length)
                continue;
            var (before, sign, after) = (
                (char)int.CreateTruncating(text[at - 2]),
                (char)int.CreateTruncating(text[at - 1]),
                (char)int.CreateTruncating(text[at])
            );
            if (sign == '@' && at <= lastDot)
                return true;
            if (sign == '.' && MayBeDigit(before) && MayBeDigit(after) && ++dots == 3)
                return true;
            if (sign == ':' && char.IsAsciiHexDigit(before) && char.IsAsciiHexDigit(after) && ++colons == 7)
                return true;
        }
    }

    /// <summary>Looks at a cell, of whatever column.</summary>
    /// <param name="row">of the file, from 0</param>
    public void Look(RawFile raw, long row, int column)
    {
        var inColumn = column < columns.Count && columns[column].Question < 0;
        if (inColumn)
            nonBlank[column]++;
        if (inColumn && named[column] || !MayBeIn(raw.Bytes(column)))
            return;
        var text = Encoding.UTF8.GetString(raw.Bytes(column));
        var masked = Masked(text);
        if (masked == text)
            return;
        cells[(row, column)] = masked;
        if (inColumn)
            addresses[column]++;
    }

    /// <summary>Everything that was found. A column of which more than half of the cells are addresses is personal as a whole.</summary>
    public PersonalCells Found()
    {
        var whole = Enumerable
            .Range(0, columns.Count)
            .Where(column => nonBlank[column] > 0 && (named[column] || 2 * addresses[column] > nonBlank[column]))
            .ToDictionary(column => column, column => columns[column].Reading == CellReading.Metadata ? "" : InPlace);
        var single = cells.Where(cell => !whole.ContainsKey(cell.Key.Column)).ToDictionary();
        var blanked = whole
            .Keys.Select(column => (Column: column, Cells: nonBlank[column]))
            .Concat(single.GroupBy(cell => cell.Key.Column).Select(column => (Column: column.Key, Cells: (long)column.Count())))
            .OrderBy(column => column.Column)
            .Select(column => new BlankedColumn(
                column.Column + 1,
                column.Column < columns.Count ? columns[column.Column].Header : "",
                column.Cells
            ));
        return new PersonalCells(whole, single, [.. blanked]);
    }

    private static bool MayBeDigit(char character) => char.IsAsciiDigit(character) || !char.IsAscii(character);

    [GeneratedRegex(@"^(?:your |work )?(?:e-?mail|ip)(?: ?address(?:es)?)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Named();

    [GeneratedRegex(@"[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+")]
    private static partial Regex Mail();

    /// <summary>Version 4, or version 6 written out; not a part of a longer number.</summary>
    [GeneratedRegex(
        @"(?<![\w.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w.]*\d)"
            + @"|(?<![\w:])(?:[0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}(?![\w:])"
    )]
    private static partial Regex Ip();
}
