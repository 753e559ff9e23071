namespace Survey;

/// <summary>What a reason speaks of.</summary>
public enum ReasonCode
{
    /// <summary>a flag of a figure: the series is broken here, and nothing before can be compared</summary>
    Break,

    /// <summary>a flag: the question is not the same as in other waves</summary>
    Differs,

    /// <summary>a flag: the figure may still change</summary>
    Provisional,

    /// <summary>a flag: the base is too small to rely on</summary>
    Low,

    /// <summary>the instrument took something up after the revision was coded</summary>
    CodedWithout,

    /// <summary>there is no figure</summary>
    NotComputable,

    /// <summary>there is a figure or a change, and no test of it</summary>
    NotTested,

    /// <summary>there is a change, and it must not be called significant</summary>
    NotComparable,

    /// <summary>there is a change, and a base too small to test or rank it</summary>
    NotRanked,

    /// <summary>there is a change, and the same change of another answer is tested</summary>
    Mirror,

    /// <summary>only one of two waves offered some options beside it: to be known, and no reason against a comparison</summary>
    OfferedApart,

    /// <summary>a figure that weighting fixes: it has no interval and no test</summary>
    FixedByWeighting,

    /// <summary>a figure of a reconstructed wave that no publication gave</summary>
    MadeUp,

    /// <summary>a question has no changes at all</summary>
    NotCompared,

    /// <summary>which test was made, and what it must not be taken for</summary>
    OfTest,

    /// <summary>parts of a change have no intervals</summary>
    NoIntervals,

    /// <summary>there would be a group's figure, if somebody of the wave were in the group</summary>
    EmptyGroup,

    /// <summary>it could tell who somebody is</summary>
    Protected,
}

/// <summary>Why something is not there, or must not be taken as it stands: a code for programs, and a text for people.</summary>
/// <param name="Text">without what the code says already</param>
public sealed record Reason(ReasonCode Code, string Text)
{
    /// <summary>Of two rows and two columns with an expected count under 5.</summary>
    public static readonly Reason FisherExact = new(ReasonCode.OfTest, "Fisher's exact test: an expected count is under 5");

    /// <summary>Of other tables, and of weighted respondents, with an expected count under 5.</summary>
    public static readonly Reason RoughTest = new(ReasonCode.OfTest, "an expected count is under 5: the test is rough");

    /// <summary>Nothing but published counts can be said of a reconstructed wave.</summary>
    public static Reason Reconstructed(ReasonCode code) => new(code, "rows are reconstructed from published percentages");

    /// <summary>Whether it is a flag of a figure, known to programs by its <see cref="Name"/>.</summary>
    public bool IsFlag => Code is ReasonCode.Break or ReasonCode.Differs or ReasonCode.Provisional or ReasonCode.Low;

    /// <summary>What the code says, as it stands before the text; empty where the text says it all.</summary>
    public string Name =>
        Code switch
        {
            ReasonCode.Break => "break",
            ReasonCode.Differs => "differs",
            ReasonCode.Provisional => "provisional",
            ReasonCode.Low => "low",
            ReasonCode.NotComputable => "not computable",
            ReasonCode.NotTested or ReasonCode.Mirror => "not tested",
            ReasonCode.FixedByWeighting => "fixed by weighting",
            ReasonCode.MadeUp => "made up",
            ReasonCode.NotComparable => "not comparable",
            ReasonCode.NoIntervals => "composition and behaviour have no intervals",
            _ => "",
        };

    /// <summary>As people read it where nothing around it says what it is of: "not tested: respondents are weighted".</summary>
    public override string ToString() => Name.Length > 0 ? $"{Name}: {Text}" : Text;
}

/// <summary>Reasons as answers give them.</summary>
public static class Reasons
{
    public static bool Have(this IEnumerable<Reason> reasons, ReasonCode code) => reasons.Any(reason => reason.Code == code);

    /// <summary>The names of those that are flags: break, differs, provisional, low.</summary>
    public static IReadOnlyList<string> Flags(this IEnumerable<Reason> reasons) =>
        [.. reasons.Where(reason => reason.IsFlag).Select(reason => reason.Name)];

    /// <summary>All of them in words.</summary>
    public static IReadOnlyList<string> Notes(this IEnumerable<Reason> reasons) => [.. reasons.Select(reason => reason.ToString())];

    /// <summary>In one line; empty where there is none.</summary>
    public static string InWords(this IEnumerable<Reason> reasons) => string.Join("; ", reasons);

    /// <summary>Empty where there is none.</summary>
    public static string InWords(this Reason? reason) => reason?.ToString() ?? "";
}
