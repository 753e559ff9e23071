using System.Globalization;
using SkiaSharp;
using Survey.Answers;
using Survey.Reports.Drawing;
using Survey.Reports.Words;

namespace Survey.Reports.Charts;

/// <summary>A line over waves for each option, labelled where it ends.</summary>
internal sealed class LinePlot
{
    private const float AxisWidth = 44;
    private const float Leader = 26;
    private const float LabelGap = 5;
    private const float Dodge = 4;
    private const float LeastHeight = 210;

    private readonly Drawn drawn;
    private readonly float labelWidth;
    private readonly float[] x;
    private readonly List<(int Shown, TextBlock Label, string Counted, float Middle)> waves;
    private readonly List<(TrendOption Option, int Last, string Value, TextBlock Label)> ends;

    public LinePlot(Drawn drawn, float width)
    {
        this.drawn = drawn;
        var most = width * 0.36f;
        ends =
        [
            .. drawn.Options.Select(option =>
            {
                var last = Enumerable.Range(0, drawn.Waves.Count).Last(shown => option.Points[drawn.Waves[shown]] is not null);
                var label =
                    Drawn.LabelOf(option) + (last == drawn.Waves.Count - 1 ? "" : $" ({drawn.Trend.Waves[drawn.Waves[last]].Label})");
                var value = Formatted.Percent(option.Points[drawn.Waves[last]]!.Percent);
                return (option, last, value, new TextBlock(label, ChartFonts.Label, most - ValueWidth, 3));
            }),
        ];
        labelWidth = ValueWidth + ends.Max(end => end.Label.Width);
        x = Positions(width - AxisWidth - labelWidth - Leader);
        waves = LabelledWaves();
    }

    public float Height => Math.Max(LeastHeight, LabelHeights.Sum()) + FootHeight;

    /// <summary>The bases that have no room below the axis.</summary>
    public IEnumerable<string> Notes()
    {
        var others = Enumerable
            .Range(0, drawn.Waves.Count)
            .Except(waves.Select(wave => wave.Shown))
            .Select(shown => drawn.Trend.Waves[drawn.Waves[shown]].Base!.Value)
            .ToList();
        if (others.Count > 0)
        {
            var range = new[] { others.Min(), others.Max() }.Distinct().Select(Formatted.Count);
            yield return $"The waves without a label have bases of {string.Join(" to ", range)}.";
        }
    }

    private static float ValueWidth => ChartFonts.Value.MeasureText("100 %") + 6;

    private float FootHeight => waves.Max(wave => wave.Label.Height) + TextBlock.LineHeightOf(ChartFonts.Small) + 6;

    private IEnumerable<float> LabelHeights => ends.Select(end => end.Label.Height + LabelGap);

    /// <summary>Whether the labels have room in a body of some height.</summary>
    public bool Fits(float height) => height >= 120 + FootHeight && LabelHeights.Sum() <= height - FootHeight;

    public void Draw(SKCanvas canvas, SKRect body, float pictureWidth, float pictureHeight)
    {
        var data = new SKRect(body.Left + AxisWidth, body.Top + 4, body.Right - labelWidth - Leader, body.Bottom - FootHeight);
        using var area = PlotArea.Up(data, PlotArea.Top(drawn.Highest));
        for (var shown = 1; shown < x.Length; shown++)
        {
            if (drawn.BrokenBefore(shown))
                area.Line((x[shown - 1] + x[shown]) / 2, 0, (x[shown - 1] + x[shown]) / 2, PlotArea.Top(drawn.Highest), Palette.Quiet, 1);
        }
        for (var i = 0; i < ends.Count; i++)
            AddLine(area, i);
        area.Render(canvas, pictureWidth, pictureHeight);
        new PointLabels(drawn, area, DodgedX()).Draw(canvas, data);
        DrawEnds(canvas, area, data);
        DrawWaves(canvas, data);
    }

    private float[][] DodgedX() => [.. ends.Select((_, i) => x.Select(at => At(i, at)).ToArray())];

    /// <summary>Lines stand a little apart, so that intervals of the same wave do not cover each other.</summary>
    private float At(int line, float x) => x + (line - (ends.Count - 1) / 2f) * Dodge;

    private void AddLine(PlotArea area, int line)
    {
        var option = ends[line].Option;
        var colour = Palette.Line(line);
        for (var shown = 0; shown < x.Length; shown++)
        {
            if (option.Points[drawn.Waves[shown]] is not { } point)
                continue;
            if (drawn.Joined(option, shown))
            {
                var before = option.Points[drawn.Waves[shown - 1]]!;
                area.Line(At(line, x[shown - 1]), before.Percent, At(line, x[shown]), point.Percent, colour, option.Net ? 1.4f : 2);
            }
            var own = Drawn.IsLow(drawn.Trend.Waves[drawn.Waves[shown]]) ? Palette.Low : colour;
            if (point.Figure.Interval is var (low, high))
                area.Line(At(line, x[shown]), low, At(line, x[shown]), high, own, 1.2f);
            area.Dot(At(line, x[shown]), point.Percent, own, 8, hollow: option.Net);
        }
    }

    private void DrawEnds(SKCanvas canvas, PlotArea area, SKRect data)
    {
        var sorted = Enumerable
            .Range(0, ends.Count)
            .Select(line => (Line: line, Y: area.Y(ends[line].Option.Points[drawn.Waves[ends[line].Last]]!.Percent)))
            .OrderBy(end => end.Y)
            .ToList();
        var middles = Spread.Apart(
            [.. sorted.Select(end => end.Y)],
            [.. sorted.Select(end => ends[end.Line].Label.Height + LabelGap)],
            data.Top,
            data.Bottom
        );
        for (var i = 0; i < sorted.Count; i++)
        {
            var (option, last, value, label) = ends[sorted[i].Line];
            using var paint = new SKPaint
            {
                Color = Palette.Line(sorted[i].Line),
                StrokeWidth = 1,
                IsAntialias = true,
            };
            var from = data.Left + At(sorted[i].Line, x[last]) + 7;
            var elbow = data.Left + x[^1] + ends.Count * Dodge / 2 + 8;
            canvas.DrawLine(from, sorted[i].Y, Math.Max(from, elbow), sorted[i].Y, paint);
            canvas.DrawLine(Math.Max(from, elbow), sorted[i].Y, data.Right + Leader - 4, middles[i], paint);
            TextBlock.Line(
                canvas,
                value,
                data.Right + Leader + ValueWidth - 6,
                middles[i] - label.Height / 2 + label.LineHeight / 2,
                ChartFonts.Value,
                Palette.Ink,
                SKTextAlign.Right
            );
            label.Draw(canvas, data.Right + Leader + ValueWidth, middles[i] - label.Height / 2, Palette.Ink);
        }
    }

    /// <summary>Labels and bases below the axis with their middles, from the newest back; those without room are left out.</summary>
    private List<(int Shown, TextBlock Label, string Counted, float Middle)> LabelledWaves()
    {
        var pitch = Enumerable.Range(1, x.Length - 1).Min(shown => x[shown] - x[shown - 1]);
        var labelled = new List<(int, TextBlock, string, float)>();
        var free = float.MaxValue;
        for (var shown = x.Length - 1; shown >= 0; shown--)
        {
            var wave = drawn.Trend.Waves[drawn.Waves[shown]];
            var label = new TextBlock(wave.Label, ChartFonts.Small, Math.Clamp(pitch - 6, 56, 130), 2);
            var counted = ChartKey.Counted(wave);
            var half = Math.Max(label.Width, ChartFonts.Small.MeasureText(counted)) / 2;
            var middle = Math.Max(x[shown], half - AxisWidth);
            if (middle + half > free - 6)
                continue;
            free = middle - half;
            labelled.Add((shown, label, counted, middle));
        }
        return labelled;
    }

    private void DrawWaves(SKCanvas canvas, SKRect data)
    {
        foreach (var (_, label, counted, middle) in waves)
        {
            label.Draw(canvas, data.Left + middle, data.Bottom + 4, Palette.Ink, SKTextAlign.Center);
            TextBlock.Line(
                canvas,
                counted,
                data.Left + middle,
                data.Bottom + 4 + label.Height + label.LineHeight / 2,
                ChartFonts.Small,
                Palette.Quiet,
                SKTextAlign.Center
            );
        }
    }

    /// <summary>Where waves stand: as far apart as their months when all ids are months, else evenly.</summary>
    private float[] Positions(float width)
    {
        var ids = drawn.Waves.Select(wave => drawn.Trend.Waves[wave].Id).ToList();
        var months = ids.Select(id =>
                DateOnly.TryParseExact(id, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
                    ? month.Year * 12 + month.Month
                    : -1
            )
            .ToList();
        var places = months.Contains(-1) || !months.SequenceEqual(months.Order()) ? Enumerable.Range(0, ids.Count).ToList() : months;
        var left = 22 + ends.Count * Dodge / 2;
        var right = 12 + ends.Count * Dodge / 2;
        var span = Math.Max(1, places[^1] - places[0]);
        return [.. places.Select(place => left + (place - places[0]) * (width - left - right) / span)];
    }
}
