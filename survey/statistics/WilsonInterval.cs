namespace Survey.Statistics;

/// <summary>The Wilson score interval, 95 %, without continuity correction (Wilson 1927).</summary>
public static class WilsonInterval
{
    /// <returns>shares of 0 to 1</returns>
    public static Interval Wilson(this Proportion proportion)
    {
        const double Z = Proportion.Z;
        var (share, n) = (proportion.Share, proportion.Base);
        var centre = share + Z * Z / (2 * n);
        var margin = Z * Math.Sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
        var divisor = 1 + Z * Z / n;
        return new Interval(
            proportion.Count == 0 ? 0 : (centre - margin) / divisor,
            proportion.Count == n ? 1 : (centre + margin) / divisor
        );
    }
}
