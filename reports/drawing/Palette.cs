using SkiaSharp;

namespace Survey.Reports.Drawing;

/// <summary>The colours of everything that is drawn; told apart by colour-blind readers, and in grey.</summary>
internal static class Palette
{
    public static readonly SKColor Ink = new(0x1B, 0x1F, 0x24);
    public static readonly SKColor Quiet = new(0x5A, 0x63, 0x6E);
    public static readonly SKColor Rule = new(0xDD, 0xE1, 0xE6);
    public static readonly SKColor Paper = SKColors.White;
    public static readonly SKColor Shade = new(0xF3, 0xF5, 0xF7);
    public static readonly SKColor Warning = new(0x9A, 0x3B, 0x00);

    /// <summary>Figures with a low base.</summary>
    public static readonly SKColor Low = new(0xA8, 0xAE, 0xB5);

    /// <summary>Waves, the newest first.</summary>
    private static readonly SKColor[] Waves = [new(0x0B, 0x4F, 0x8A), new(0x5E, 0x97, 0xC4), new(0x9C, 0xBC, 0xD8), new(0xC3, 0xD3, 0xE2)];

    /// <summary>Lines, after Okabe and Ito.</summary>
    private static readonly SKColor[] Lines =
    [
        new(0x00, 0x72, 0xB2),
        new(0xD5, 0x5E, 0x00),
        new(0x00, 0x9E, 0x73),
        new(0xCC, 0x79, 0xA7),
        new(0xE6, 0x9F, 0x00),
        new(0x56, 0xB4, 0xE9),
    ];

    /// <summary>As many as there are colours.</summary>
    public static int WaveCount => Waves.Length;

    public static int LineCount => Lines.Length;

    /// <param name="age">0 for the newest wave</param>
    public static SKColor Wave(int age) => Waves[age];

    public static SKColor Line(int index) => Lines[index];

    public static ScottPlot.Color Plotted(this SKColor colour) => new(colour.Red, colour.Green, colour.Blue);
}
