using ScottPlot;
using SkiaSharp;

namespace Survey.Reports.Drawing;

/// <summary>The bundled typefaces: everything that is drawn uses them, so that a machine's own fonts never matter.</summary>
internal static class Fonts
{
    public const string Family = "Inter";

    static Fonts()
    {
        ScottPlot.Fonts.FontResolvers.Insert(0, new Bundled());
        ScottPlot.Fonts.Default = Family;
    }

    /// <summary>One instance each for the life of the process: a PDF embeds a typeface once for every instance.</summary>
    public static SKTypeface Regular { get; } = Load("Inter-Regular.ttf");

    public static SKTypeface SemiBold { get; } = Load("Inter-SemiBold.ttf");

    public static SKFont Of(float size, bool bold = false) =>
        new(bold ? SemiBold : Regular, size)
        {
            Subpixel = true,
            Hinting = SKFontHinting.None,
            LinearMetrics = true,
            Edging = SKFontEdging.Antialias,
        };

    private static SKTypeface Load(string name)
    {
        using var stream =
            typeof(Fonts).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"no embedded font {name}");
        return SKTypeface.FromStream(stream) ?? throw new InvalidOperationException($"the embedded font {name} cannot be read");
    }

    private sealed class Bundled : IFontResolver
    {
        public SKTypeface CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
            weight >= FontWeight.SemiBold ? SemiBold : Regular;

        public SKTypeface CreateTypeface(string fontName, bool bold, bool italic) => bold ? SemiBold : Regular;
    }
}
