namespace Survey.Statistics;

/// <summary>Respondents of a set, counted and weighted. Sums add.</summary>
/// <param name="Weight">the sum of their weights; their number where there are none</param>
/// <param name="Squares">the sum of the squares of their weights</param>
public readonly record struct WeightedCount(int Respondents, double Weight, double Squares)
{
    /// <summary>Kish's effective base (Kish 1965): (sum w)^2 / sum w^2; 0 for nobody.</summary>
    public double EffectiveBase => WeightSpread.Kish(Weight, Squares);

    public static WeightedCount Of(int respondents, double weight = 1) =>
        new(respondents, respondents * weight, respondents * weight * weight);

    public static WeightedCount operator +(WeightedCount one, WeightedCount other) =>
        new(one.Respondents + other.Respondents, one.Weight + other.Weight, one.Squares + other.Squares);
}
