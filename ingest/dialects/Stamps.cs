using System.Text.RegularExpressions;

namespace Survey.Ingest.Dialects;

/// <summary>Dates and times, as tools and spreadsheets write them.</summary>
internal static partial class Stamps
{
    /// <summary>Whether a normalised text is a date, with or without a time, also as the number by which a spreadsheet keeps it.</summary>
    public static bool Is(string text) => text.Length is >= 6 and <= 40 && Stamp().IsMatch(text);

    /// <summary>Whether a text is what a spreadsheet made of a range or a version, such as "10-19" or "3-5".</summary>
    public static bool IsDamagedRange(string text) => DamagedRange().IsMatch(text);

    /// <summary>Whether a text is a long number that a spreadsheet cut to scientific notation.</summary>
    public static bool IsScientific(string text) => Scientific().IsMatch(text);

    [GeneratedRegex(
        @"^(?:(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])|(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|[12]\d|3[01])"
            + @"[-/.](?:(?:19|20)\d\d|\d\d)|[345]\d{4}\.\d{2,})(?:[ ,T]+[0-2]?\d[:.][0-5]\d.*)?$"
    )]
    private static partial Regex Stamp();

    [GeneratedRegex(
        @"^(?:\d{1,2}-(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-\d{2})$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex DamagedRange();

    [GeneratedRegex(@"^\d(?:[.,]\d+)?E\+?\d+$", RegexOptions.IgnoreCase)]
    private static partial Regex Scientific();
}
