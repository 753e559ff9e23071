using System.Globalization;

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

    /// <summary>Respondents with weight 0, who chose what has no share among the targets.</summary>
    public int WeightedOut { get; init; }

    /// <summary>What weighted figures must not be taken for, in words: that respondents are weighted out, and that the weights are very
    /// unequal.</summary>
    public IReadOnlyList<string> Warnings
    {
        get
        {
            var warnings = new List<string>();
            if (WeightedOut > 0)
                warnings.Add(
                    $"{WeightedOut.ToString("N0", CultureInfo.InvariantCulture)} "
                        + $"{(WeightedOut == 1 ? "respondent has" : "respondents have")} weight 0"
                );
            if (DesignEffect > MostDesignEffect)
                warnings.Add(
                    FormattableString.Invariant(
                        $"the weights' design effect is {DesignEffect:F2}, over {MostDesignEffect}: more than half of the base is lost"
                    )
                );
            return warnings;
        }
    }

    /// <summary>Weights over this are warned of.</summary>
    private const int MostDesignEffect = 2;

    /// <summary>Options with a target that nobody chose, as "question:option"; the other targets of the question are scaled up.</summary>
    public required IReadOnlyList<string> EmptyTargets { get; init; }
}
