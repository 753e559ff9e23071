using System.Globalization;
using Survey.Instruments;
using Survey.Statistics;

namespace Survey.Counting;

/// <summary>How many respondents a base must have to be relied on; where they are weighted, its effective base.</summary>
/// <param name="Least">fewer are low</param>
/// <param name="Masked">whether figures of fewer are not shown at all</param>
internal sealed record MinimumBase(int Least, bool Masked)
{
    public static MinimumBase Of(Instrument instrument) => new(instrument.MinimumBase, instrument.Mask);

    public bool IsLow(double effective) => effective < Least;

    public bool IsLow(WeightedCount all, bool weighted) => IsLow(weighted ? all.EffectiveBase : all.Respondents);

    /// <summary>That a base is low, and how many it is; null where it is not.</summary>
    /// <param name="what">the base, as in "the base in 2019"</param>
    public Reason? Low(WeightedCount all, bool weighted, string what = "the base") =>
        IsLow(all, weighted) ? new Reason(ReasonCode.Low, $"{what} is {InWords(all, weighted)}, under {Least}") : null;

    /// <summary>Why a figure is not shown; null where it is.</summary>
    public Reason? Mask(WeightedCount all, bool weighted) =>
        Masked && all.Respondents > 0 && Low(all, weighted) is { } low
            ? new Reason(ReasonCode.NotComputable, $"{low.Text}, and the instrument masks it")
            : null;

    /// <summary>"45", or "45, effectively 20.3": rounded down, so that what is under a number never looks like it.</summary>
    public static string InWords(WeightedCount all, bool weighted) => InWords(all.Respondents, weighted ? all.EffectiveBase : null);

    public static string InWords(int respondents, double? effective)
    {
        var counted = respondents.ToString("N0", CultureInfo.InvariantCulture);
        return effective is { } known
            ? $"{counted}, effectively {(Math.Floor(10 * known) / 10).ToString("N1", CultureInfo.InvariantCulture)}"
            : counted;
    }
}
