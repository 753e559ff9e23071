using Survey.Statistics;

namespace Survey.Answers;

/// <summary>A count with its percentage. Every percentage that Survey shows is computed here.</summary>
/// <param name="Count">respondents, unweighted</param>
/// <param name="Percent">0 to 100, at full precision</param>
/// <param name="Interval">Wilson's, 95 %, 0 to 100, as if randomly sampled; null where the base is assumed</param>
/// <param name="StandardError">in percentage points; null as the interval is</param>
public sealed record Figure(int Count, double Percent, Interval? Interval, double? StandardError)
{
    /// <summary>A base under this is flagged <c>low</c>.</summary>
    public const int LowBase = 30;

    /// <summary>Said beside every interval and test: these surveys are opt-in samples.</summary>
    public const string Caveat =
        "Intervals and tests are computed as if respondents had been randomly sampled, and waves as independent samples.";

    /// <summary>Whether so many respondents are too few to rely on.</summary>
    internal static bool IsLow(int respondents) => respondents < LowBase;

    /// <summary>That a base is low, and how many it is; null where it is not.</summary>
    /// <param name="what">the base, as in "the base in 2019"</param>
    internal static Reason? Low(int? respondents, string what = "the base") =>
        respondents is { } counted && IsLow(counted) ? new Reason(ReasonCode.Low, $"{what} is {counted}, under {LowBase}") : null;

    /// <summary>The flags of a base of which nothing else is to be said: low, or none.</summary>
    internal static IReadOnlyList<string> Flags(int respondents) => Low(respondents) is { } low ? [low.Name] : [];

    /// <param name="count">respondents, whether weighted or not</param>
    /// <param name="proportion">what they are of the base; null where there is nothing to compute a percentage of</param>
    internal static Figure? Of(int count, Proportion? proportion, bool baseIsAssumed)
    {
        if (proportion is not { } known)
            return null;
        // Of weighted bases the quotient may round to more than all.
        var percent = known.Count == known.Base ? 100 : Math.Min(100, 100 * known.Count / known.Base);
        return baseIsAssumed
            ? new Figure(count, percent, null, null)
            : new Figure(count, percent, 100 * known.Wilson(), 100 * known.StandardError);
    }

    /// <summary>As people read it: rounded half away from zero.</summary>
    public static string Show(double percent, int decimals = 0) =>
        Math.Round((decimal)percent, decimals, MidpointRounding.AwayFromZero)
            .ToString($"F{decimals}", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Percentage points with their sign: "+3.1", "−9.0"; "0.0" for what rounds to nothing.</summary>
    public static string ShowPoints(double points)
    {
        var shown = Show(Math.Abs(points), 1);
        return shown == "0.0" ? shown : $"{(points < 0 ? '−' : '+')}{shown}";
    }
}
