using SkiaSharp;
using Survey.Answers;
using Survey.Reports.Drawing;
using Survey.Reports.Words;

namespace Survey.Reports.Charts;

/// <summary>A mix shift's title, sentence, key and notes, and between them two bars for all and for each group.</summary>
internal sealed class MixFrame
{
    private const float Margin = 16;
    private const float Bar = 10;
    private const float BarGap = 2;
    private const float RowGap = 12;
    private const float Column = 84;
    private const float AxisHeight = 24;
    private const float HeadHeight = 20;
    private const int MostGroups = 40;
    private const int MostSteps = 6;

    private static readonly double[] Steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100];

    private static readonly SKColor Composition = Palette.Line(1);
    private static readonly SKColor Behaviour = Palette.Line(0);

    private readonly int width;
    private readonly List<(TextBlock Text, SKColor Colour)> head;
    private readonly List<Row> rows;
    private readonly List<TextBlock> notes;
    private readonly float labels;
    private readonly double step;
    private readonly double low;
    private readonly double high;

    private sealed record Row(TextBlock Label, TextBlock? Detail, MixPart Composition, MixPart Behaviour, bool Grey)
    {
        public float Height => RowGap + Math.Max(2 * Bar + BarGap, Label.Height + (Detail?.Height ?? 0));
    }

    public MixFrame(MixShift shift, int width)
    {
        this.width = width;
        var inner = width - 2 * Margin;
        labels = Math.Min(
            inner * 0.4f,
            shift
                .Groups.SelectMany(group =>
                    new[] { ChartFonts.Label.MeasureText(group.Label), ChartFonts.Small.MeasureText(Detail(group)) }
                )
                .Max() + 1
        );
        head =
        [
            (new TextBlock(shift.Question.Text, ChartFonts.Title, inner, 4), Palette.Ink),
            (new TextBlock(MixNotes.Heading(shift), ChartFonts.Label, inner, 3), Palette.Quiet),
            (new TextBlock(shift.Sentence, ChartFonts.Value, inner, 2), Palette.Ink),
        ];
        var drawn = shift
            .Groups.OrderByDescending(group => Math.Abs(group.CompositionFromMean) + Math.Abs(group.Behaviour))
            .Take(MostGroups)
            .ToHashSet();
        rows =
        [
            new Row(
                new TextBlock("All groups", ChartFonts.Value, labels, 1),
                null,
                shift.Composition,
                shift.Behaviour,
                shift.From.Reasons.Concat(shift.To.Reasons).Have(ReasonCode.Low)
            ),
            .. shift
                .Groups.Where(drawn.Contains)
                .Select(group => new Row(
                    new TextBlock(group.Label, ChartFonts.Label, labels, 2),
                    new TextBlock(Detail(group), ChartFonts.Small, labels, 2),
                    new MixPart(group.CompositionFromMean, null),
                    new MixPart(group.Behaviour, null),
                    group.IsLow
                )),
        ];
        var left = shift.Groups.Count - drawn.Count;
        notes =
        [
            .. new[]
            {
                left > 0
                    ? $"{left} more {(left == 1 ? "group moves" : "groups move")} less, and {(left == 1 ? "is" : "are")} not drawn."
                    : "",
                $"Groups: {shift.By.Text}",
            }
                .Concat(MixNotes.Of(shift))
                .Where(note => note.Length > 0)
                .Select(note => new TextBlock(note, ChartFonts.Small, inner, 6)),
        ];
        var ends = rows.SelectMany(row => new[] { row.Composition, row.Behaviour })
            .SelectMany(part => new[] { part.Points, part.Interval?.Low ?? 0, part.Interval?.High ?? 0 })
            .ToList();
        var span = Math.Max(0.1, ends.Max() - ends.Min());
        step = Steps.FirstOrDefault(step => span / step <= MostSteps, Steps[^1]);
        (low, high) = (step * Math.Floor(Math.Min(0, ends.Min()) / step), step * Math.Ceiling(Math.Max(0, ends.Max()) / step));
    }

    public int Height =>
        (int)Math.Ceiling(HeadBottom + HeadHeight + rows.Sum(row => row.Height) + AxisHeight + notes.Sum(note => note.Height + 2) + Margin);

    private float HeadBottom => Margin + head.Sum(text => text.Text.Height + 4) + 8;

    public void Draw(SKCanvas canvas)
    {
        using (var paper = new SKPaint { Color = Palette.Paper })
            canvas.DrawRect(0, 0, width, Height, paper);
        var y = Margin;
        foreach (var (text, colour) in head)
        {
            text.Draw(canvas, Margin, y, colour);
            y += text.Height + 4;
        }
        var data = new SKRect(
            Margin + labels + 12,
            HeadBottom + HeadHeight,
            width - Margin - 2 * Column,
            HeadBottom + HeadHeight + rows.Sum(row => row.Height)
        );
        Key(canvas, data);
        Axis(canvas, data);
        y = data.Top;
        foreach (var row in rows)
        {
            if (row != rows[0])
                Rule(canvas, Margin, y, width - Margin, y, row == rows[1] ? Palette.Low : Palette.Rule);
            Draw(canvas, data, row, y + row.Height / 2);
            y += row.Height;
        }
        y = data.Bottom + AxisHeight;
        foreach (var note in notes)
        {
            note.Draw(canvas, Margin, y, Palette.Quiet);
            y += note.Height + 2;
        }
    }

    private static string Detail(MixGroup group)
    {
        static string Rate(MixSide side) => side.Rate is { } rate ? Figure.Show(rate) : "–";
        return $"share {Figure.Show(group.From.Share)} → {Formatted.Percent(group.To.Share)}, rate {Rate(group.From)} → {Rate(group.To)} %";
    }

    private void Draw(SKCanvas canvas, SKRect data, Row row, float middle)
    {
        var ink = row.Grey ? Palette.Quiet : Palette.Ink;
        var top = middle - (row.Label.Height + (row.Detail?.Height ?? 0)) / 2;
        row.Label.Draw(canvas, Margin, top, ink);
        row.Detail?.Draw(canvas, Margin, top + row.Label.Height, Palette.Quiet);
        var offset = (Bar + BarGap) / 2;
        foreach (
            var (part, colour, at, end) in new[]
            {
                (row.Composition, Composition, middle - offset, data.Right + Column),
                (row.Behaviour, Behaviour, middle + offset, data.Right + 2 * Column),
            }
        )
        {
            using var paint = new SKPaint { Color = row.Grey ? Palette.Low : colour, IsAntialias = true };
            var (zero, x) = (X(data, 0), X(data, part.Points));
            canvas.DrawRect(Math.Min(zero, x), at - Bar / 2, Math.Abs(x - zero), Bar, paint);
            if (part.Interval is var (from, to))
                Rule(canvas, X(data, from), at, X(data, to), at, Palette.Ink, 1.2f);
            var font = row == rows[0] ? ChartFonts.Value : ChartFonts.Label;
            TextBlock.Line(canvas, Formatted.Points(part.Points), end, middle, font, ink, SKTextAlign.Right);
        }
    }

    /// <summary>The heads of the columns of figures are the key: each has its colour.</summary>
    private static void Key(SKCanvas canvas, SKRect data)
    {
        var middle = data.Top - HeadHeight / 2 - 2;
        TextBlock.Line(canvas, "percentage points", data.Left, middle, ChartFonts.Small, Palette.Quiet);
        foreach (
            var (text, colour, end) in new[]
            {
                ("composition", Composition, data.Right + Column),
                ("behaviour", Behaviour, data.Right + 2 * Column),
            }
        )
        {
            using var paint = new SKPaint { Color = colour, IsAntialias = true };
            canvas.DrawRect(end - ChartFonts.Small.MeasureText(text) - 11, middle - 4, 8, 8, paint);
            TextBlock.Line(canvas, text, end, middle, ChartFonts.Small, Palette.Ink, SKTextAlign.Right);
        }
    }

    private void Axis(SKCanvas canvas, SKRect data)
    {
        for (var tick = (int)Math.Round(low / step); tick <= (int)Math.Round(high / step); tick++)
        {
            var x = X(data, tick * step);
            Rule(canvas, x, data.Top, x, data.Bottom, tick == 0 ? Palette.Quiet : Palette.Rule);
            TextBlock.Line(
                canvas,
                tick == 0 ? "0" : Tick(tick * step),
                x,
                data.Bottom + AxisHeight / 2 - 2,
                ChartFonts.Small,
                Palette.Quiet,
                SKTextAlign.Center
            );
        }
    }

    private string Tick(double points) => step >= 1 ? Formatted.Points(points)[..^2] : Formatted.Points(points);

    private float X(SKRect data, double points) => data.Left + (float)((points - low) / (high - low)) * data.Width;

    private static void Rule(SKCanvas canvas, float x1, float y1, float x2, float y2, SKColor colour, float strength = 0.8f)
    {
        using var paint = new SKPaint
        {
            Color = colour,
            StrokeWidth = strength,
            IsAntialias = true,
        };
        canvas.DrawLine(x1, y1, x2, y2, paint);
    }
}
