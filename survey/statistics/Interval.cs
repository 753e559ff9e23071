namespace Survey.Statistics;

/// <summary>A 95 % interval, in the unit of what it belongs to.</summary>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>In another unit: shares in per cent.</summary>
    public static Interval operator *(double scale, Interval interval) => new(scale * interval.Low, scale * interval.High);
}
