using SkiaSharp;

namespace Survey.Reports;

/// <summary>What a report opens with: the ranked changes in words.</summary>
internal static class ReportChanges
{
    /// <summary>Significant changes that are said; more are counted.</summary>
    private const int MostSignificant = 10;

    /// <summary>Changes that are said where none can be tested.</summary>
    private const int MostUntested = 5;

    /// <returns>texts with the font and colour of each; the first is the heading</returns>
    public static IEnumerable<(string Text, SKFont Font, SKColor Colour)> Of(Changes changes)
    {
        yield return ($"What changed since {changes.From.Label}", ReportFonts.Heading, Palette.Ink);
        var significant = changes.Entries.Where(entry => entry.Change.Significant).ToList();
        var said = changes.Untested.Length > 0 ? [.. changes.Entries.Take(MostUntested)] : significant.Take(MostSignificant).ToList();
        if (changes.Counts.Compared == 0)
            yield return ($"No question can be compared with {changes.From.Label}.", ReportFonts.Body, Palette.Ink);
        else if (changes.Untested.Length > 0)
            yield return ($"Nothing can be called significant: {changes.Untested}. The largest changes, untested, are:", ReportFonts.Body, Palette.Ink);
        else if (changes.Counts.Ranked == 0)
            yield return ("No change can be called significant or not: none is comparable on bases that are large enough.", ReportFonts.Body, Palette.Ink);
        else if (significant.Count == 0)
            yield return ("No change is significant at the 5 % level. That does not mean that nothing changed: smaller changes than these bases can show go unnoticed.", ReportFonts.Body, Palette.Ink);
        foreach (var entry in said)
            yield return ($"•  {ChangesWords.Sentence(changes, entry)}", ReportFonts.Body, Palette.Ink);
        if (significant.Count > said.Count && changes.Untested.Length == 0)
            yield return ($"{significant.Count - said.Count} more changes are significant among those of all questions together.", ReportFonts.Body, Palette.Ink);
        yield return (string.Join(' ', ChangesWords.Summary(changes)), ReportFonts.Small, Palette.Quiet);
    }
}
