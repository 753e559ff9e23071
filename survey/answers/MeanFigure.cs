using System.Text.Json.Serialization;
using Survey.Instruments;
using Survey.Statistics;

namespace Survey.Answers;

/// <summary>What the numbers that respondents gave come to: those of a question of kind number, or the values of a scale's
/// options.</summary>
/// <param name="Moments">what is compared with another wave's</param>
/// <param name="All">who gave one</param>
public sealed record MeanFigure([property: JsonIgnore] Moments Moments, [property: JsonIgnore] WeightedCount All)
{
    /// <summary>Who gave one, unweighted.</summary>
    public int Count => All.Respondents;

    public double Mean => Moments.Mean;

    /// <summary>Lower end of the mean's 95 % interval, as if randomly sampled; null where none can be given.</summary>
    public double? Low => Interval?.Low;

    public double? High => Interval?.High;

    /// <summary>Of the sample; null where only one gave a number.</summary>
    public double? StandardDeviation => Moments.StandardDeviation;

    public required double Median { get; init; }

    public required double Minimum { get; init; }

    public required double Maximum { get; init; }

    /// <summary>The mean's, 95 %, as if randomly sampled; null where none can be given.</summary>
    [JsonIgnore]
    public Interval? Interval { get; init; }

    /// <summary>Of what was counted of a question in a wave.</summary>
    /// <returns>null where nobody gave a number, and where the instrument masks means of so few</returns>
    internal static MeanFigure? Of(Comparability comparability, Question question, WaveTally counted)
    {
        var mean = Of(counted.Tally.Numbers(question), comparability.WithoutInterval(question, null, counted.Wave) is not null);
        return mean is not null && comparability.Minimum is { Masked: true } minimum && minimum.IsLow(mean.Moments.Base) ? null : mean;
    }

    /// <param name="values">each different number, with those who gave it</param>
    /// <returns>null where nobody gave one</returns>
    internal static MeanFigure? Of(IReadOnlyList<(double Value, WeightedCount Given)> values, bool withoutInterval)
    {
        var given = new List<(double Value, double Weight)>(values.Count);
        var all = new WeightedCount();
        foreach (var (value, sum) in values)
        {
            if (sum.Weight > 0)
            {
                given.Add((value, sum.Weight));
                all += sum;
            }
        }
        return Moments.Of(given, all.EffectiveBase) is not { } moments
            ? null
            : new MeanFigure(moments, all)
            {
                Median = Moments.Median(given),
                Minimum = given.Min(pair => pair.Value),
                Maximum = given.Max(pair => pair.Value),
                Interval = withoutInterval ? null : moments.Interval(),
            };
    }
}

/// <summary>The mean of a scale or number in one wave of a trend.</summary>
/// <param name="Wave">its id</param>
/// <param name="Change">in the unit of the numbers, by Welch's t test; null where there is no earlier wave, and across a break</param>
public sealed record MeanPoint(string Wave, MeanFigure Figure, Change? Change);
