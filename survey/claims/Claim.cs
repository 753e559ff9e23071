using Survey.Instruments;

namespace Survey.Claims;

/// <summary>What a claim says, and so what it is compared with.</summary>
public enum ClaimKind
{
    /// <summary>the share of an option or net in one wave</summary>
    Share,

    /// <summary>its shares in two waves, and so the change between them</summary>
    Change,

    /// <summary>the number of respondents of one wave</summary>
    Respondents,

    /// <summary>the place of an option or net by its share in one wave</summary>
    Rank,

    /// <summary>nothing that the waves could tell</summary>
    NotComputable,
}

/// <summary>A sentence with a number in it that a published text made, bound to a query, so that it can be checked. See
/// survey/CLAIMS.md.</summary>
/// <param name="Text">what was published</param>
/// <param name="Source">where: an address, or words for people</param>
/// <param name="Waves">ids in order of time: two of a change, one of what else is computed, any number of what is not</param>
public sealed record Claim(string Id, string Text, string Source, ClaimKind Kind, IReadOnlyList<string> Waves)
{
    /// <summary>The id of the question; empty where the claim is of none.</summary>
    public string Question { get; init; } = "";

    /// <summary>The id of the option or net; empty where the claim is of none.</summary>
    public string Option { get; init; } = "";

    /// <summary>The percentages as printed, one for each wave; empty for other kinds than share and change.</summary>
    public IReadOnlyList<ClaimedNumber> Stated { get; init; } = [];

    /// <summary>Of respondents who match all of these; of everybody when empty.</summary>
    public IReadOnlyList<Filter> Where { get; init; } = [];

    /// <summary><c>answered</c>, <c>valid</c>, <c>all</c> or <c>asked</c>; null where the claim says nothing of it, which is
    /// <c>answered</c></summary>
    public string? Base { get; init; }

    /// <summary>The id of the weight scheme; null for none.</summary>
    public string? Weight { get; init; }

    /// <summary>The number of respondents that was published.</summary>
    public int? Respondents { get; init; }

    /// <summary>The place that was published, 1 for the largest share; 1 more than the number of options with a larger one.</summary>
    public int? Rank { get; init; }

    /// <summary>The options and nets that the place is among; empty for all options of the question, without nets.</summary>
    public IReadOnlyList<string> Among { get; init; } = [];

    /// <summary>Why nothing is computed; empty for other kinds.</summary>
    public string NotComputable { get; init; } = "";
}
