using Spectre.Console;
using Survey.Answers;
using Survey.Reports.Charts;
using Survey.Reports.Words;
using Survey.Statistics;

namespace Survey.Reports.Tables;

/// <summary>A mix shift as a table on a terminal.</summary>
public static class MixTable
{
    private const int SharesWidth = 11;
    private const int PointsWidth = 13;

    /// <summary>A row for each group with its share and rate in both waves and what it adds to the change, the totals with their intervals,
    /// and what they must not be taken for.</summary>
    public static void Write(IAnsiConsole console, MixShift shift)
    {
        console.Line(shift.Question.Text, bold: true);
        console.Line(MixNotes.Heading(shift));
        console.Line(shift.Sentence);
        console.Line($"Groups: {shift.By.Text}");
        var table = Terminal.Table();
        table.AddColumn(new TableColumn(new Text("group")));
        foreach (
            var (head, width) in new[]
            {
                ("share, %", SharesWidth),
                ("rate, %", SharesWidth),
                ("composition", PointsWidth),
                ("behaviour", PointsWidth),
            }
        )
            table.AddColumn(new TableColumn(new Text(head)) { Width = width, NoWrap = true }.RightAligned());
        foreach (var group in shift.Groups)
        {
            table.AddRow(
                new Text(group.Label),
                new Text($"{Figure.ShowPercent(group.From.Share, 1)} → {Figure.ShowPercent(group.To.Share, 1)}"),
                new Text($"{Rate(group.From)} → {Rate(group.To)}"),
                new Text(Formatted.Points(group.CompositionFromMean)),
                new Text(Formatted.Points(group.Behaviour))
            );
        }
        var (composition, behaviour) = (shift.Composition, shift.Behaviour);
        table.AddRow(
            new Text("all groups"),
            new Text(""),
            new Text($"{Figure.ShowPercent(shift.From.Percent, 1)} → {Figure.ShowPercent(shift.To.Percent, 1)}"),
            new Text(Formatted.Points(composition.Points)),
            new Text(Formatted.Points(behaviour.Points))
        );
        if (composition.Interval is { } ofComposition && behaviour.Interval is { } ofBehaviour)
            table.AddRow(
                new Text("95 % interval"),
                new Text(""),
                new Text(""),
                new Text(InPoints(ofComposition)),
                new Text(InPoints(ofBehaviour))
            );
        console.Write(table);
        console.Lines(MixNotes.Of(shift));
    }

    private static string Rate(MixSide side) => side.Rate is { } rate ? Figure.ShowPercent(rate, 1) : "–";

    private static string InPoints(Interval interval) => $"{Formatted.Points(interval.Low)} … {Formatted.Points(interval.High)}";
}
