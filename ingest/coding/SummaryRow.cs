using System.Text;
using System.Text.RegularExpressions;
using Survey.Ingest.Reading;

namespace Survey.Ingest.Coding;

/// <summary>Rows under the data that sum it up, "Total" or "Answered 119": nobody's answers.</summary>
internal static partial class SummaryRow
{
    private const int Longest = 40;

    /// <summary>
    /// Whether the row begins with such a word, has a number, and nothing but numbers behind it. A word that is an option of its column is
    /// an answer.
    /// </summary>
    /// <param name="codings">of the row's cells; null for blank cells and for columns of no question</param>
    public static bool Is(RawFile raw, ReadOnlySpan<CodedCell?> codings)
    {
        var (begun, number) = (false, false);
        for (var column = 0; column < raw.FieldCount; column++)
        {
            var cell = raw.Bytes(column).Trim(" \t"u8);
            if (cell.IsEmpty)
                continue;
            if (cell.Length > Longest || !Ascii.IsValid(cell))
                return false;
            if (!begun && (!char.IsAsciiLetter((char)cell[0]) || codings[column] is { IsPlain: true }))
                return false;
            var text = Encoding.ASCII.GetString(cell);
            if (!(begun && Number().IsMatch(text)) && !Word().IsMatch(text))
                return false;
            begun = true;
            number |= text.Any(char.IsAsciiDigit);
        }
        return begun && number;
    }

    [GeneratedRegex(
        @"^(?:(?:grand )?totals?|total (?:respondents|responses)|sum|average|mean|median|(?:answered|skipped)(?: question)?)"
            + @"[:=]?(?: ?[\d.,]+ ?%?)?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Word();

    [GeneratedRegex(@"^[\d.,]+ ?%?$")]
    private static partial Regex Number();
}
