using Survey.Answers;
using Survey.Reports.Drawing;

namespace Survey.Reports.Charts;

/// <summary>The picture of a mix shift: for all and for each group, what composition and what behaviour add to the change, left and right
/// of zero.</summary>
public static class MixChart
{
    private const float Scale = 2;

    /// <returns>the bytes of a PNG, twice <see cref="TrendChart.UsualWidth"/> pixels wide; the same for the same mix shift</returns>
    public static byte[] Png(MixShift shift)
    {
        var frame = new MixFrame(shift, TrendChart.UsualWidth);
        return PngFile.Of(TrendChart.UsualWidth, frame.Height, Scale, frame.Draw);
    }

    /// <returns>an SVG document whose texts are text; the same for the same mix shift</returns>
    public static string Svg(MixShift shift)
    {
        var frame = new MixFrame(shift, TrendChart.UsualWidth);
        return SvgDocument.Of(shift.Question.Text, TrendChart.UsualWidth, frame.Height, frame.Draw);
    }
}
