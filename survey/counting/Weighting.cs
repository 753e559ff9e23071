namespace Survey.Counting;

/// <summary>How the respondents of a wave were weighted: what a reader of weighted figures has to know. The mean weight is 1.</summary>
public sealed record Weighting
{
    /// <summary>The weight scheme's id.</summary>
    public required string Scheme { get; init; }

    /// <summary>Of raking, until the targets were met to a relative 1e-12.</summary>
    public required int Rounds { get; init; }

    public required double Minimum { get; init; }

    public required double Maximum { get; init; }

    /// <summary>Kish's, over all respondents of the wave.</summary>
    public required double DesignEffect { get; init; }

    /// <summary>Respondents over design effect.</summary>
    public required double EffectiveBase { get; init; }

    /// <summary>How far the weighted shares are from the targets at most, in percentage points; more than rounding only where weights were
    /// trimmed.</summary>
    public required double LargestDeviation { get; init; }

    /// <summary>Options with a target that nobody chose, as "question:option"; the other targets of the question are scaled up.</summary>
    public required IReadOnlyList<string> EmptyTargets { get; init; }
}
