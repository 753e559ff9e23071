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

    /// <summary>PAdjusted is under 0.05, and nothing in Note forbids to say so.</summary>
    public bool Significant { get; init; }

    /// <summary>Of a share: the smallest change, in percentage points, that bases like these would show, unadjusted; null where nothing was
    /// tested.</summary>
    public double? Detectable { get; init; }

    /// <summary>What the change must not be taken for; empty when there is nothing to say.</summary>
    public string Note => Reasons.InWords();

    /// <summary>The change's, 95 %, in its unit; null where none can be given.</summary>
    [JsonIgnore]
    public Interval? Interval { get; init; }

    /// <summary>What <see cref="Note"/> says.</summary>
    [JsonIgnore]
    public IReadOnlyList<Reason> Reasons { get; init; } = [];

    /// <summary>Whether nothing forbids to call it significant, whatever its p-value.</summary>
    private bool MayBeSignificant => !Reasons.Have(ReasonCode.NotComparable) && !Reasons.Have(ReasonCode.NotRanked);

    /// <summary>Of a share, not judged yet: <see cref="Judged"/> does that when the whole family is known.</summary>
    /// <param name="option">the id of the option or net</param>
    /// <returns>null across a break</returns>
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
        var change = new Change { From = from.Id, Points = 100 * difference.Points };
        return comparison.Untested is not null
            ? change with
            {
                Reasons = comparison.Reasons(),
            }
            : change with
            {
                Interval = 100 * difference.Interval,
                P = difference.P,
                Detectable = 100 * Difference.Detectable(before, now),
                Reasons = comparison.Reasons(difference.Test),
            };
    }

    /// <summary>Of a mean, in its unit; as for a share.</summary>
    internal static Change? Between(Instrument instrument, Question question, Wave from, Moments before, Wave to, Moments now)
    {
        if (Comparison.Of(instrument, question, from, to) is not { } comparison)
            return null;
        var difference = MeanDifference.Between(before, now);
        var change = new Change { From = from.Id, Points = difference.Points };
        if (comparison.Untested is not null)
            return change with { Reasons = comparison.Reasons() };
        return difference.P is null
            ? change with
            {
                Reasons = comparison.Reasons(new Reason(ReasonCode.NotTested, "nothing is known of the spread")),
            }
            : change with
            {
                Interval = difference.Interval,
                P = difference.P,
                Reasons = comparison.Reasons(new Reason(ReasonCode.OfTest, "Welch's t test of the means")),
            };
    }

    /// <summary>These changes as one family: p-values adjusted, and what is significant called so. What was not tested stays as it
    /// is.</summary>
    internal static List<Change> Judged(IReadOnlyList<Change> changes, Adjustment adjustment) =>
        Family.Judge(
            changes,
            change => change.P,
            (change, adjusted) => change with { PAdjusted = adjusted, Significant = adjusted < Family.Level && change.MayBeSignificant },
            adjustment
        );
}
