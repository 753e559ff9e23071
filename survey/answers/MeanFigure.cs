using Survey.Statistics;

namespace Survey.Answers;

/// <summary>What the numbers that respondents gave come to: those of a question of kind number, or the values of a scale's
/// options.</summary>
/// <param name="Count">who gave one, unweighted</param>
/// <param name="Low">lower end of the mean's 95 % interval, as if randomly sampled; null where none can be given</param>
/// <param name="StandardDeviation">of the sample; null where only one gave a number</param>
public sealed record MeanFigure(
    int Count,
    double Mean,
    double? Low,
    double? High,
    double? StandardDeviation,
    double Median,
    double Minimum,
    double Maximum
)
{
    /// <param name="values">each different number, with those who gave it</param>
    /// <param name="moments">what the figure is made of, to be compared with another wave's</param>
    /// <returns>null where nobody gave one</returns>
    internal static MeanFigure? Of(IReadOnlyList<(double Value, Sum Given)> values, bool baseIsAssumed, out Moments moments)
    {
        var given = new List<(double Value, double Weight)>(values.Count);
        var all = new Sum();
        foreach (var (value, sum) in values)
        {
            if (sum.Weight > 0)
            {
                given.Add((value, sum.Weight));
                all += sum;
            }
        }
        var found = Moments.Of(given, all.EffectiveBase);
        moments = found.GetValueOrDefault();
        if (found is null)
            return null;
        var interval = baseIsAssumed ? null : moments.Interval();
        return new MeanFigure(
            all.Respondents,
            moments.Mean,
            interval?.Low,
            interval?.High,
            moments.StandardDeviation,
            Moments.Median(given),
            given.Min(pair => pair.Value),
            given.Max(pair => pair.Value)
        );
    }
}

/// <summary>The mean of a scale or number in one wave of a trend.</summary>
/// <param name="Wave">its id</param>
/// <param name="Change">in the unit of the numbers, by Welch's t test; null where there is no earlier wave, and across a break</param>
public sealed record MeanPoint(string Wave, MeanFigure Figure, Change? Change);
