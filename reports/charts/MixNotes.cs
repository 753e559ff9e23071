using Survey.Answers;
using Survey.Instruments;
using Survey.Reports.Words;

namespace Survey.Reports.Charts;

/// <summary>What has to be said of a mix shift, in a chart and on a terminal.</summary>
internal static class MixNotes
{
    /// <summary>"“Yes”: 50.0 % (n = 200, March) to 55.0 % (n = 229, April)".</summary>
    public static string Heading(MixShift shift) =>
        $"“{shift.Option.Label}”{(shift.Option.Net ? " (net)" : "")}: {Of(shift.From)} to {Of(shift.To)}, percent of respondents "
        + $"{shift.Query.Base.Short()}";

    public static IEnumerable<string> Of(MixShift shift)
    {
        foreach (var among in Formatted.Among(shift.Query))
            yield return among;
        foreach (var wave in new[] { shift.From, shift.To }.Where(wave => wave.Weighting is not null))
        {
            foreach (var warning in wave.Weighting!.Warnings)
                yield return $"{wave.Wave.Label}: {warning}.";
        }
        // Breaks and differences between the waves stand in the mix shift's own notes; those before its first wave do not matter.
        foreach (var wave in new[] { shift.From, shift.To })
        {
            foreach (var reason in wave.Reasons.Where(reason => reason.Code is ReasonCode.Provisional or ReasonCode.Low))
                yield return ChartNotes.Sentence(wave.Wave.Label, reason);
        }
        foreach (var note in shift.Notes)
            yield return $"{char.ToUpperInvariant(note[0])}{note[1..].TrimEnd('.')}.";
        foreach (var group in shift.Groups.Where(group => group.Reasons.Count > 0))
            yield return $"{group.Label}: {group.Note}.";
        var mean = (shift.From.Percent + shift.To.Percent) / 2;
        yield return $"A group's composition counts rates from the mean of both waves, {Formatted.Percent(mean, 1)}: "
            + "it adds where a group that chose the option more often grew, or one that chose it less often shrank.";
        yield return "Behaviour is whatever changed within groups; other groups may tell another story, and none shows a cause.";
        if (shift.Replicates is { } replicates)
            yield return $"Intervals of composition and behaviour: 95 %, by {Formatted.Count(replicates)} "
                + "resamples of each wave's respondents.";
        yield return shift.Caveat;
    }

    private static string Of(MixWave wave) =>
        $"{Formatted.Percent(wave.Percent, 1)} (n = {Formatted.Base(wave.Base, wave.EffectiveBase)}, {wave.Wave.Label})";
}
