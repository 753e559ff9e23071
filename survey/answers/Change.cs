using Survey.Instruments;
using Survey.Statistics;

namespace Survey.Answers;

/// <summary>A change from an earlier wave: of a share in percentage points, of a mean in its own unit.</summary>
/// <param name="From">the earlier wave's id</param>
/// <param name="Points">how much more it is now</param>
/// <param name="Low">lower end of the 95 % interval of the change; null where none can be given</param>
/// <param name="P">two-sided p-value, 0 to 1; null where nothing was tested, and Note says why</param>
/// <param name="PAdjusted">P, adjusted over all changes of the answer</param>
/// <param name="Significant">PAdjusted is under 0.05, and nothing in Note forbids to say so</param>
/// <param name="Detectable">of a share: the smallest change, in percentage points, that bases like these would show, unadjusted; null where
/// nothing was tested</param>
/// <param name="Note">what the change must not be taken for; empty when there is nothing to say</param>
public sealed record Change(
    string From,
    double Points,
    double? Low,
    double? High,
    double? P,
    double? PAdjusted,
    bool Significant,
    double? Detectable,
    string Note
)
{
    /// <summary>How a note begins that says why the question differs between the waves.</summary>
    public const string NotComparable = "not comparable: ";

    internal const double Level = 0.05;

    /// <summary>
    /// Of a share. Null across a break. Significant says for now whether it may be called so;
    /// <see cref="Judged(IReadOnlyList{Change}, Adjustment)"/> decides, when the whole family is known.
    /// </summary>
    /// <param name="option">the id of the option or net</param>
    internal static Change? Between(
        Instrument instrument,
        Question question,
        string option,
        Wave from,
        Proportion before,
        Wave to,
        Proportion now
    )
    {
        if (Comparison.Of(instrument, question, from, to, option) is not { } comparison)
            return null;
        var difference = Difference.Between(before, now);
        if (comparison.Untested.Length > 0)
            return new Change(from.Id, 100 * difference.Points, null, null, null, null, false, null, comparison.Note());
        var test = difference switch
        {
            { Exact: true } => SmallCounts.Exact,
            { Small: true } => SmallCounts.Rough,
            _ => "",
        };
        return new Change(
            from.Id,
            100 * difference.Points,
            100 * difference.Interval.Low,
            100 * difference.Interval.High,
            difference.P,
            null,
            comparison.Comparable,
            100 * Difference.Detectable(before, now),
            comparison.Note(test)
        );
    }

    /// <summary>Of a mean, in its unit; as for a share.</summary>
    internal static Change? Between(Instrument instrument, Question question, Wave from, Moments before, Wave to, Moments now)
    {
        if (Comparison.Of(instrument, question, from, to) is not { } comparison)
            return null;
        var difference = MeanDifference.Between(before, now);
        if (comparison.Untested.Length > 0 || difference.P is null)
            return new Change(
                from.Id,
                difference.Points,
                null,
                null,
                null,
                null,
                false,
                null,
                comparison.Note(comparison.Untested.Length > 0 ? "" : "not tested: nothing is known of the spread")
            );
        return new Change(
            from.Id,
            difference.Points,
            difference.Interval?.Low,
            difference.Interval?.High,
            difference.P,
            null,
            comparison.Comparable,
            null,
            comparison.Note("Welch's t test of the means")
        );
    }

    /// <summary>These changes as one family: p-values adjusted, and what is significant called so. What is null or was not tested stays as
    /// it is.</summary>
    internal static List<Change?> Judged(IReadOnlyList<Change?> changes, Adjustment adjustment) =>
        Family.Judge(
            changes,
            change => change?.P,
            (change, adjusted) => change! with { PAdjusted = adjusted, Significant = change.Significant && adjusted < Level },
            adjustment
        );
}

/// <summary>What lies between two waves of a question.</summary>
/// <param name="Untested">why nothing is tested; empty where it is</param>
/// <param name="Differences">why the waves are not comparable; none where they are</param>
internal sealed record Comparison(string Untested, IReadOnlyList<string> Differences)
{
    public bool Comparable => Untested.Length == 0 && Differences.Count == 0;

    /// <param name="option">the id of an option or net; null for the question as a whole</param>
    /// <returns>null where the series is broken between the waves</returns>
    public static Comparison? Of(Instrument instrument, Question question, Wave from, Wave to, string? option = null)
    {
        var flags = Flags(instrument, question, from, to);
        if (flags.Exists(flag => flag.Flag == Flag.Break))
            return null;
        return new Comparison(
            WhyUntested(from, to),
            [.. flags.Where(flag => flag.Flag == Flag.Differs).Select(flag => flag.Reason), .. PartsOfNet(question, option, from, to)]
        );
    }

    /// <summary>Why nothing is tested between two waves, whatever the question; empty where it is.</summary>
    public static string WhyUntested(Wave from, Wave to)
    {
        if (from.Provenance == Provenance.Reconstructed || to.Provenance == Provenance.Reconstructed)
            return "not tested: rows are reconstructed from published percentages";
        return from.RespondentsAssumed || to.RespondentsAssumed ? "not tested: the number of respondents is assumed" : "";
    }

    /// <summary>Why the series is broken between two waves; null where it is not.</summary>
    public static string? Break(Instrument instrument, Question question, Wave from, Wave to) =>
        Flags(instrument, question, from, to).Where(flag => flag.Flag == Flag.Break).Select(flag => flag.Reason).FirstOrDefault();

    /// <param name="test">what there is to say of the test; empty for nothing</param>
    public string Note(string test = "") =>
        Comparable
            ? test
            : string.Join(
                "; ",
                Differences.Select(reason => Change.NotComparable + reason).Prepend(Untested).Append(test).Where(note => note.Length > 0)
            );

    /// <summary>A net of other options in one wave than in the other may change because of what was offered alone.</summary>
    private static List<string> PartsOfNet(Question question, string? option, Wave from, Wave to)
    {
        if (question.Nets.FirstOrDefault(net => net.Id == option) is not { Of: var parts })
            return [];
        var reasons = new List<string>();
        var options = question.Options.Where(candidate => parts.Contains(candidate.Id)).ToList();
        foreach (var (wave, other) in new[] { (from, to), (to, from) })
        {
            var missing = options
                .Where(candidate => !candidate.IsOfferedIn(wave.Id) && candidate.IsOfferedIn(other.Id))
                .Select(candidate => $"“{candidate.Label}”")
                .ToList();
            if (missing.Count > 0)
                reasons.Add($"{wave.Label} did not offer {string.Join(" or ", missing)} of the net");
        }
        return reasons;
    }

    /// <summary>Asked for each change of an answer, and of most questions no wave says anything.</summary>
    private static List<(Flag Flag, string Reason)> Flags(Instrument instrument, Question question, Wave from, Wave to) =>
        question.Waves.Count == 0
            ? []
            :
            [
                .. instrument
                    .Waves.Where(wave => wave.Position > from.Position && wave.Position <= to.Position)
                    .Select(wave => question.FlagIn(wave.Id))
                    .OfType<(Flag Flag, string Reason)>(),
            ];
}
