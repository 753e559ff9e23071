namespace Survey.Claims;

/// <summary>What became of a claim when it was checked. See survey/CLAIMS.md.</summary>
public enum Verdict
{
    /// <summary>what was stated comes out</summary>
    Reproduced,

    /// <summary>what was stated comes out of rows that were made so that it does: it shows that the claim is read right, and nothing
    /// more</summary>
    ByConstruction,

    /// <summary>something else comes out</summary>
    Off,

    /// <summary>both shares of a change come out, and the change was tested and is not significant</summary>
    NotSignificant,

    /// <summary>nothing comes out, for a reason</summary>
    NotComputable,
}

/// <summary>Verdicts as people read them.</summary>
public static class Verdicts
{
    public static string InWords(this Verdict verdict) =>
        verdict switch
        {
            Verdict.Reproduced => "reproduced",
            Verdict.ByConstruction => "by construction",
            Verdict.Off => "off",
            Verdict.NotSignificant => "reproduced but not significant",
            _ => "not computable",
        };

    /// <summary>A sign of one letter.</summary>
    public static string Mark(this Verdict verdict) =>
        verdict switch
        {
            Verdict.Reproduced => "✓",
            Verdict.ByConstruction => "=",
            Verdict.Off => "✗",
            Verdict.NotSignificant => "~",
            _ => "–",
        };
}
