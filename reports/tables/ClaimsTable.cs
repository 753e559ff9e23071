using Spectre.Console;
using Survey.Claims;
using Survey.Reports.Charts;
using Survey.Reports.Words;

namespace Survey.Reports.Tables;

/// <summary>Checked claims as a table on a terminal.</summary>
public static class ClaimsTable
{
    private const int FigureWidth = 13;
    private const int MarkWidth = 2;

    /// <summary>
    /// A row for each claim, those that moved first, with a mark for its verdict, what was stated and what comes out; below, what has to be
    /// said of those that do not simply come out, and how many there are of each.
    /// </summary>
    public static void Write(IAnsiConsole console, CheckedClaims claims)
    {
        var shown = claims.MovedFirst().ToList();
        if (shown.Count > 0)
            console.Write(Table(shown));
        console.Lines([.. shown.SelectMany(Lines), .. Notes(claims, shown), $"{claims.Summary}."]);
    }

    /// <summary>✓ reproduced, = by construction, ✗ off, ~ not significant, – not computable; » before one that moved.</summary>
    internal static string Mark(CheckedClaim claim) => $"{(claim.Moved is null ? " " : "»")}{claim.Verdict.Mark()}";

    private static Table Table(List<CheckedClaim> claims)
    {
        var table = Terminal.Table();
        table.AddColumn(new TableColumn(new Text("")) { Width = MarkWidth });
        table.AddColumn(new TableColumn(new Text("claim")));
        table.AddColumn(new TableColumn(new Text("stated")) { Width = FigureWidth }.RightAligned());
        table.AddColumn(new TableColumn(new Text("found")) { Width = FigureWidth }.RightAligned());
        foreach (var claim in claims)
            table.AddRow(
                new Text(Mark(claim)),
                new Text(claim.Text),
                new Text(Formatted.Stated(claim)),
                new Text(Formatted.Found(claim.Figures))
            );
        return table;
    }

    private static IEnumerable<string> Lines(CheckedClaim claim)
    {
        if (claim.Moved is { } before)
            yield return $"» {claim.Id}: {claim.Sentence} Before ({Formatted.Revisions(before.Figures)}): {before.Sentence}";
        else if (claim.Verdict is not (Verdict.Reproduced or Verdict.ByConstruction))
            yield return $"{Mark(claim).Trim()} {claim.Id}: {claim.Sentence}";
    }

    private static IEnumerable<string> Notes(CheckedClaims claims, List<CheckedClaim> shown)
    {
        foreach (var same in shown.Where(claim => claim.Note.Length > 0).GroupBy(claim => claim.Note))
            yield return $"{string.Join(", ", same.Select(claim => claim.Id))}: {same.Key}.";
        foreach (var caveat in ChartNotes.Caveats(claims.Waves))
            yield return caveat;
        if (claims.WhyNotCompared is { } why)
            yield return $"Not compared with earlier revisions: {why}.";
        yield return claims.Caveat;
        yield return $"{string.Join(", ", Enum.GetValues<Verdict>().Select(verdict => $"{verdict.Mark()} {verdict.InWords()}"))}, "
            + "» moved since the revisions before.";
    }
}
