namespace Survey.Statistics;

/// <summary>A count of a base, as if the base were a simple random sample.</summary>
/// <param name="Count">respondents; where they are weighted, the weighted share of the effective base</param>
/// <param name="Base">more than 0: respondents, or Kish's effective base where they are weighted</param>
public readonly record struct Proportion(double Count, double Base, bool Weighted = false)
{
    /// <summary>The 97.5 % point of the standard normal distribution.</summary>
    internal const double Z = 1.959963984540054;

    public double Share => Count / Base;

    /// <summary>The standard error of the share: sqrt(p(1-p)/n).</summary>
    public double StandardError => Math.Sqrt(Share * (1 - Share) / Base);

    /// <summary>The share of a part in the whole that contains it; null where there is no whole.</summary>
    internal static Proportion? Of(WeightedCount part, WeightedCount whole, bool weighted)
    {
        if (whole.Respondents == 0 || whole.Weight <= 0)
            return null;
        if (!weighted)
            return new Proportion(part.Respondents, whole.Respondents);
        var effective = whole.EffectiveBase;
        // All of the whole is exactly all of it, whatever the order in which the weights were added.
        var share = part.Respondents == whole.Respondents ? 1 : Math.Min(1, part.Weight / whole.Weight);
        return new Proportion(share * effective, effective, Weighted: true);
    }
}
