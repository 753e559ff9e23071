using Survey.Answers;
using Survey.Reports.Words;

namespace Survey.Reports.Documents;

/// <summary>The explanations that end a report.</summary>
internal static class HowToRead
{
    /// <returns>headings with their texts; the first heading is that of them all, and has none</returns>
    public static IEnumerable<(string Heading, string Text)> Of(ReportData data)
    {
        yield return ("How to read this", "");
        yield return (
            "Base",
            "Every percentage is of the respondents who answered the question: who chose at least one option, "
                + "\"N/A\" and \"don't know\" included where they were offered. Where several answers were possible, percentages "
                + "add up to more than 100. "
                + "A net counts everyone who chose at least one of its options, once. "
                + $"A base under {data.MinimumBase} is too small to rely on: its figures are grey, and neither tested nor ranked."
        );
        yield return (
            "Intervals",
            "The 95 % interval (Wilson's) holds the shares that are compatible with what was counted: the smaller the base, the "
                + "wider it is. "
                + "Where the number of respondents is assumed, no interval is given."
        );
        yield return (
            "Changes",
            "A change is the difference, in percentage points, from the last earlier wave that has a figure. "
                + "It is tested with a two-proportion z test, or with Fisher's exact test where counts are small; its interval is "
                + "Newcombe's. "
                + "Because a question has many changes, and one in twenty would look significant by chance alone, their p-values "
                + "are raised by Holm's method: "
                + "only what stays under 0.05 carries the mark *. No mark does not mean that nothing changed. "
                + (
                    data.Changes is { Counts.Tested: > 0 }
                        ? "The report opens with those that stay under it among the changes of all questions together, which is "
                            + "stricter: others may carry the mark in their tables. "
                        : ""
                )
                + "Where figures cannot be compared, their difference is shown with the reason, and not tested; "
                + "across a break none is computed."
        );
        if (data.Changes is { WhyUntested: null } changes)
        {
            yield return (
                "Detectable change",
                $"With {Formatted.Count(data.Wave.Respondents)} respondents in this wave and {Formatted.Count(changes.From.Respondents)} "
                    + $"in the one before ({changes.From.Label}), "
                    + $"a share near 50 % must change by at least {Figure.Show(changes.DetectableNear(0.5), 1)} points, and one "
                    + $"near 10 % by {Figure.Show(changes.DetectableNear(0.1), 1)}, to be noticed by a single test; "
                    + "by more where fewer answered the question, and where many changes are tested together."
            );
        }
        yield return ("Where the figures come from", Provenance(data));
        yield return ("Who answered", $"Respondents chose to take part; they were not drawn at random from a population. {data.Caveat}");
    }

    private static string Provenance(ReportData data)
    {
        var waves = data.Questions.SelectMany(question => question.Trend.Waves).DistinctBy(wave => wave.Id).ToList();
        var sentences = waves
            .Select(wave =>
                $"{wave.Label}: {(wave.Caveat.Length > 0 ? wave.Caveat : "the raw export of the survey")}, revision {wave.Revision}, "
                + $"{Formatted.Count(wave.Respondents)} respondents."
            )
            .ToList();
        if (waves.Exists(wave => wave.Provenance == Instruments.Provenance.Reconstructed))
            sentences.Add(
                "Reconstructed rows were made to fit published percentages: they can be counted, but nothing about them can be tested. "
                    + "Figures that no publication gave are made up, and have no interval."
            );
        return string.Join(' ', sentences);
    }
}
