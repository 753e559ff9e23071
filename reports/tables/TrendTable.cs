using Spectre.Console;
using Survey.Answers;
using Survey.Instruments;
using Survey.Reports.Charts;
using Survey.Reports.Words;

namespace Survey.Reports.Tables;

/// <summary>A trend as a table on a terminal.</summary>
public static class TrendTable
{
    private const int ChangeWidth = 8;
    private const int Padding = 2;

    /// <summary>
    /// A row for each option and net, a column for each wave (the newest ones that have room) with percentages, the newest wave's changes
    /// in points, the bases, and below what the waves must not be taken for.
    /// </summary>
    public static void Write(IAnsiConsole console, Trend trend)
    {
        var waves = Fitting(trend, console.Profile.Width);
        console.Line(trend.Question.Text, bold: true);
        var table = Terminal.Table();
        table.AddColumn(
            new TableColumn(new Text($"% of those {trend.BaseRule.Short()}")) { Width = LabelWidth(trend, waves, console.Profile.Width) }
        );
        foreach (var wave in waves)
            table.AddColumn(new TableColumn(new Text(trend.Waves[wave].Label)) { Width = WidthOf(trend.Waves[wave]) }.RightAligned());
        table.AddColumn(new TableColumn(new Text("change  ")) { Width = ChangeWidth }.RightAligned());
        // A text or a number has no percentages; how many gave one stands in the bases.
        foreach (var option in !trend.Question.Kind.HasOptions() ? [] : trend.Options)
        {
            table.AddRow([
                new Text(Drawn.LabelOf(option)),
                .. waves.Select(wave => new Text(option.Points[wave] is { } point ? Figure.ShowPercent(point.Percent, 1) : "–")),
                new Text(
                    waves.Count > 0 && option.Points[waves[^1]]?.Change is { } change
                        ? Formatted.Points(change.Points) + (change.Significant ? " *" : "  ")
                        : ""
                ),
            ]);
        }
        foreach (var (label, cells) in Means.Rows(trend))
            table.AddRow([
                new Text(label),
                .. waves.Select(wave => new Text(cells[wave])),
                new Text(label == "Mean" && waves.Count > 0 ? Means.ChangeIn(trend, waves[^1]) : ""),
            ]);
        table.AddRow([
            new Text("n"),
            .. waves.Select(wave => new Text(trend.Waves[wave].Base is { } counted ? Formatted.Count(counted) : "–")),
            new Text(""),
        ]);
        console.Write(table);
        console.Lines(Notes(trend, waves));
    }

    private static IEnumerable<string> Notes(Trend trend, List<int> waves)
    {
        var shown = waves.ConvertAll(wave => trend.Waves[wave]);
        if (waves.Count < trend.Waves.Count)
            yield return $"{trend.Waves.Count - waves.Count} earlier "
                + $"{(trend.Waves.Count - waves.Count == 1 ? "wave has" : "waves have")} no room here.";
        foreach (var part in Formatted.Among(trend.Query))
            yield return $"{part}.";
        foreach (var note in ChartNotes.NotComputable(trend))
            yield return note;
        foreach (var note in ChartNotes.Caveats(shown).Concat(shown.SelectMany(ChartNotes.Flags)))
            yield return note;
        if (shown.Count > 0 && trend.Question.Kind.HasOptions())
        {
            foreach (var note in ChartNotes.Changes(trend, waves[^1]))
                yield return note;
        }
        yield return trend.Caveat;
    }

    /// <summary>The newest waves, as many as leave a third of the width to the labels of options.</summary>
    private static List<int> Fitting(Trend trend, int width)
    {
        var room = width * 2 / 3 - ChangeWidth - Padding;
        return
        [
            .. Enumerable
                .Range(0, trend.Waves.Count)
                .Reverse()
                .TakeWhile(wave => (room -= WidthOf(trend.Waves[wave]) + Padding) >= 0 || wave == trend.Waves.Count - 1)
                .Reverse(),
        ];
    }

    private static int LabelWidth(Trend trend, List<int> waves, int width)
    {
        var room = width - 2 * Padding - ChangeWidth - waves.Sum(wave => WidthOf(trend.Waves[wave]) + Padding);
        var longest = trend.Options.Select(option => Drawn.LabelOf(option).Length).Append("% of those who answered".Length).Max();
        return Math.Max(12, Math.Min(room, longest));
    }

    private static int WidthOf(TrendWave wave) => Math.Clamp(wave.Label.Split(' ').Max(word => word.Length), 6, 12);
}
