using MathNet.Numerics;

namespace Survey.Statistics;

/// <summary>How two proportions of independent samples differ.</summary>
/// <param name="Points">second less first, as a share of -1 to 1</param>
/// <param name="Interval">Newcombe's hybrid-score interval, 95 % (Newcombe 1998, method 10)</param>
/// <param name="P">two-sided p-value of no difference, 0 to 1</param>
/// <param name="Small">an expected count is under 5</param>
/// <param name="Exact">p is Fisher's, because an expected count is under 5 and nobody is weighted; otherwise that of the pooled z
/// test</param>
public readonly record struct Difference(double Points, Interval Interval, double P, bool Small, bool Exact)
{
    /// <summary>What is to be said of the test; null where that is nothing.</summary>
    public Reason? Test =>
        Exact ? Reason.FisherExact
        : Small ? Reason.RoughTest
        : null;

    public static Difference Between(Proportion first, Proportion second)
    {
        var difference = second.Share - first.Share;
        var (low1, high1) = first.Wilson();
        var (low2, high2) = second.Wilson();
        var interval = new Interval(
            difference - Hypotenuse(second.Share - low2, high1 - first.Share),
            difference + Hypotenuse(high2 - second.Share, first.Share - low1)
        );
        var small = SmallestExpectedCountIsUnder5(first, second);
        var exact = small && !first.Weighted && !second.Weighted;
        return new Difference(difference, interval, exact ? FisherExact.P(first, second) : PooledZ(first, second), small, exact);
    }

    /// <summary>
    /// The smallest difference that these bases would show as significant, unadjusted, at the 5 % level, as a share of 0 to 1:
    /// 1.96 sqrt(p(1-p)(1/n1 + 1/n2)), where p is the pooled share.
    /// </summary>
    public static double Detectable(Proportion first, Proportion second) => 1.96 * StandardError(first, second);

    /// <summary>Two-sided p of the pooled two-proportion z test, without continuity correction; the tail is computed directly.</summary>
    private static double PooledZ(Proportion first, Proportion second)
    {
        var error = StandardError(first, second);
        return error > 0 ? SpecialFunctions.Erfc(Math.Abs(second.Share - first.Share) / error / Constants.Sqrt2) : 1;
    }

    /// <summary>The standard error of the difference when there is none; 0 where both shares are 0, or both 1.</summary>
    private static double StandardError(Proportion first, Proportion second)
    {
        var pooled = (first.Count + second.Count) / (first.Base + second.Base);
        return Math.Sqrt(Math.Max(0, pooled * (1 - pooled)) * (1 / first.Base + 1 / second.Base));
    }

    /// <summary>Without a division: in floating point an expected count of exactly 5 may come out as less.</summary>
    private static bool SmallestExpectedCountIsUnder5(Proportion first, Proportion second)
    {
        var all = first.Base + second.Base;
        var chosen = first.Count + second.Count;
        return Math.Min(first.Base, second.Base) * Math.Min(chosen, all - chosen) < 5 * all;
    }

    private static double Hypotenuse(double a, double b) => Math.Sqrt(a * a + b * b);
}
