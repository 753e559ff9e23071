using System.Globalization;
using System.Text.RegularExpressions;
using Survey.Answers;

namespace Survey.Claims;

/// <summary>Where a figure must lie to agree with a stated one.</summary>
public enum Bound
{
    /// <summary>within the tolerance, ends included</summary>
    Within,

    /// <summary>over it; the stated figure itself is not</summary>
    Over,

    /// <summary>under it; the stated figure itself is not</summary>
    Under,
}

/// <summary>A percentage as a text printed it.</summary>
/// <param name="Text">as printed: <c>71</c>, <c>84.8</c>, <c>&gt; 10</c>, <c>&lt; 50</c>, <c>66.7 ± 1</c></param>
/// <param name="Percent">0 to 100</param>
/// <param name="Tolerance">in percentage points: half a unit of the last printed digit, unless the text says another; 0 for what is over or
/// under</param>
public sealed partial record ClaimedNumber(string Text, Bound Bound, double Percent, double Tolerance)
{
    /// <summary>What floating point may leave of a figure that is exactly at the end of what agrees.</summary>
    private const double Rounding = 1e-9;

    private const int MostDecimals = 6;

    /// <summary>Whether a percentage, at full precision, is what was stated.</summary>
    public bool Agrees(double percent) =>
        Bound switch
        {
            Bound.Over => percent > Percent + Rounding,
            Bound.Under => percent < Percent - Rounding,
            _ => Math.Abs(percent - Percent) <= Tolerance + Rounding,
        };

    /// <summary>
    /// A found percentage to stand beside this one: with one decimal, or as many as were printed, and with more where rounding would hide
    /// that it agrees or does not.
    /// </summary>
    internal string Show(double percent)
    {
        var match = Form().Match(Text);
        var printed = Decimals(match.Groups["number"].Value);
        var decimals = Math.Max(1, Math.Max(printed, Decimals(match.Groups["tolerance"].Value)));
        while (decimals < MostDecimals && Misleads(double.Parse(Figure.Show(percent, decimals), CultureInfo.InvariantCulture)))
            decimals++;
        return Figure.Show(percent, decimals);

        bool Misleads(double shown) =>
            (shown is 0 or 100 && shown != percent)
            || Agrees(shown) != Agrees(percent)
            || Figure.Show(shown, printed) != Figure.Show(percent, printed);
    }

    /// <returns>null where the text is no such percentage</returns>
    public static ClaimedNumber? Parse(string text)
    {
        var match = Form().Match(text);
        var percent = match.Success ? Number(match.Groups["number"]) : double.NaN;
        if (percent is not (>= 0 and <= 100))
            return null;
        if (match.Groups["bound"].Success)
            return new ClaimedNumber(text, match.Groups["bound"].Value == ">" ? Bound.Over : Bound.Under, percent, 0);
        var tolerance = match.Groups["tolerance"].Success
            ? Number(match.Groups["tolerance"])
            : 0.5 * Math.Pow(10, -match.Groups["decimals"].Length);
        return new ClaimedNumber(text, Bound.Within, percent, tolerance);
    }

    private static int Decimals(string number) =>
        number.Contains('.', StringComparison.Ordinal) ? number.Length - number.IndexOf('.', StringComparison.Ordinal) - 1 : 0;

    private static double Number(Group group) => double.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^(?:(?<bound>[<>])[ ]?(?<number>[0-9]+(?:\.[0-9]+)?)"
            + @"|(?<number>[0-9]+(?:\.(?<decimals>[0-9]+))?)(?:[ ]?±[ ]?(?<tolerance>[0-9]+(?:\.[0-9]+)?))?)\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Form();
}
