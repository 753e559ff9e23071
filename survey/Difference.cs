using MathNet.Numerics;

namespace Survey;

/// <summary>How two proportions of independent samples differ.</summary>
/// <param name="Points">second less first, as a share of -1 to 1</param>
/// <param name="Interval">Newcombe's hybrid-score interval, 95 % (Newcombe 1998, method 10)</param>
/// <param name="P">two-sided p-value of no difference, 0 to 1</param>
/// <param name="Exact">p is Fisher's, because an expected count is under 5; otherwise that of the pooled z test</param>
public readonly record struct Difference(double Points, Interval Interval, double P, bool Exact)
{
    public static Difference Between(Proportion first, Proportion second)
    {
        var difference = second.Share - first.Share;
        var (low1, high1) = first.Wilson();
        var (low2, high2) = second.Wilson();
        var interval = new Interval(
            difference - Hypotenuse(second.Share - low2, high1 - first.Share),
            difference + Hypotenuse(high2 - second.Share, first.Share - low1));
        var exact = SmallestExpectedCountIsUnder5(first, second);
        return new Difference(difference, interval, exact ? FisherExact.P(first, second) : PooledZ(first, second), exact);
    }

    /// <summary>Two-sided p of the pooled two-proportion z test, without continuity correction; the tail is computed directly.</summary>
    private static double PooledZ(Proportion first, Proportion second)
    {
        var pooled = ((double)first.Count + second.Count) / ((double)first.Base + second.Base);
        var error = Math.Sqrt(pooled * (1 - pooled) * (1.0 / first.Base + 1.0 / second.Base));
        var z = Math.Abs(second.Share - first.Share) / error;
        return SpecialFunctions.Erfc(z / Constants.Sqrt2);
    }

    /// <summary>In whole numbers: in floating point an expected count of exactly 5 may come out as less.</summary>
    private static bool SmallestExpectedCountIsUnder5(Proportion first, Proportion second)
    {
        var all = (long)first.Base + second.Base;
        var chosen = (long)first.Count + second.Count;
        return (Int128)Math.Min(first.Base, second.Base) * Math.Min(chosen, all - chosen) < (Int128)5 * all;
    }

    private static double Hypotenuse(double a, double b) => Math.Sqrt(a * a + b * b);
}
