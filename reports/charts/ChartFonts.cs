using SkiaSharp;
using Survey.Reports.Drawing;

namespace Survey.Reports.Charts;

/// <summary>The fonts of a chart, at its design size.</summary>
internal static class ChartFonts
{
    public static readonly SKFont Title = Fonts.Of(15.5f, bold: true);
    public static readonly SKFont Label = Fonts.Of(12);
    public static readonly SKFont Value = Fonts.Of(12, bold: true);
    public static readonly SKFont Small = Fonts.Of(10.5f);
}
