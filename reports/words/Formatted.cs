using System.Globalization;
using Survey.Answers;
using Survey.Claims;
using Survey.Statistics;

namespace Survey.Reports.Words;

/// <summary>Figures as people read them.</summary>
public static class Formatted
{
    public static string Percent(double percent, int decimals = 0) => $"{Figure.ShowPercent(percent, decimals)} %";

    /// <summary>A change in percentage points with its sign: "+3.1", "−9.0"; "0.0" for what rounds to nothing.</summary>
    public static string Points(double points) => Figure.ShowPoints(points);

    public static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A base: "45", of weighted respondents "45, effective 20.3".</summary>
    public static string Base(int respondents, double? effective) =>
        effective is { } known ? $"{Count(respondents)}, effective {Figure.Show(known)}" : Count(respondents);

    /// <summary>"p = 0.032", or "p &lt; 0.001"; "p &lt; 0.05" for what is just under it, and would be rounded up to it.</summary>
    public static string P(double p) =>
        p switch
        {
            < 0.001 => "p < 0.001",
            >= 0.0495 and < 0.05 => "p < 0.05",
            _ => $"p = {Math.Min(p, 1).ToString("F3", CultureInfo.InvariantCulture)}",
        };

    /// <summary>"low to high", in percent.</summary>
    public static string Interval(Interval? interval) =>
        interval is var (low, high) ? $"{Figure.Show(low, 1)}–{Figure.Show(high, 1)}" : "–";

    /// <summary>Whom figures are about, where that is not everybody alike: "Only: …", "Weighted: …".</summary>
    public static IEnumerable<string> Among(QuerySummary query)
    {
        if (query.Segment.Length > 0)
            yield return $"Only: {query.Segment}";
        if (query.WeightInWords is { } weight)
            yield return $"Weighted: {weight}";
    }

    /// <summary>What a claim states, as printed: "71 %", "89 → 80 %", "place 2", "229"; a dash where it states no figure.</summary>
    public static string Stated(CheckedClaim claim) =>
        claim.Kind switch
        {
            _ when claim.Figures.Count == 0 => "–",
            ClaimKind.Rank => $"place {claim.Figures[0].Stated}",
            ClaimKind.Respondents => claim.Figures[0].Stated,
            _ => $"{string.Join(" → ", claim.Figures.Select(figure => figure.Stated))} %",
        };

    /// <summary>What came out of a claim; a dash where nothing did.</summary>
    public static string Found(IReadOnlyList<ClaimFigure> figures) =>
        figures switch
        {
            [] => "–",
            _ when figures.Any(figure => figure.Count is null) => "–",
            [{ Place: { } place }] => $"place {place}",
            [{ Percent: null, Count: { } count }] => Count(count),
            _ => $"{string.Join(" → ", figures.Select(figure => Figure.ShowPercent(figure.Percent!.Value, 1)))} %",
        };

    /// <summary>"revision 1", "revisions 1 and 3".</summary>
    public static string Revisions(IReadOnlyList<ClaimFigure> figures) =>
        figures.Count == 1
            ? $"revision {figures[0].Revision}"
            : $"revisions {string.Join(" and ", figures.Select(figure => figure.Revision))}";
}
