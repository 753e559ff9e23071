using SkiaSharp;
using Survey.Answers;
using Survey.Reports.Drawing;
using Survey.Reports.Words;

namespace Survey.Reports.Charts;

/// <summary>Figures beside the points of lines, wherever there is room for them; the last point of a line is labelled elsewhere.</summary>
/// <param name="x">for each option and wave, from the left end of the data</param>
internal sealed class PointLabels(Drawn drawn, PlotArea area, float[][] x)
{
    private const float Reach = 5;

    public void Draw(SKCanvas canvas, SKRect data)
    {
        using var paper = new SKPaint { Color = Palette.Paper };
        var taken = new List<SKRect>();
        var lines = new List<(SKPoint From, SKPoint To)>();
        for (var option = 0; option < drawn.Options.Count; option++)
        {
            for (var shown = 0; shown < drawn.Waves.Count; shown++)
            {
                if (Point(option, shown) is not { } point)
                    continue;
                var at = Place(data, option, shown, point.Percent);
                taken.Add(new SKRect(at.X - Reach, at.Y - Reach, at.X + Reach, at.Y + Reach));
                if (point.Figure.Interval is var (low, high))
                    taken.Add(new SKRect(at.X - 2, area.Y(high), at.X + 2, area.Y(low)));
                if (drawn.Joined(drawn.Options[option], shown))
                    lines.Add((Place(data, option, shown - 1, Point(option, shown - 1)!.Percent), at));
            }
        }
        for (var option = 0; option < drawn.Options.Count; option++)
        {
            for (var shown = 0; shown < drawn.Waves.Count; shown++)
            {
                if (Point(option, shown) is not { } point || !Later(option, shown))
                    continue;
                var text = Formatted.Percent(point.Percent);
                var size = new SKSize(ChartFonts.Small.MeasureText(text), TextBlock.LineHeightOf(ChartFonts.Small));
                var at = Place(data, option, shown, point.Percent);
                var room = Candidates(at, size, point)
                    .FirstOrDefault(candidate =>
                        data.Contains(candidate)
                        && !taken.Exists(candidate.IntersectsWith)
                        && !lines.Exists(line => Crosses(candidate, line.From, line.To))
                    );
                if (room.IsEmpty)
                    continue;
                taken.Add(room);
                canvas.DrawRect(room, paper);
                TextBlock.Line(canvas, text, room.MidX, room.MidY, ChartFonts.Small, Palette.Quiet, SKTextAlign.Center);
            }
        }
    }

    private TrendPoint? Point(int option, int shown) => drawn.Options[option].Points[drawn.Waves[shown]];

    private bool Later(int option, int shown) =>
        Enumerable.Range(shown + 1, drawn.Waves.Count - shown - 1).Any(later => Point(option, later) is not null);

    private SKPoint Place(SKRect data, int option, int shown, double percent) => new(data.Left + x[option][shown], area.Y(percent));

    private IEnumerable<SKRect> Candidates(SKPoint at, SKSize size, TrendPoint point)
    {
        var above = Math.Min(at.Y - Reach, area.Y(point.Figure.Interval?.High ?? point.Percent)) - 1 - size.Height;
        var below = Math.Max(at.Y + Reach, area.Y(point.Figure.Interval?.Low ?? point.Percent)) + 1;
        yield return SKRect.Create(at.X - size.Width / 2, above, size.Width, size.Height);
        yield return SKRect.Create(at.X - size.Width / 2, below, size.Width, size.Height);
        yield return SKRect.Create(at.X + Reach + 2, at.Y - size.Height, size.Width, size.Height);
        yield return SKRect.Create(at.X + Reach + 2, at.Y, size.Width, size.Height);
        yield return SKRect.Create(at.X - Reach - 2 - size.Width, at.Y - size.Height / 2, size.Width, size.Height);
    }

    private static bool Crosses(SKRect room, SKPoint from, SKPoint to) =>
        Enumerable
            .Range(0, 65)
            .Any(step =>
            {
                var share = step / 64f;
                return room.Contains(from.X + share * (to.X - from.X), from.Y + share * (to.Y - from.Y));
            });
}
