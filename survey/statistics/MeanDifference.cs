namespace Survey.Statistics;

/// <summary>How the means of two independent samples differ, by Welch's t test (Welch 1947), which does not take their spreads for
/// equal.</summary>
/// <param name="Points">second less first, in the unit of the numbers</param>
/// <param name="Interval">95 %; null where nothing is known of the spread</param>
/// <param name="P">two-sided p-value of no difference, 0 to 1; null where nothing can be tested</param>
/// <param name="DegreesOfFreedom">Welch and Satterthwaite's, seldom a whole number; null where there are none</param>
public readonly record struct MeanDifference(double Points, Interval? Interval, double? P, double? DegreesOfFreedom)
{
    /// <summary>
    /// A sample without a standard deviation (a base of 1 or less) leaves the points alone. So do two samples in each of which all numbers
    /// are the same: the formula would call any difference of theirs certain, two respondents against two. Where these numbers are the same
    /// too, p is 1, as with two shares of 0.
    /// </summary>
    public static MeanDifference Between(Moments first, Moments second)
    {
        var points = second.Mean - first.Mean;
        if (first.StandardDeviation is not { } deviation1 || second.StandardDeviation is not { } deviation2)
            return new MeanDifference(points, null, null, null);
        if (deviation1 == 0 && deviation2 == 0)
            return new MeanDifference(points, null, points == 0 ? 1 : null, null);
        var error1 = deviation1 * deviation1 / first.Base;
        var error2 = deviation2 * deviation2 / second.Base;
        var error = Math.Sqrt(error1 + error2);
        var share = error1 / (error1 + error2);
        var freedom = 1 / (share * share / (first.Base - 1) + (1 - share) * (1 - share) / (second.Base - 1));
        var margin = StudentT.Limit(freedom) * error;
        return new MeanDifference(
            points,
            double.IsFinite(margin) ? new Interval(points - margin, points + margin) : null,
            StudentT.P(points / error, freedom),
            freedom
        );
    }
}
