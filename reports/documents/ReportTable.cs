using SkiaSharp;
using Survey.Answers;
using Survey.Reports.Drawing;
using Survey.Reports.Words;

namespace Survey.Reports.Documents;

/// <summary>The figures of one question in a report: an option or net a row, its count, share and interval, the last wave's share, and the
/// change.</summary>
internal sealed class ReportTable
{
    private const float LabelWidth = 232;
    private const float RowPadding = 5;

    /// <summary>The right ends of the columns of figures; the mark of a change stands behind the last.</summary>
    private static readonly float[] Ends = [LabelWidth + 38, LabelWidth + 84, LabelWidth + 148, LabelWidth + 208, LabelWidth + 258];

    private readonly Topline topline;
    private readonly Trend trend;
    private readonly int before;
    private readonly List<string> notes = [];

    public ReportTable(ReportQuestion question)
    {
        (topline, trend) = (question.Topline, question.Trend);
        before = Enumerable.Range(0, trend.Waves.Count - 1).LastOrDefault(wave => trend.Waves[wave].Base > 0, -1);
    }

    /// <summary>The head, the rows, and what the marks mean. On a page where the table begins or goes on, the question stands above
    /// it.</summary>
    public IEnumerable<Piece> Pieces()
    {
        var title = Written(topline.Text);
        var head = Head();
        yield return head with
        {
            Head = title,
        };
        var again = new Piece(
            title.Height + head.Height,
            (canvas, y) =>
            {
                title.Draw(canvas, y);
                head.Draw(canvas, y + title.Height);
            }
        );
        var rows = topline.Options.Select(Row).ToList();
        var written = Notes().Select(Written).ToList();
        // A page neither begins nor ends with a single row of a table, and the marks are explained where the table ends.
        for (var i = 0; i < rows.Count; i++)
            yield return rows[i] with
            {
                KeepWithNext = i == 0 || i == rows.Count - 2 || i == rows.Count - 1 && written.Count > 0,
                Head = again,
            };
        for (var i = 0; i < written.Count; i++)
            yield return written[i] with
            {
                KeepWithNext = i < written.Count - 1,
            };
    }

    private Piece Head()
    {
        string[] heads =
            before < 0
                ? ["count", "%", "95 % interval"]
                : ["count", "%", "95 % interval", $"{trend.Waves[before].Label}, %", "change, points"];
        var blocks = heads
            .Select((text, column) => new TextBlock(text, ReportFonts.Small, (column == 0 ? 38 : Ends[column] - Ends[column - 1]) - 6, 3))
            .ToList();
        var height = blocks.Max(block => block.Height) + RowPadding;
        return new Piece(
            height,
            (canvas, y) =>
            {
                for (var column = 0; column < blocks.Count; column++)
                    blocks[column]
                        .Draw(canvas, Pages.Left + Ends[column], y + height - 3 - blocks[column].Height, Palette.Quiet, SKTextAlign.Right);
                Rule(canvas, y + height, Palette.Quiet);
            },
            KeepWithNext: true
        );
    }

    private Piece Row(ToplineOption option)
    {
        var label = new TextBlock(option.Net ? $"net: {option.Label}" : option.Label, ReportFonts.Table, LabelWidth - 8);
        var point = trend.Options.FirstOrDefault(candidate => candidate.Id == option.Id)?.Points;
        var change = point?[^1]?.Change;
        var mark = Mark(change);
        string[] cells =
        [
            Formatted.Count(option.Count),
            option.Percent is { } percent ? Figure.ShowPercent(percent, 1) : "–",
            option.MadeUp ? "made up" : Formatted.Interval(option.Figure?.Interval),
            .. before < 0 ? [] : new[] { Before(point, change), change is null ? "–" : Formatted.Points(change.Points) },
        ];
        var colour = topline.Reasons.Have(ReasonCode.Low) ? Palette.Quiet : Palette.Ink;
        var height = label.Height + RowPadding;
        return new Piece(
            height,
            (canvas, y) =>
            {
                label.Draw(canvas, Pages.Left, y + RowPadding / 2, colour);
                for (var column = 0; column < cells.Length; column++)
                {
                    var bold = column == 1 || column == 4 && change is { Significant: true };
                    TextBlock.Line(
                        canvas,
                        cells[column],
                        Pages.Left + Ends[column],
                        y + height / 2,
                        bold ? ReportFonts.TableBold : ReportFonts.Table,
                        colour,
                        SKTextAlign.Right
                    );
                }
                var end = Pages.Left + Ends[^1];
                if (change is { Significant: true })
                    TextBlock.Line(canvas, "*", end + 2, y + height / 2, ReportFonts.TableBold, colour);
                TextBlock.Line(canvas, mark, end + 8, y + height / 2, ReportFonts.Small, Palette.Quiet);
                Rule(canvas, y + height, Palette.Rule);
            }
        );
    }

    /// <summary>The share that the change is from; where there is none, that of the last wave.</summary>
    private string Before(IReadOnlyList<TrendPoint?>? points, Change? change)
    {
        if (points is null)
            return "–";
        var from = change is null ? before : Enumerable.Range(0, trend.Waves.Count).First(wave => trend.Waves[wave].Id == change.From);
        return points[from] is { } point ? Figure.ShowPercent(point.Percent, 1) : "–";
    }

    /// <summary>A letter for each thing to be said of the change.</summary>
    private string Mark(Change? change)
    {
        if (change is null)
            return "";
        var letters = new List<string>();
        if (change.From != trend.Waves[before].Id)
            letters.Add(Letter($"compared with {trend.Waves.First(wave => wave.Id == change.From).Label}, the last wave with a figure"));
        if (change.Reasons.Count > 0)
            letters.Add(Letter(string.Join("; ", change.Reasons.Select(Shorter))));
        return string.Join(", ", letters);
    }

    /// <summary>The reasons of flags stand above the chart already.</summary>
    private string Shorter(Reason reason) =>
        reason.Code == ReasonCode.NotComparable && trend.Waves.Any(wave => wave.Reasons.Contains(reason with { Code = ReasonCode.Differs }))
            ? "not comparable, for the reason given above"
            : $"{reason}";

    private string Letter(string note)
    {
        if (!notes.Contains(note))
            notes.Add(note);
        return ((char)('a' + notes.IndexOf(note))).ToString();
    }

    private IEnumerable<string> Notes()
    {
        var changes = trend.Options.Select(option => option.Points[^1]?.Change).OfType<Change>().ToList();
        if (changes.Exists(change => change.Significant))
            yield return "* significant at the 5 % level, adjusted for the number of comparisons.";
        for (var i = 0; i < notes.Count; i++)
            yield return $"{(char)('a' + i)}  {notes[i].TrimEnd('.')}.";
    }

    private static Piece Written(string note)
    {
        var block = new TextBlock(note, ReportFonts.Small, Pages.Right - Pages.Left);
        return new Piece(block.Height + 3, (canvas, y) => block.Draw(canvas, Pages.Left, y + 3, Palette.Quiet));
    }

    private static void Rule(SKCanvas canvas, float y, SKColor colour)
    {
        using var paint = new SKPaint
        {
            Color = colour,
            StrokeWidth = 0.5f,
            IsAntialias = true,
        };
        canvas.DrawLine(Pages.Left, y, Pages.Right, y, paint);
    }
}
