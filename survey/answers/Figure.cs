using Survey.Statistics;

namespace Survey.Answers;

/// <summary>A count with its percentage. Every percentage that Survey shows is computed here.</summary>
/// <param name="Count">respondents, unweighted</param>
/// <param name="Percent">0 to 100, at full precision</param>
/// <param name="Interval">Wilson's, 95 %, 0 to 100, as if randomly sampled; null where <see cref="Comparability.WithoutInterval"/> says
/// why</param>
/// <param name="StandardError">in percentage points; null as the interval is</param>
public sealed record Figure(int Count, double Percent, Interval? Interval, double? StandardError)
{
    /// <summary>Said beside every interval and test: these surveys are opt-in samples.</summary>
    public const string Caveat =
        "Intervals and tests are computed as if respondents had been randomly sampled, and waves as independent samples.";

    /// <param name="count">respondents, whether weighted or not</param>
    /// <param name="proportion">what they are of the base; null where there is nothing to compute a percentage of</param>
    internal static Figure? Of(int count, Proportion? proportion, bool withoutInterval)
    {
        if (proportion is not { } known)
            return null;
        // Of weighted bases the quotient may round to more than all.
        var percent = known.Count == known.Base ? 100 : Math.Min(100, 100 * known.Count / known.Base);
        return withoutInterval
            ? new Figure(count, percent, null, null)
            : new Figure(count, percent, 100 * known.Wilson(), 100 * known.StandardError);
    }

    /// <summary>A percentage as people read it: rounded half away from zero, and never 0 or 100 for what is neither: "&lt;0.5",
    /// "&gt;99.5", or with a decimal "&lt;0.05", "&gt;99.95".</summary>
    public static string ShowPercent(double percent, int decimals = 0)
    {
        var half = 0.5m / (decimal)Math.Pow(10, decimals);
        return Show(percent, decimals) switch
        {
            var shown when percent > 0 && shown == Show(0, decimals) => $"<{Show((double)half, decimals + 1)}",
            var shown when percent < 100 && shown == Show(100, decimals) => $">{Show((double)(100 - half), decimals + 1)}",
            var shown => shown,
        };
    }

    /// <summary>Any number as people read it: rounded half away from zero.</summary>
    public static string Show(double number, int decimals = 0) =>
        Math.Round((decimal)number, decimals, MidpointRounding.AwayFromZero)
            .ToString($"F{decimals}", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Percentage points with their sign: "+3.1", "−9.0"; "0.0" for what rounds to nothing.</summary>
    public static string ShowPoints(double points)
    {
        var shown = Show(Math.Abs(points), 1);
        return shown == "0.0" ? shown : $"{(points < 0 ? '−' : '+')}{shown}";
    }
}
