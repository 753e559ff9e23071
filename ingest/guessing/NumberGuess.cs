using System.Globalization;
using System.Text.RegularExpressions;
using Survey.Instruments;

namespace Survey.Ingest.Guessing;

/// <summary>Guesses whether a column holds numbers that were asked for, and not codes, ids or dates that are written in digits.</summary>
internal static partial class NumberGuess
{
    /// <summary>Fewer different numbers may be the points of a scale.</summary>
    private const int FewestValues = 20;

    /// <summary>Where the question asks how many, so few may be numbers.</summary>
    private const int FewestCounted = 5;

    /// <summary>So many digits are an id, a telephone number or a time.</summary>
    private const int DigitsOfAnId = 10;

    /// <summary>Only where every answer is a number, and enough of them differ; numbers that all differ and are whole name
    /// something.</summary>
    public static bool Is(InspectedColumn column, string header) =>
        column.IsOfNumbers
        && column.Values.Count >= (NameOfACount().IsMatch(header) ? FewestCounted : FewestValues)
        && !column.Values.Any(value => IsCode(value.Text))
        && !column.Values.All(value => IsDate(value.Text))
        && !(column.Values.All(value => value.Count == 1) && column.Values.All(value => value.Text.All(char.IsAsciiDigit)))
        && !NameOfACode().IsMatch(header)
        && (NameOfANumber().IsMatch(header) || NameOfACount().IsMatch(header) || !AreCodes(column));

    /// <summary>Whether most different values are 1, 2, 3 and so on without a gap, as a coded export numbers its options; perhaps with a 99
    /// behind.</summary>
    private static bool AreCodes(InspectedColumn column)
    {
        var values = column.Values.Select(value => NumberText.Parse(value.Text) ?? double.NaN).ToHashSet();
        var first = values.Contains(0) ? 0 : 1;
        var run = Enumerable.Range(first, values.Count).TakeWhile(value => values.Contains(value)).Count();
        return run >= 0.8 * values.Count;
    }

    private static bool IsCode(string text) =>
        text.Count(char.IsAsciiDigit) >= DigitsOfAnId || text.Length > 1 && text[0] == '0' && char.IsAsciiDigit(text[1]);

    private static bool IsDate(string text) =>
        DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    [GeneratedRegex(
        @"\b(how (many|much|old|long)|number of|age|years?|amount|percent(age)?|duration|año|jahr|année|cu[áa]nt[ao]s)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex NameOfANumber();

    [GeneratedRegex(
        @"\b(how many|number of|minutes|hours|days|cu[áa]nt[ao]s|wie viele|combien)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex NameOfACount();

    [GeneratedRegex(
        @"\b(ids?|zip|postcode|postal|phone|telephone)\b|\b(codes?|versions?)\W*$|^(code|version)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex NameOfACode();
}
