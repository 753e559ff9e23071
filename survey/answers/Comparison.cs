namespace Survey.Answers;

/// <summary>What may be done with two figures.</summary>
public enum Compared
{
    /// <summary>they are compared: their difference is a change, and is tested</summary>
    Comparable,

    /// <summary>their difference is shown, with the reason, and not tested: it is never called significant, ranked or worded as a
    /// change</summary>
    Shown,

    /// <summary>no difference is computed, as across a break</summary>
    NotShown,
}

/// <summary>Whether two figures may be compared, and why not.</summary>
/// <param name="Reasons">why they may not; of comparable ones what is to be known nonetheless</param>
internal sealed record Comparison(Compared Verdict, IReadOnlyList<Reason> Reasons)
{
    public bool IsComparable => Verdict == Compared.Comparable;

    /// <summary>Whether their difference has an interval: it has none where a figure has none.</summary>
    public bool HasInterval =>
        !Reasons.Any(reason => reason.Code is ReasonCode.NotTested or ReasonCode.FixedByWeighting or ReasonCode.MadeUp);

    public static Comparison NotShown(Reason why) => new(Compared.NotShown, [why]);
}
