using SkiaSharp;
using Survey.Answers;
using Survey.Instruments;
using Survey.Reports.Drawing;

namespace Survey.Reports.Charts;

/// <summary>
/// The picture of a trend: lines for a few options over three waves or more, a row of dots for each option otherwise. Sizes are in units of
/// the design, in which text is 10 to 16 units high. What has no room is left out, and that is said; nothing is cut off. Safe to use from
/// several threads.
/// </summary>
public static class TrendChart
{
    /// <summary>A picture is at least this wide and high.</summary>
    public const int LeastWidth = 360;

    public const int LeastHeight = 240;

    /// <summary>The width of a chart for a page or a post.</summary>
    public const int UsualWidth = 840;

    /// <summary>Whether there is anything to draw: percentages, which a question of kind text or number has not.</summary>
    public static bool CanDraw(Trend trend) =>
        trend.Question.Kind.HasOptions() && trend.Options.Any(option => option.Points.Any(point => point is not null));

    /// <summary>For a page or a post, as high as it needs to be.</summary>
    public static byte[] Png(Trend trend) => Png(trend, UsualWidth, Height(trend, UsualWidth));

    /// <summary>For a page or a post, as high as it needs to be.</summary>
    public static string Svg(Trend trend) => Svg(trend, UsualWidth, Height(trend, UsualWidth));

    /// <param name="scale">pixels a unit: the PNG is <paramref name="width"/> times <paramref name="scale"/> pixels wide</param>
    /// <returns>the bytes of a PNG; the same for the same trend</returns>
    /// <exception cref="SurveyException">the trend has no percentages, or the size is too small or too large</exception>
    public static byte[] Png(Trend trend, int width, int height, float scale = 2)
    {
        Check(width, height);
        if (scale is not (>= 0.5f and <= 4))
            throw new SurveyException(
                $"a chart's scale is from 0.5 to 4, not {scale.ToString(System.Globalization.CultureInfo.InvariantCulture)}"
            );
        return PngFile.Of(width, height, scale, canvas => new ChartFrame(trend, width).Draw(canvas, height));
    }

    /// <returns>an SVG document whose texts are text; the same for the same trend</returns>
    /// <exception cref="SurveyException">as for a PNG</exception>
    public static string Svg(Trend trend, int width, int height)
    {
        Check(width, height);
        return SvgDocument.Of(trend.Question.Text, width, height, canvas => new ChartFrame(trend, width).Draw(canvas, height));
    }

    /// <summary>The height at which a chart of some width leaves nothing out and wastes no room.</summary>
    /// <param name="inPage">as for <see cref="Draw"/></param>
    /// <exception cref="SurveyException">the trend has no percentages, or the width is too small or too large</exception>
    public static int Height(Trend trend, int width, bool inPage = false)
    {
        Check(width, LeastHeight);
        var height = new ChartFrame(trend, width, inPage).Height;
        return (int)Math.Ceiling(inPage ? height : Math.Max(LeastHeight, height));
    }

    /// <summary>Draws onto a canvas, a page's for one, as vectors and text.</summary>
    /// <param name="place">the top left corner, in the canvas's units</param>
    /// <param name="unit">how many of the canvas's units a unit of the design is</param>
    /// <param name="inPage">the page says the question, its base and its flags, and has margins: the chart leaves them out</param>
    /// <exception cref="SurveyException">the trend has no percentages</exception>
    public static void Draw(SKCanvas canvas, SKPoint place, Trend trend, int width, int height, float unit = 1, bool inPage = false)
    {
        canvas.Save();
        canvas.Translate(place.X, place.Y);
        canvas.Scale(unit);
        new ChartFrame(trend, width, inPage).Draw(canvas, height);
        canvas.Restore();
    }

    private static void Check(int width, int height)
    {
        if (width is < LeastWidth or > 4000 || height is < LeastHeight or > 4000)
            throw new SurveyException($"a chart is {LeastWidth} to 4000 wide and {LeastHeight} to 4000 high, not {width} by {height}");
    }
}
