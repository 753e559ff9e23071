using SkiaSharp;
using Survey.Answers;
using Survey.Reports.Drawing;
using Survey.Reports.Words;

namespace Survey.Reports.Charts;

/// <summary>The waves of a chart with their colours and bases, in a line or more.</summary>
internal sealed class ChartKey(Drawn drawn, float width)
{
    private const float Dot = 14;
    private const float Space = 6;
    private const float Between = 18;

    private static readonly float Line = TextBlock.LineHeightOf(ChartFonts.Label) + 2;

    private readonly List<(TrendWave Wave, float X, float Y)> places = Places(drawn, width);

    public float Height => places[^1].Y + Line;

    public void Draw(SKCanvas canvas, float left, float top)
    {
        using var mark = new SKPaint
        {
            Color = Palette.Quiet,
            StrokeWidth = 1,
            IsAntialias = true,
        };
        for (var shown = 0; shown < places.Count; shown++)
        {
            var (wave, x, y) = (places[shown].Wave, left + places[shown].X, top + places[shown].Y);
            if (drawn.BrokenBefore(shown) && places[shown].X > 0)
                canvas.DrawLine(x - Between / 2, y + 2, x - Between / 2, y + Line - 2, mark);
            using var paint = new SKPaint { Color = drawn.Colour(shown), IsAntialias = true };
            canvas.DrawCircle(x + 4.5f, y + Line / 2, 4.5f, paint);
            TextBlock.Line(canvas, wave.Label, x + Dot, y + Line / 2, ChartFonts.Value, Palette.Ink);
            TextBlock.Line(
                canvas,
                Counted(wave),
                x + Dot + ChartFonts.Value.MeasureText(wave.Label) + Space,
                y + Line / 2,
                ChartFonts.Label,
                Palette.Quiet
            );
        }
    }

    public static string Counted(TrendWave wave) => $"n = {Formatted.Base(wave.Base ?? 0, wave.EffectiveBase)}";

    private static List<(TrendWave Wave, float X, float Y)> Places(Drawn drawn, float width)
    {
        var places = new List<(TrendWave, float, float)>();
        var (x, y) = (0f, 0f);
        foreach (var wave in drawn.Waves.Select(wave => drawn.Trend.Waves[wave]))
        {
            var item = Dot + ChartFonts.Value.MeasureText(wave.Label) + Space + ChartFonts.Label.MeasureText(Counted(wave));
            if (x > 0 && x + item > width)
                (x, y) = (0, y + Line);
            places.Add((wave, x, y));
            x += item + Between;
        }
        return places;
    }
}
