using Survey.Instruments;
using Survey.Statistics;
using Survey.Storage;

namespace Survey.Answers;

/// <summary>The respondents that a percentage is of.</summary>
public enum BaseRule
{
    /// <summary>those who chose at least one option, "N/A" and "don't know" included</summary>
    Answered,

    /// <summary>those who chose at least one option that is not marked missing</summary>
    Valid,

    /// <summary>all respondents of the wave</summary>
    All,

    /// <summary>those whom the wave asked the question, as its routing in the instrument says</summary>
    Asked,
}

/// <summary>A count with its percentage. Every percentage that Survey shows is computed here.</summary>
/// <param name="Count">respondents, unweighted</param>
/// <param name="Percent">0 to 100, at full precision</param>
/// <param name="Low">lower end of the 95 % Wilson interval, 0 to 100, as if randomly sampled; null where the base is assumed</param>
/// <param name="High">upper end</param>
/// <param name="StandardError">in percentage points; null as the interval is</param>
public sealed record Figure(int Count, double Percent, double? Low, double? High, double? StandardError)
{
    /// <summary>A base under this is flagged <c>low</c>.</summary>
    public const int LowBase = 30;

    /// <summary>Said beside every interval and test: these surveys are opt-in samples.</summary>
    public const string Caveat =
        "Intervals and tests are computed as if respondents had been randomly sampled, and waves as independent samples.";

    /// <param name="count">respondents, whether weighted or not</param>
    /// <param name="proportion">what they are of the base; null where there is nothing to compute a percentage of</param>
    internal static Figure? Of(int count, Proportion? proportion, bool baseIsAssumed)
    {
        if (proportion is not { } known)
            return null;
        // Of weighted bases the quotient may round to more than all.
        var percent = known.Count == known.Base ? 100 : Math.Min(100, 100 * known.Count / known.Base);
        if (baseIsAssumed)
            return new Figure(count, percent, null, null, null);
        var (low, high) = known.Wilson();
        return new Figure(count, percent, 100 * low, 100 * high, 100 * known.StandardError);
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

/// <summary>A wave as answers describe it.</summary>
/// <param name="Revision">the live revision's number</param>
/// <param name="RespondentsAssumed">their number was never published</param>
/// <param name="Caveat">printed wherever the wave is shown; empty for a raw wave</param>
public record WaveSummary(
    string Id,
    string Label,
    int Revision,
    Provenance Provenance,
    bool RespondentsAssumed,
    string Caveat,
    int Respondents
)
{
    internal static WaveSummary Of(LoadedWave loaded)
    {
        var wave = loaded.Wave;
        return new WaveSummary(
            wave.Id,
            wave.Label,
            loaded.Revision,
            wave.Provenance,
            wave.RespondentsAssumed,
            wave.Caveat,
            loaded.Respondents
        );
    }
}

/// <summary>A question as answers describe it.</summary>
public sealed record QuestionSummary(string Id, string Text, QuestionKind Kind);
