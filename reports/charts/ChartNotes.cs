using Survey.Answers;
using Survey.Reports.Words;

namespace Survey.Reports.Charts;

/// <summary>What has to be said below a chart: caveats, flags and what the marks mean.</summary>
internal static class ChartNotes
{
    /// <param name="flags">whether to say the waves' flags, and why some of their figures are not compared</param>
    /// <param name="changes">whether the chart shows the newest wave's changes in figures</param>
    public static IReadOnlyList<string> Of(Drawn drawn, bool flags, bool changes)
    {
        var waves = drawn.Waves.Select(wave => drawn.Trend.Waves[wave]).ToList();
        var notes = new List<string>();
        notes.AddRange(Caveats(waves));
        notes.AddRange(NotComputable(drawn.Trend));
        notes.AddRange(waves.SelectMany(Weights));
        if (flags)
            notes.AddRange(waves.SelectMany(Flags));
        if (drawn.LeftOut > 0)
            notes.Add($"{drawn.LeftOut} earlier {(drawn.LeftOut == 1 ? "wave is" : "waves are")} not drawn.");
        if (changes)
            notes.AddRange(Changes(drawn.Trend, drawn.Waves[^1], flags));
        else if (flags)
            notes.AddRange(drawn.Waves.SelectMany(wave => TrendReasons.Of(drawn.Trend, wave)));
        if (drawn.HasIntervals)
            notes.Add("Thin lines: 95 % intervals as if randomly sampled.");
        return notes;
    }

    /// <summary>What the changes of a wave are and are not.</summary>
    /// <param name="wave">its position in the trend</param>
    /// <param name="reasons">whether to say why some are not compared</param>
    public static IEnumerable<string> Changes(Trend trend, int wave, bool reasons = true)
    {
        var points = trend
            .Options.Where(option => option.Points.Any(point => point is not null))
            .Select(option => option.Points[wave])
            .ToList();
        if (points.Contains(null))
            yield return $"–: no figure in {trend.Waves[wave].Label}.";
        var changes = points.Select(point => point?.Change).OfType<Change>().ToList();
        if (changes.Count == 0)
            yield break;
        yield return "Changes are in percentage points; "
            + changes switch
            {
                _ when changes.TrueForAll(change => change.P is null) => "they are not tested.",
                _ when changes.Exists(change => change.Significant) =>
                    "* significant at the 5 % level, adjusted for the number of comparisons.",
                _ => "none is significant at the 5 % level, adjusted for the number of comparisons.",
            };
        foreach (var reason in reasons ? TrendReasons.Of(trend, wave) : [])
            yield return reason;
    }

    /// <summary>What weights cost, where that is much.</summary>
    public static IEnumerable<string> Weights(TrendWave wave) =>
        (wave.Weighting?.Warnings ?? []).Select(warning => $"{wave.Label}: {warning}.");

    /// <summary>"January 2016, June 2016: reconstructed from published percentages."</summary>
    public static IEnumerable<string> Caveats(IEnumerable<WaveSummary> waves) =>
        waves
            .Where(wave => wave.Caveat.Length > 0)
            .GroupBy(wave => wave.Caveat)
            .Select(same => $"{string.Join(", ", same.Select(wave => wave.Label))}: {same.Key}.");

    /// <summary>The waves that have no figures though they asked, with the reason.</summary>
    public static IEnumerable<string> NotComputable(Trend trend) =>
        trend
            .Waves.Where(wave => wave.Problem is not null)
            .GroupBy(wave => wave.Problem)
            .Select(same => $"{string.Join(", ", same.Select(wave => wave.Label))}: {same.Key}.");

    /// <summary>A wave's flags with their reasons, and what else is to be said of it, a sentence each.</summary>
    public static IEnumerable<string> Flags(TrendWave wave) => wave.Reasons.Select(reason => Sentence(wave.Label, reason));

    /// <param name="wave">its label</param>
    public static string Sentence(string wave, Reason reason)
    {
        var said = reason.Code switch
        {
            ReasonCode.Break => $"Break in the series at {wave}: {reason.Text}",
            ReasonCode.Differs => $"{wave} differs: {reason.Text}",
            ReasonCode.Provisional => $"{wave} is provisional: {reason.Text}",
            ReasonCode.Low => $"{wave} is shown grey: {reason.Text}",
            _ => $"{wave}: {reason}",
        };
        return said.EndsWith('.') ? said : said + ".";
    }
}
