using Survey.Answers;
using Survey.Counting;

namespace Survey.Claims;

/// <summary>What became of a claim when it was checked. See survey/CLAIMS.md.</summary>
public enum Verdict
{
    /// <summary>what was stated comes out</summary>
    Reproduced,

    /// <summary>something else comes out</summary>
    Off,

    /// <summary>both shares of a change come out, and the change was tested and is not significant</summary>
    NotSignificant,

    /// <summary>nothing comes out, for a reason</summary>
    NotComputable,
}

/// <summary>What a claim states of one wave, and what comes out there.</summary>
/// <param name="Wave">its id</param>
/// <param name="Revision">the one that it was checked in; null where the wave was not loaded yet</param>
/// <param name="Stated">as printed: a percentage, a place, or a number of respondents</param>
public sealed record ClaimFigure(string Wave, int? Revision, string Stated)
{
    /// <summary>Unweighted: respondents of the option, or of the wave. Null, as all that follows, where nothing is computed.</summary>
    public int? Count { get; init; }

    /// <summary>Unweighted: those that the percentage is of; null for a number of respondents.</summary>
    public int? Base { get; init; }

    /// <summary>Kish's effective base, where respondents are weighted; or null.</summary>
    public double? EffectiveBase { get; init; }

    /// <summary>0 to 100, at full precision.</summary>
    public double? Percent { get; init; }

    /// <summary>Lower end of its 95 % interval, as if randomly sampled; null where the base is assumed.</summary>
    public double? Low { get; init; }

    public double? High { get; init; }

    /// <summary>Of the option, 1 for the largest share; null for claims of other kinds.</summary>
    public int? Place { get; init; }

    /// <summary>What was found less what was stated: in percentage points, places or respondents, as the claim's kind is.</summary>
    public double? Difference { get; init; }

    /// <summary>Whether what was stated comes out.</summary>
    public bool? Agrees { get; init; }

    /// <summary>How the wave's respondents were weighted; null where they were not.</summary>
    public Weighting? Weighting { get; init; }

    /// <summary>Of the question in the wave: break, differs, provisional, low.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];

    /// <summary>The flags' reasons.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What came out, to compare it with what came out of another revision.</summary>
    internal (int?, int?, double?, int?) Found => (Count, Base, Percent, Place);
}

/// <summary>The option or net that a claim is about.</summary>
public sealed record ClaimOption(string Id, string Label, bool Net);

/// <summary>What became of a claim in the revisions before the live ones.</summary>
public sealed record ClaimBefore(Verdict Verdict, string Sentence, IReadOnlyList<ClaimFigure> Figures);

/// <summary>A claim with its verdict.</summary>
/// <param name="Question">null where the claim is of none, as Option is</param>
/// <param name="Waves">ids; each that was loaded stands in the answer with its revision and caveat</param>
/// <param name="Query">null where the claim asks for no percentage</param>
/// <param name="Sentence">the verdict in words, with figures or the reason why there are none</param>
/// <param name="Note">what the verdict must not be taken for; empty where there is nothing to say</param>
/// <param name="Figures">one for each wave; none where the claim itself says that nothing can be computed</param>
/// <param name="Change">between the two waves, of a claim of a change; adjusted over all changes of the question between them. Null across
/// a break</param>
/// <param name="Moved">what came out before, where that was something else; null where it was not, or no wave has an earlier
/// revision</param>
public sealed record CheckedClaim(
    string Id,
    string Text,
    string Source,
    ClaimKind Kind,
    QuestionSummary? Question,
    ClaimOption? Option,
    IReadOnlyList<string> Waves,
    QuerySummary? Query,
    Verdict Verdict,
    string Sentence,
    string Note,
    IReadOnlyList<ClaimFigure> Figures,
    Change? Change,
    ClaimBefore? Moved
)
{
    /// <summary>With what came out before, where that was something else.</summary>
    internal CheckedClaim Since(CheckedClaim before) =>
        before.Verdict == Verdict && before.Figures.Select(figure => figure.Found).SequenceEqual(Figures.Select(figure => figure.Found))
            ? this
            : this with
            {
                Moved = new ClaimBefore(before.Verdict, before.Sentence, before.Figures),
            };
}
