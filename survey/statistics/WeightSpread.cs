namespace Survey.Statistics;

/// <summary>How unequal the weights of respondents are, and what that costs.</summary>
/// <param name="DesignEffect">Kish's (1965), n sum w^2 / (sum w)^2: how many times as large the variance of a share is; 1 where all weights
/// are equal</param>
/// <param name="EffectiveBase">Kish's, (sum w)^2 / sum w^2: so many unweighted respondents would say as much</param>
public readonly record struct WeightSpread(double Minimum, double Maximum, double DesignEffect, double EffectiveBase)
{
    /// <param name="weights">how many respondents have each weight, 0 or more</param>
    /// <returns>null where nobody has a weight over 0</returns>
    public static WeightSpread? Of(IEnumerable<(long Respondents, double Weight)> weights)
    {
        var held = weights.Where(pair => pair.Respondents > 0).ToList();
        var respondents = (double)held.Sum(pair => pair.Respondents);
        var effective = Kish(
            held.Sum(pair => pair.Respondents * pair.Weight),
            held.Sum(pair => pair.Respondents * pair.Weight * pair.Weight)
        );
        return effective == 0
            ? null
            : new WeightSpread(held.Min(pair => pair.Weight), held.Max(pair => pair.Weight), respondents / effective, effective);
    }

    /// <summary>The effective base of respondents whose weights have this sum and this sum of squares; 0 where they have none.</summary>
    public static double Kish(double sum, double squares) => squares > 0 ? sum / squares * sum : 0;
}
