using SkiaSharp;

namespace Survey.Reports.Drawing;

/// <summary>A text in lines that fit a width; what does not fit the lines that are allowed ends in "…".</summary>
internal sealed class TextBlock
{
    private readonly SKFont font;

    public TextBlock(string text, SKFont font, float width, int maximumLines = int.MaxValue)
    {
        this.font = font;
        var lines = Wrap(text, font, width);
        Complete = lines.Count <= maximumLines;
        if (!Complete)
            lines = [.. lines.Take(maximumLines - 1), Shorten(string.Join(' ', lines.Skip(maximumLines - 1)), font, width)];
        Lines = lines;
    }

    public IReadOnlyList<string> Lines { get; }

    /// <summary>Whether nothing had to be left out.</summary>
    public bool Complete { get; }

    public float LineHeight => LineHeightOf(font);

    public float Height => Lines.Count * LineHeight;

    public float Width => Lines.Max(line => font.MeasureText(line));

    public static float LineHeightOf(SKFont font) => MathF.Round(font.Size * 1.35f, 1);

    /// <param name="x">the left end of the lines, or their middle or right end, as aligned</param>
    /// <param name="top">of the first line</param>
    public void Draw(SKCanvas canvas, float x, float top, SKColor colour, SKTextAlign align = SKTextAlign.Left)
    {
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        for (var i = 0; i < Lines.Count; i++)
            canvas.DrawText(Lines[i], x, top + i * LineHeight + BaselineOf(font), align, font, paint);
    }

    /// <summary>Draws a text on one line around a vertical middle.</summary>
    public static void Line(
        SKCanvas canvas,
        string text,
        float x,
        float middle,
        SKFont font,
        SKColor colour,
        SKTextAlign align = SKTextAlign.Left
    )
    {
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        canvas.DrawText(text, x, middle - LineHeightOf(font) / 2 + BaselineOf(font), align, font, paint);
    }

    /// <summary>The text, or as much of its beginning as fits before "…".</summary>
    public static string Shorten(string text, SKFont font, float width)
    {
        if (font.MeasureText(text) <= width)
            return text;
        var length = text.Length;
        while (length > 0 && font.MeasureText(text[..length].TrimEnd() + "…") > width)
            length--;
        return text[..length].TrimEnd(' ', ',', ';', ':') + "…";
    }

    private static float BaselineOf(SKFont font) => LineHeightOf(font) / 2 + font.Size * 0.36f;

    private static List<string> Wrap(string text, SKFont font, float width)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var piece in Pieces(text))
        {
            if (line.Length == 0 || font.MeasureText((line + piece).TrimEnd()) <= width)
            {
                line += piece;
            }
            else
            {
                lines.Add(line.TrimEnd());
                line = piece;
            }
            while (font.MeasureText(line.TrimEnd()) > width && line.Length > 1)
            {
                var fitting = Math.Max(1, font.BreakText(line, width));
                lines.Add(line[..fitting]);
                line = line[fitting..];
            }
        }
        lines.Add(line.TrimEnd());
        return lines;
    }

    /// <summary>Words with the space behind them. A line may also end behind a slash, but not between a number and its "%", and not within
    /// "p = 0.01".</summary>
    private static IEnumerable<string> Pieces(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var ends =
                text[i] == ' '
                    ? i + 1 < text.Length && text[i + 1] is not ('%' or '=') && !Joined(text.AsSpan(0, i))
                    : text[i] == '/' && i - start > 3 && i + 1 < text.Length && text[i + 1] != ' ';
            if (!ends)
                continue;
            yield return text[start..(i + 1)];
            start = i + 1;
        }
        yield return text[start..];
    }

    private static bool Joined(ReadOnlySpan<char> before) => before.EndsWith("=") || before.EndsWith(" p") || before.EndsWith(" p <");
}
