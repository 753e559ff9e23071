using Spectre.Console;
using Survey.Answers;
using Survey.Reports.Words;
using Survey.Statistics;

namespace Survey.Reports.Tables;

/// <summary>A sheet of changes as a table on a terminal.</summary>
public static class ChangesTable
{
    /// <summary>More changes than this are counted, and not shown.</summary>
    public const int Most = 20;

    /// <summary>A row for each of the first changes of the sheet; below, what was compared and what was not, and what the waves must not be
    /// taken for.</summary>
    public static void Write(IAnsiConsole console, Changes changes)
    {
        console.Line($"What changed from {changes.From.Label} to {changes.To.Label}", bold: true);
        if (changes.Entries.Count > 0)
            console.Write(Table(changes));
        console.Lines(Notes(changes));
    }

    private static Table Table(Changes changes)
    {
        var table = Terminal.Table();
        table.AddColumn(new TableColumn(new Text("")).RightAligned());
        table.AddColumn(new TableColumn(new Text("question: answer")));
        foreach (var wave in new[] { changes.From, changes.To })
            table.AddColumn(
                new TableColumn(new Text(wave.Label))
                {
                    Width = Math.Clamp(wave.Label.Split(' ').Max(word => word.Length), 7, 12),
                }.RightAligned()
            );
        table.AddColumn(new TableColumn(new Text("change  ")) { Width = 9 }.RightAligned());
        table.AddColumn(new TableColumn(new Text("p")) { Width = 7 }.RightAligned());
        foreach (var entry in changes.Entries.Take(Most))
        {
            table.AddRow(
                new Text(entry.Rank is { } rank ? $"{rank}" : "–"),
                new Text($"{entry.Question}: {(entry.Net ? "net: " : "")}{entry.Label}"),
                new Text(ChangesWords.Value(entry.From)),
                new Text(ChangesWords.Value(entry.To)),
                new Text(ChangesWords.Change(entry) + (entry.Change.Significant ? " *" : "  ")),
                new Text(entry.Change.PAdjusted is { } p ? Formatted.P(p)["p ".Length..].TrimStart('=', ' ') : "–")
            );
        }
        return table;
    }

    private static IEnumerable<string> Notes(Changes changes)
    {
        if (changes.Entries.Count > Most)
            yield return $"{Formatted.Count(changes.Entries.Count - Most)} more changes are not shown; -o sheet.csv writes them all.";
        foreach (var among in Formatted.Among(changes.Query))
            yield return $"{among}.";
        yield return $"Percentages are of those {changes.Query.BaseInWords}; changes are in percentage "
            + $"points{(changes.Entries.Any(entry => entry.Option is null) ? ", those of means in their own unit" : "")}.";
        if (changes.Counts.Tested > 0)
            yield return changes.Query.Adjust == Adjustment.None
                ? "p is not adjusted."
                : "p is adjusted for the number of tests; * significant at the 5 % level.";
        foreach (var sentence in ChangesWords.Summary(changes))
            yield return sentence;
        foreach (var reason in ChangesWords.Reasons(changes.Entries.Take(Most)))
            yield return reason;
        foreach (var wave in new[] { changes.From, changes.To })
        {
            if (wave.Caveat.Length > 0)
                yield return $"{wave.Label}: {wave.Caveat}.";
            foreach (var warning in wave.Weighting?.Warnings ?? [])
                yield return $"{wave.Label}: {warning}.";
        }
        yield return changes.Caveat;
    }
}
