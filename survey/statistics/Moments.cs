namespace Survey.Statistics;

/// <summary>Mean and spread of numbers, as if they came from a simple random sample.</summary>
/// <param name="Base">how many numbers; Kish's effective base where they are weighted (see <see cref="WeightSpread"/>)</param>
/// <param name="Mean">in the unit of the numbers</param>
/// <param name="StandardDeviation">of the sample, in the unit of the numbers; null with a base of 1 or less, which says nothing of a
/// spread</param>
public readonly record struct Moments(double Base, double Mean, double? StandardDeviation)
{
    /// <summary>How near to half of the weights, as a part of them all, a sum of weights is half: weights are seldom whole
    /// numbers.</summary>
    private const double Rounding = 1e-12;

    /// <summary>
    /// The standard deviation is sqrt(sum w (x - mean)^2 / sum w * n / (n - 1)) with n the effective base: the usual one where all weights
    /// are 1, the unbiased one of reliability weights otherwise (R's <c>cov.wt</c>). It is exactly 0 where all numbers are the same.
    /// </summary>
    /// <param name="values">each different number with the weights of all who gave it; finite, weights 0 or more</param>
    /// <returns>null where there is no number with a weight</returns>
    public static Moments? Of(IEnumerable<(double Value, double Weight)> values, double effectiveBase)
    {
        var weighed = values.Where(pair => pair.Weight > 0).ToList();
        if (weighed.Count == 0)
            return null;
        var weight = weighed.Sum(pair => pair.Weight);
        var mean = weighed[0].Value;
        for (var pass = 0; pass < 2; pass++)
            mean += weighed.Sum(pair => pair.Weight * (pair.Value - mean)) / weight;
        var squares = weighed.Sum(pair => pair.Weight * (pair.Value - mean) * (pair.Value - mean));
        return new Moments(
            effectiveBase,
            mean,
            effectiveBase > 1 ? Math.Sqrt(squares / weight * (effectiveBase / (effectiveBase - 1))) : null
        );
    }

    /// <summary>The mean's 95 % interval, mean -+ t(0.975, n - 1) sd / sqrt(n); null where there is no standard deviation, or the interval
    /// has no end.</summary>
    public Interval? Interval()
    {
        if (StandardDeviation is not { } deviation)
            return null;
        var margin = deviation == 0 ? 0 : StudentT.Limit(Base - 1) * deviation / Math.Sqrt(Base);
        return double.IsFinite(margin) ? new Interval(Mean - margin, Mean + margin) : null;
    }

    /// <summary>
    /// The number at which the sum of weights, in order of size, first exceeds half of them all; where a sum is half, the mean of that
    /// number and the next. With equal weights, that is the usual median.
    /// </summary>
    /// <param name="values">at least one with a weight over 0, in any order</param>
    public static double Median(IReadOnlyList<(double Value, double Weight)> values)
    {
        // Plain arrays of floats sort several times as fast as pairs by a key.
        double[] ordered = [.. values.Where(pair => pair.Weight > 0).Select(pair => pair.Value)];
        double[] weights = [.. values.Where(pair => pair.Weight > 0).Select(pair => pair.Weight)];
        if (ordered.Length == 0)
            throw new ArgumentException("there is no median of no numbers", nameof(values));
        Array.Sort(ordered, weights);
        var weight = weights.Sum();
        var (index, sum) = (0, weights[0]);
        while (sum < weight * (0.5 - Rounding))
            sum += weights[++index];
        return sum > weight * (0.5 + Rounding) ? ordered[index] : ordered[index] + (ordered[index + 1] - ordered[index]) / 2;
    }
}
