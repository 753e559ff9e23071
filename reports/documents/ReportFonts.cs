using SkiaSharp;
using Survey.Reports.Drawing;

namespace Survey.Reports.Documents;

/// <summary>The fonts of a report, in points.</summary>
internal static class ReportFonts
{
    public static readonly SKFont Title = Fonts.Of(22, bold: true);
    public static readonly SKFont Wave = Fonts.Of(15);
    public static readonly SKFont Lead = Fonts.Of(12.5f, bold: true);
    public static readonly SKFont Heading = Fonts.Of(12, bold: true);
    public static readonly SKFont Row = Fonts.Of(10, bold: true);
    public static readonly SKFont Body = Fonts.Of(9.2f);
    public static readonly SKFont Table = Fonts.Of(8.6f);
    public static readonly SKFont TableBold = Fonts.Of(8.6f, bold: true);
    public static readonly SKFont Small = Fonts.Of(7.8f);
}
