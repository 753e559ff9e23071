using System.Text.Json.Serialization;
using Survey.Instruments;
using Survey.Statistics;

namespace Survey.Answers;

/// <summary>A change from an earlier wave: of a share in percentage points, of a mean in its own unit.</summary>
public sealed record Change
{
    /// <summary>The earlier wave's id.</summary>
    public required string From { get; init; }

    /// <summary>How much more it is now.</summary>
    public required double Points { get; init; }

    /// <summary>Lower end of the 95 % interval of the change; null where none can be given.</summary>
    public double? Low => Interval?.Low;

    public double? High => Interval?.High;

    /// <summary>Two-sided p-value, 0 to 1; null where nothing was tested, and Note says why.</summary>
    public double? P { get; init; }

    /// <summary>P, adjusted over all changes of the answer.</summary>
    public double? PAdjusted { get; init; }

    /// <summary>PAdjusted is under 0.05.</summary>
    public bool Significant { get; init; }

    /// <summary>Of a share: the smallest change, in percentage points, that bases like these would show, unadjusted; null where nothing was
    /// tested.</summary>
    public double? Detectable { get; init; }

    /// <summary>What the change must not be taken for; empty when there is nothing to say.</summary>
    public string Note => Reasons.InWords();

    /// <summary>Whether the two figures may be compared: what is only shown was not tested, and Note says why.</summary>
    public Compared Comparability { get; init; }

    /// <summary>Whether it may be called a change: what is only shown is a difference of two figures.</summary>
    [JsonIgnore]
    public bool IsComparable => Comparability == Compared.Comparable;

    /// <summary>The change's, 95 %, in its unit; null where none can be given.</summary>
    [JsonIgnore]
    public Interval? Interval { get; init; }

    /// <summary>What <see cref="Note"/> says.</summary>
    [JsonIgnore]
    public IReadOnlyList<Reason> Reasons { get; init; } = [];

    /// <summary>Of a share, not judged yet: <see cref="Judged"/> does that when the whole family is known.</summary>
    /// <returns>null where no difference is shown</returns>
    internal static Change? Between(Comparison comparison, Wave from, Proportion before, Proportion now)
    {
        if (comparison.Verdict == Compared.NotShown)
            return null;
        var difference = Difference.Between(before, now);
        var change = Shown(comparison, from, 100 * difference.Points, 100 * difference.Interval);
        return !comparison.IsComparable
            ? change
            : change with
            {
                P = difference.P,
                Detectable = 100 * Difference.Detectable(before, now),
                Reasons = [.. comparison.Reasons, .. new[] { difference.Test }.OfType<Reason>()],
            };
    }

    /// <summary>Of a mean, in its unit; as for a share.</summary>
    internal static Change? Between(Comparison comparison, Wave from, Moments before, Moments now)
    {
        if (comparison.Verdict == Compared.NotShown)
            return null;
        var difference = MeanDifference.Between(before, now);
        var change = Shown(comparison, from, difference.Points, difference.Interval);
        if (!comparison.IsComparable)
            return change;
        return difference.P is null
            ? change with
            {
                Comparability = Compared.Shown,
                Interval = null,
                Reasons = [.. comparison.Reasons, new Reason(ReasonCode.NotTested, "nothing is known of the spread")],
            }
            : change with
            {
                P = difference.P,
                Reasons = [.. comparison.Reasons, new Reason(ReasonCode.OfTest, "Welch's t test of the means")],
            };
    }

    private static Change Shown(Comparison comparison, Wave from, double points, Interval? interval) =>
        new()
        {
            From = from.Id,
            Points = points,
            Interval = comparison.HasInterval ? interval : null,
            Comparability = comparison.Verdict,
            Reasons = comparison.Reasons,
        };

    /// <summary>These changes as one family: p-values adjusted, and what is significant called so. What was not tested stays as it
    /// is.</summary>
    internal static List<Change> Judged(IReadOnlyList<Change> changes, Adjustment adjustment) =>
        Family.Judge(
            changes,
            change => change.P,
            (change, adjusted) => change with { PAdjusted = adjusted, Significant = adjusted < Family.Level },
            adjustment
        );
}
