using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace Survey.Statistics;

/// <summary>Resamples respondents who are parted into cells: as many as there are, drawn with replacement, counted by cell.</summary>
internal sealed class Multinomial
{
    /// <summary>A binomial of more variance than this, a standard deviation of 50 respondents, is drawn from the rounded normal
    /// distribution; any other exactly.</summary>
    private const double MostExactVariance = 2500;

    private readonly int all;
    private readonly (int Cell, double Share)[] draws;
    private readonly int cells;

    /// <param name="counts">respondents by cell, each 0 or more</param>
    public Multinomial(IReadOnlyList<int> counts)
    {
        (all, cells) = (counts.Sum(), counts.Count);
        var left = all;
        var filled = new List<(int, double)>();
        foreach (var (count, cell) in counts.Select((count, cell) => (count, cell)).Where(pair => pair.count > 0))
        {
            filled.Add((cell, (double)count / left));
            left -= count;
        }
        draws = [.. filled];
    }

    /// <summary>One resample: cell by cell from the binomial distribution of those who are left.</summary>
    /// <param name="into">room for every cell</param>
    public void Draw(MersenneTwister random, Span<int> into)
    {
        into[..cells].Clear();
        var left = all;
        foreach (var (cell, share) in draws)
            left -= into[cell] = Binomial(left, share, random.NextDouble());
    }

    /// <summary>The quantile of one uniform number, searched outwards from the mode, so that the steps are as few as the spread is
    /// small.</summary>
    private static int Binomial(int n, double p, double uniform)
    {
        if (n == 0 || p >= 1)
            return n;
        var variance = n * p * (1 - p);
        if (variance > MostExactVariance)
            return (int)Math.Clamp(Math.Round(n * p + Math.Sqrt(variance) * Normal.InvCDF(0, 1, Math.Max(uniform, double.Epsilon))), 0, n);
        var mode = (int)((n + 1) * p);
        var odds = p / (1 - p);
        var atMode = Math.Exp(SpecialFunctions.BinomialLn(n, mode) + mode * Math.Log(p) + (n - mode) * Math.Log(1 - p));
        var (low, high, atLow, atHigh) = (mode, mode, atMode, atMode);
        // Every outcome has as much of 0 to 1 as it is probable; in which order they lie there does not matter.
        for (var rest = uniform - atMode; rest >= 0 && (atLow > 0 || atHigh > 0); low--, high++)
        {
            atLow *= low / (n - low + 1.0) / odds;
            if ((rest -= atLow) < 0)
                return low - 1;
            atHigh *= (n - high) / (high + 1.0) * odds;
            if ((rest -= atHigh) < 0)
                return high + 1;
        }
        return mode;
    }
}
