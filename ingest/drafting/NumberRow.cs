using System.Buffers;
using System.Text.RegularExpressions;
using Survey.Ingest.Reading;

namespace Survey.Ingest.Drafting;

/// <summary>What rows look like that hold results in place of answers: sums, and tables of counts.</summary>
internal static partial class NumberRow
{
    private static readonly SearchValues<byte> OfNumbers = SearchValues.Create("0123456789.,%- "u8);

    /// <summary>Whether a row that begins so sums others up.</summary>
    public static bool IsSumWord(string text) => SumWord().IsMatch(text);

    /// <summary>A row of a table of counts: a number beside its percentage, or the words over such a table.</summary>
    public static bool IsOfCounts(RawFile raw)
    {
        for (var column = 0; column < raw.FieldCount; column++)
        {
            var cell = raw.Bytes(column);
            if (cell.Length is 0 or > 40)
                continue;
            if (cell[^1] == '%' && Percent().IsMatch(raw.Text(column)) && (IsCount(raw, column - 1) || IsCount(raw, column + 1)))
                return true;
            if (cell.StartsWith("Answer "u8) && TableWord().IsMatch(raw.Text(column)))
                return true;
        }
        return false;
    }

    private static bool IsCount(RawFile raw, int column) => column >= 0 && column < raw.FieldCount && IsNumber(raw.Bytes(column));

    public static bool IsNumber(ReadOnlySpan<byte> cell) =>
        !cell.IsEmpty && cell.Length <= 20 && !cell.ContainsAnyExcept(OfNumbers) && cell.IndexOfAnyInRange((byte)'0', (byte)'9') >= 0;

    [GeneratedRegex(
        @"^(?:grand )?(?:totals?|sum|average|mean|median|counts?|respondents|answered|skipped|std\.? ?dev.*|n ?=.*|summe"
            + @"|gesamt|mittelwert)\b[:=]?(?: ?[\d.,]+ ?%?)?$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex SumWord();

    [GeneratedRegex(@"^\d+(?:[.,]\d+)? ?%$")]
    private static partial Regex Percent();

    [GeneratedRegex("^Answer (?:Choices|Options)$", RegexOptions.IgnoreCase)]
    private static partial Regex TableWord();
}
