using Survey.Answers;

namespace Survey.Reports.Words;

/// <summary>What a report opens with: the ranked changes in words.</summary>
internal static class ReportChanges
{
    /// <summary>Significant changes that are said; more are counted.</summary>
    private const int MostSignificant = 10;

    /// <summary>Changes that are said where none can be tested.</summary>
    private const int MostUntested = 5;

    /// <returns>sentences, each with whether it is an item of a list</returns>
    public static IEnumerable<(string Text, bool Listed)> Of(Changes changes)
    {
        var significant = changes.Entries.Where(entry => entry.Change.Significant).ToList();
        var said = changes.WhyUntested is null ? significant.Take(MostSignificant).ToList() : [.. changes.Entries.Take(MostUntested)];
        if (changes.Counts.Compared == 0)
            yield return ($"Nothing can be compared with {changes.From.Label}.", false);
        else if (changes.WhyUntested is { } untested)
            yield return ($"Nothing is tested: {untested.Text}. The largest differences, untested:", false);
        else if (changes.Counts.Ranked == 0)
            yield return ("No change can be called significant: none is comparable on bases that are large enough.", false);
        else if (significant.Count == 0)
            yield return (
                "No change is significant at the 5 % level. That does not mean that nothing changed: smaller changes than these "
                    + "bases can show go unnoticed.",
                false
            );
        foreach (var entry in said)
            yield return (ChangesWords.Sentence(changes, entry), true);
        if (changes.WhyUntested is null && significant.Count > said.Count)
            yield return (
                $"{Formatted.Count(significant.Count - said.Count)} more "
                    + $"{(significant.Count - said.Count == 1 ? "change is" : "changes are")} significant.",
                false
            );
    }
}
