using System.Globalization;
using System.Xml.Linq;
using SkiaSharp;

namespace Survey.Reports.Drawing;

/// <summary>
/// Drawing as an SVG that can stand in a page: texts are whole and named fonts have substitutes, where Skia places letter by letter in the
/// one font; no ids, which would clash between two drawings of a page.
/// </summary>
internal static class SvgDocument
{
    private const string Families = "Inter, 'Helvetica Neue', Arial, sans-serif";

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <param name="title">what the drawing shows, for those who hear it</param>
    public static string Of(string title, int width, int height, Action<SKCanvas> draw)
    {
        using var stream = new MemoryStream();
        using (var canvas = SKSvgCanvas.Create(new SKRect(0, 0, width, height), stream))
            draw(canvas);
        stream.Position = 0;
        var root = XDocument.Load(stream).Root!;
        root.SetAttributeValue("viewBox", $"0 0 {width} {height}");
        root.SetAttributeValue("role", "img");
        root.Attributes().Where(attribute => attribute.IsNamespaceDeclaration && attribute.Name.LocalName == "xlink").Remove();
        root.AddFirst(new XElement(Svg + "title", title));
        // Everything is drawn inside its clip anyway.
        root.Elements(Svg + "clipPath").Remove();
        foreach (var group in root.Descendants(Svg + "g").Where(group => group.Attribute("clip-path") is not null).ToList())
            group.ReplaceWith(group.Elements());
        foreach (var text in root.Descendants(Svg + "text"))
            Whole(text);
        return root.ToString(SaveOptions.DisableFormatting) + "\n";
    }

    /// <summary>A text at one place, as long as it is in the bundled font, whichever font it is shown in.</summary>
    private static void Whole(XElement text)
    {
        var bold = text.Attribute("font-weight") is not null;
        var size = float.Parse(text.Attribute("font-size")!.Value, CultureInfo.InvariantCulture);
        text.Value = text.Value.Trim();
        using var font = Fonts.Of(size, bold);
        text.SetAttributeValue("x", First(text.Attribute("x")!.Value));
        text.SetAttributeValue("y", First(text.Attribute("y")!.Value));
        text.SetAttributeValue("textLength", MathF.Round(font.MeasureText(text.Value), 2).ToString(CultureInfo.InvariantCulture));
        text.SetAttributeValue("lengthAdjust", "spacingAndGlyphs");
        text.SetAttributeValue("font-family", Families);
        text.SetAttributeValue("font-weight", bold ? "600" : null);
    }

    private static string First(string places) => places.Split(',')[0];
}
