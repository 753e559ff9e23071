using Survey.Answers;
using Survey.Instruments;

namespace Survey.Claims;

/// <summary>What became of a claim in the revisions before the live ones.</summary>
public sealed record ClaimBefore(Verdict Verdict, string Sentence, IReadOnlyList<ClaimFigure> Figures);

/// <summary>A claim with its verdict.</summary>
public sealed record CheckedClaim
{
    public required string Id { get; init; }

    public required string Text { get; init; }

    public required string Source { get; init; }

    public required ClaimKind Kind { get; init; }

    /// <summary>Null where the claim is of none, as Option is.</summary>
    public QuestionSummary? Question { get; init; }

    /// <summary>The option or net that the claim is about.</summary>
    public Choice? Option { get; init; }

    /// <summary>Ids; each that was loaded stands in the answer with its revision and caveat.</summary>
    public required IReadOnlyList<string> Waves { get; init; }

    /// <summary>Null where the claim asks for no percentage.</summary>
    public QuerySummary? Query { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>The verdict in words, with figures or the reason why there are none.</summary>
    public string Sentence { get; init; } = "";

    /// <summary>What the verdict must not be taken for; empty where there is nothing to say.</summary>
    public string Note { get; init; } = "";

    /// <summary>One for each wave; none where the claim itself says that nothing can be computed.</summary>
    public required IReadOnlyList<ClaimFigure> Figures { get; init; }

    /// <summary>Between the two waves, of a claim of a change; adjusted over all changes of the question between them. Null across a
    /// break.</summary>
    public Change? Change { get; init; }

    /// <summary>What came out before, where that was something else; null where it was not, or no wave has an earlier revision.</summary>
    public ClaimBefore? Moved { get; init; }

    /// <summary>Nothing came out.</summary>
    internal CheckedClaim Without(params IReadOnlyList<Reason> why) => this with { Sentence = why.InWords() };

    /// <summary>With what came out before, where that was something else.</summary>
    internal CheckedClaim Since(CheckedClaim before) =>
        before.Verdict == Verdict && before.Figures.Select(figure => figure.Found).SequenceEqual(Figures.Select(figure => figure.Found))
            ? this
            : this with
            {
                Moved = new ClaimBefore(before.Verdict, before.Sentence, before.Figures),
            };
}
