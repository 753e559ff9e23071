using SkiaSharp;
using Survey.Answers;
using Survey.Reports.Drawing;
using Survey.Reports.Words;

namespace Survey.Reports.Charts;

/// <summary>A row for each option, and in it a dot for each wave, the newest lowest and strongest; bars when there is one wave
/// only.</summary>
internal sealed class DotPlot
{
    private const float ValueColumn = 52;
    private const float ChangeColumn = 76;
    private const float AxisHeight = 22;
    private const int ManyRows = 12;
    private const float LeastWidthForChanges = 420;
    private const float MostStretch = 1.8f;

    private readonly Drawn drawn;
    private readonly float width;
    private readonly float labelWidth;
    private readonly bool hasChanges;

    public DotPlot(Drawn drawn, float width)
    {
        this.drawn = drawn;
        this.width = width;
        hasChanges = width >= LeastWidthForChanges && drawn.Options.Any(option => option.Points[drawn.Waves[^1]]?.Change is not null);
        labelWidth = Math.Min(width * 0.38f, drawn.Options.Max(option => ChartFonts.Label.MeasureText(Drawn.LabelOf(option))) + 1);
    }

    /// <summary>The height at which all rows have room, their labels in up to three lines.</summary>
    public float Height => HeadHeight + Rows(3).Sum(row => row.Height) + AxisHeight;

    /// <summary>The height at which a row has room.</summary>
    public float LeastHeight => HeadHeight + Rows(1)[0].Height + AxisHeight;

    private float WavePitch => drawn.Options.Count > ManyRows ? 6.5f : 7.5f;

    private float RowGap => drawn.Options.Count > ManyRows ? 5 : 8;

    private bool IsBars => drawn.Waves.Count == 1;

    private float HeadHeight => IsBars ? 4 : Heads().Max(head => head.Height) + 6;

    public void Draw(SKCanvas canvas, SKRect body, float pictureWidth, float pictureHeight)
    {
        var room = body.Height - HeadHeight - AxisHeight;
        var (rows, left) = Fitting(room);
        var stretch = left > 0 ? 1 : Math.Clamp(room / rows.Sum(row => row.Height), 1, MostStretch);
        var right = IsBars ? body.Right - 56 : body.Right - ValueColumn - (hasChanges ? ChangeColumn : 0);
        var top = body.Top + HeadHeight;
        var more = left > 0 ? $"and {left} more, not drawn" : "";
        var data = new SKRect(
            body.Left + Math.Max(labelWidth, ChartFonts.Small.MeasureText(more)) + 8,
            top,
            right,
            top + stretch * rows.Sum(row => row.Height)
        );
        using var area = PlotArea.Across(data, PlotArea.Top(drawn.Highest));
        var y = 0f;
        var middles = new List<float>();
        foreach (var row in rows)
        {
            middles.Add(y + stretch * row.Height / 2);
            if (IsBars)
                AddBar(area, row.Option, middles[^1]);
            else
                AddDots(area, row.Option, middles[^1], Math.Min(12, WavePitch * stretch));
            y += stretch * row.Height;
        }
        area.Render(canvas, pictureWidth, pictureHeight);
        y = top;
        for (var i = 0; i < rows.Count; i++)
        {
            if (i > 0)
                Rule(canvas, body, y, strong: rows[i].Option.Net && !rows[i - 1].Option.Net);
            y += stretch * rows[i].Height;
            rows[i].Label.Draw(canvas, body.Left, top + middles[i] - rows[i].Label.Height / 2, Palette.Ink);
            Value(canvas, area, rows[i].Option, top + middles[i], right);
        }
        TextBlock.Line(canvas, more, body.Left, data.Bottom + AxisHeight / 2, ChartFonts.Small, Palette.Quiet);
        if (!IsBars)
        {
            foreach (var (head, end) in Heads().Zip([right + ValueColumn, right + ValueColumn + ChangeColumn]))
                head.Draw(canvas, end, body.Top + HeadHeight - 4 - head.Height, Palette.Quiet, SKTextAlign.Right);
        }
    }

    private List<(TrendOption Option, TextBlock Label, float Height)> Rows(int lines) =>
        [
            .. drawn.Options.Select(option =>
            {
                var label = new TextBlock(Drawn.LabelOf(option), ChartFonts.Label, labelWidth, lines);
                return (option, label, RowGap + Math.Max(label.Height, drawn.Waves.Count * WavePitch));
            }),
        ];

    /// <summary>As many rows as there is room for, with the longest labels for which all fit; and the number of those left out.</summary>
    private (List<(TrendOption Option, TextBlock Label, float Height)> Rows, int Left) Fitting(float room)
    {
        for (var lines = 3; lines >= 1; lines--)
        {
            var rows = Rows(lines);
            if (rows.Sum(row => row.Height) <= room)
                return (rows, 0);
        }
        var all = Rows(1);
        var fitting = 0;
        for (var height = all[0].Height; height <= room; height += all[fitting].Height)
            fitting++;
        return (all[..fitting], all.Count - fitting);
    }

    private void AddBar(PlotArea area, TrendOption option, float middle)
    {
        var point = option.Points[drawn.Waves[^1]]!;
        area.Bar(point.Percent, middle, drawn.Colour(0, option.Net), 14);
        if (point.Figure.Interval is var (low, high))
            area.Line(low, middle, high, middle, Palette.Ink, 1.2f);
    }

    private void AddDots(PlotArea area, TrendOption option, float middle, float pitch)
    {
        var count = drawn.Waves.Count;
        float Y(int shown) => middle + (shown - (count - 1) / 2f) * pitch;
        for (var shown = 1; shown < count; shown++)
        {
            if (drawn.Joined(option, shown))
                area.Line(
                    option.Points[drawn.Waves[shown - 1]]!.Percent,
                    Y(shown - 1),
                    option.Points[drawn.Waves[shown]]!.Percent,
                    Y(shown),
                    Palette.Rule,
                    2
                );
        }
        for (var shown = 0; shown < count; shown++)
        {
            if (option.Points[drawn.Waves[shown]] is not { } point)
                continue;
            var colour = drawn.Colour(shown);
            if (point.Figure.Interval is var (low, high))
                area.Line(low, Y(shown), high, Y(shown), colour, 1.2f);
            area.Dot(point.Percent, Y(shown), colour, shown == count - 1 ? 9 : 7, hollow: option.Net);
        }
    }

    private static void Rule(SKCanvas canvas, SKRect body, float y, bool strong)
    {
        using var paint = new SKPaint
        {
            Color = strong ? Palette.Low : Palette.Rule,
            StrokeWidth = strong ? 1 : 0.6f,
            IsAntialias = true,
        };
        canvas.DrawLine(body.Left, y, body.Right, y, paint);
    }

    private void Value(SKCanvas canvas, PlotArea area, TrendOption option, float middle, float right)
    {
        var point = option.Points[drawn.Waves[^1]];
        var colour = Drawn.IsLow(drawn.Newest) ? Palette.Quiet : Palette.Ink;
        if (IsBars)
        {
            TextBlock.Line(
                canvas,
                Formatted.Percent(point!.Percent),
                area.X(point.Figure.Interval?.High ?? point.Percent) + 6,
                middle,
                ChartFonts.Value,
                colour
            );
            return;
        }
        TextBlock.Line(
            canvas,
            point is null ? "–" : Formatted.Percent(point.Percent),
            right + ValueColumn,
            middle,
            ChartFonts.Value,
            colour,
            SKTextAlign.Right
        );
        if (point?.Change is { } change)
        {
            var mark = change.Significant ? "*" : "";
            var end = right + ValueColumn + ChangeColumn;
            TextBlock.Line(
                canvas,
                Formatted.Points(change.Points),
                end - 8,
                middle,
                ChartFonts.Label,
                change.Significant ? Palette.Ink : Palette.Quiet,
                SKTextAlign.Right
            );
            TextBlock.Line(canvas, mark, end - 7, middle, ChartFonts.Value, Palette.Ink);
        }
    }

    /// <summary>The label of the wave that all changes are from; null where they are not from the same one.</summary>
    private string? CommonFrom =>
        drawn.Options.Select(option => option.Points[drawn.Waves[^1]]?.Change?.From).OfType<string>().Distinct().ToList() is [var from]
            ? drawn.Trend.Waves.First(wave => wave.Id == from).Label
            : null;

    private List<TextBlock> Heads()
    {
        var heads = new List<TextBlock> { new(drawn.Newest.Label, ChartFonts.Small, 2 * ValueColumn, 3) };
        if (hasChanges)
            heads.Add(
                new TextBlock(CommonFrom is { } from ? $"change since {from}" : "change, points", ChartFonts.Small, ChangeColumn - 8, 4)
            );
        return heads;
    }
}
