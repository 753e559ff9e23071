namespace Survey;

/// <summary>A 95 % interval, in the unit of what it belongs to.</summary>
public readonly record struct Interval(double Low, double High);

/// <summary>A count of a base, as if the base were a simple random sample.</summary>
/// <param name="Base">at least 1</param>
public readonly record struct Proportion(int Count, int Base)
{
    /// <summary>The 97.5 % point of the standard normal distribution.</summary>
    internal const double Z = 1.959963984540054;

    public double Share => (double)Count / Base;

    /// <summary>The Wilson score interval, 95 %, as shares of 0 to 1 (Wilson 1927; without continuity correction).</summary>
    public Interval Wilson()
    {
        var n = (double)Base;
        var centre = Share + Z * Z / (2 * n);
        var margin = Z * Math.Sqrt(Share * (1 - Share) / n + Z * Z / (4 * n * n));
        var divisor = 1 + Z * Z / n;
        return new Interval(Count == 0 ? 0 : (centre - margin) / divisor, Count == Base ? 1 : (centre + margin) / divisor);
    }
}
