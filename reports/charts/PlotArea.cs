using ScottPlot;
using SkiaSharp;
using Survey.Reports.Drawing;
using Survey.Reports.Words;
using Palette = Survey.Reports.Drawing.Palette;

namespace Survey.Reports.Charts;

/// <summary>A plot whose data fill a given rectangle of the picture, with a percent axis below or on the left.</summary>
internal sealed class PlotArea : IDisposable
{
    /// <summary>Room around the data, so that a mark on the axis is not cut in half.</summary>
    private const float Edge = 7;

    /// <summary>And above lines, for a figure over the highest point.</summary>
    private const float Headroom = 18;

    private const int MostTicks = 5;

    private static readonly int[] Steps = [2, 5, 10, 20, 50, 100];

    private readonly SKRect data;
    private readonly CoordinateRect limits;

    private PlotArea(SKRect data, CoordinateRect limits)
    {
        this.data = data;
        this.limits = limits;
        Plot.Layout.Fixed(new PixelRect(data.Left, data.Right, data.Bottom, data.Top));
        Plot.Axes.SetLimits(limits);
        Plot.Axes.Frame(false);
        Plot.RenderManager.ClearCanvasBeforeEachRender = false;
        Plot.FigureBackground.Color = Palette.Paper.Plotted();
        Plot.DataBackground.Color = Palette.Paper.Plotted();
        Plot.Grid.MajorLineColor = Palette.Rule.Plotted();
        Plot.Grid.MajorLineWidth = 1;
    }

    public Plot Plot { get; } = new();

    /// <summary>Percent run along the bottom; down the side, units are those of the picture, from 0 at the top.</summary>
    public static PlotArea Across(SKRect data, double top)
    {
        var unit = top / (data.Width - 2 * Edge);
        var area = new PlotArea(data, new CoordinateRect(-Edge * unit, top + Edge * unit, data.Height, 0));
        area.Plot.Grid.YAxisStyle.IsVisible = false;
        area.Plot.Axes.Left.IsVisible = false;
        Percent(area.Plot.Axes.Bottom, top, room: 46 * unit);
        return area;
    }

    /// <summary>Percent run up the left side; along the bottom, units are those of the picture, from 0 on the left.</summary>
    public static PlotArea Up(SKRect data, double top)
    {
        var unit = top / (data.Height - Edge - Headroom);
        var area = new PlotArea(data, new CoordinateRect(0, data.Width, -Edge * unit, top + Headroom * unit));
        area.Plot.Grid.XAxisStyle.IsVisible = false;
        area.Plot.Axes.Bottom.IsVisible = false;
        Percent(area.Plot.Axes.Left, top, room: 24 * unit);
        return area;
    }

    /// <summary>The end of a percent axis for figures up to <paramref name="highest"/>.</summary>
    public static double Top(double highest) => Math.Clamp(10 * Math.Ceiling(highest / 10), 10, 100);

    public float X(double x) => data.Left + (float)((x - limits.Left) / (limits.Right - limits.Left)) * data.Width;

    public float Y(double y) => data.Bottom - (float)((y - limits.Bottom) / (limits.Top - limits.Bottom)) * data.Height;

    public void Line(double x1, double y1, double x2, double y2, SKColor colour, float width)
    {
        var line = Plot.Add.Line(x1, y1, x2, y2);
        line.LineStyle.Color = colour.Plotted();
        line.LineStyle.Width = width;
        line.MarkerStyle.IsVisible = false;
    }

    public void Dot(double x, double y, SKColor colour, float size, bool hollow = false)
    {
        var dot = Plot.Add.Marker(x, y, MarkerShape.FilledCircle, size);
        dot.MarkerStyle.FillColor = (hollow ? Palette.Paper : colour).Plotted();
        dot.MarkerStyle.OutlineColor = (hollow ? colour : Palette.Paper).Plotted();
        dot.MarkerStyle.OutlineWidth = hollow ? 1.8f : 1;
    }

    public void Bar(double end, double middle, SKColor colour, double thickness) =>
        Plot.Add.Bar(
            new Bar
            {
                Value = end,
                Position = middle,
                Size = thickness,
                FillColor = colour.Plotted(),
                LineWidth = 0,
                Orientation = Orientation.Horizontal,
            }
        );

    public void Render(SKCanvas canvas, float width, float height)
    {
        // A first render in memory settles the axes; without it their labels are drawn twice.
        Plot.RenderInMemory((int)width, (int)height);
        Plot.Render(canvas, new PixelRect(0, width, height, 0));
    }

    public void Dispose() => Plot.Dispose();

    /// <param name="room">what a label takes of the axis, in percent</param>
    private static void Percent(IAxis axis, double top, double room)
    {
        var step = Steps.First(step => step >= room && top / step <= MostTicks || step == Steps[^1]);
        axis.TickGenerator = new ScottPlot.TickGenerators.NumericManual([
            .. Enumerable.Range(0, (int)(top / step) + 1).Select(i => new Tick(i * step, Formatted.Percent(i * step))),
        ]);
        axis.TickLabelStyle.ForeColor = Palette.Quiet.Plotted();
        axis.TickLabelStyle.FontSize = 11;
        axis.MajorTickStyle.Length = 0;
        axis.FrameLineStyle.Width = 0;
    }
}
