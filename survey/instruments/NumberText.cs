using System.Globalization;
using System.Text.RegularExpressions;

namespace Survey.Instruments;

/// <summary>How a number is written in a cell: in one way everywhere, so that no country's comma is taken for another's.</summary>
public static partial class NumberText
{
    /// <summary>
    /// The number that a normalised text is: an optional sign, digits, at most one decimal point, and commas only where they part whole
    /// groups of three digits (<c>1,250</c>). No per cent, no currency, no exponent.
    /// </summary>
    /// <returns>null for anything else, and for what is too large for a float64</returns>
    public static double? Parse(string text) =>
        Number().IsMatch(text)
        && double.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands,
            CultureInfo.InvariantCulture,
            out var number
        )
        && double.IsFinite(number)
            ? number
            : null;

    /// <summary>No group begins with a zero: "0,125" is an eighth somewhere.</summary>
    [GeneratedRegex(@"\A[+-]?(?:(?:[0-9]+|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.[0-9]+)?|\.[0-9]+)\z")]
    private static partial Regex Number();
}
