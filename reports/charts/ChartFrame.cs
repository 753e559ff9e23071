using SkiaSharp;
using Survey.Answers;
using Survey.Instruments;
using Survey.Reports.Drawing;
using Survey.Reports.Words;

namespace Survey.Reports.Charts;

/// <summary>A chart's title, base, key and notes, and between them the lines or dots.</summary>
internal sealed class ChartFrame
{
    private const float Gap = 8;
    private const int LeastLineWaves = 3;
    private const int LongestNote = 6;

    private readonly int width;
    private readonly bool inPage;
    private readonly float margin;
    private readonly Drawn all;
    private readonly Drawn few;
    private readonly LinePlot? linePlot;
    private readonly DotPlot dotPlot;
    private readonly List<(TextBlock Text, SKColor Colour)> titles = [];

    /// <param name="inPage">the page around the chart says the question, its base and its flags, and has margins</param>
    /// <exception cref="SurveyException">there is nothing to draw</exception>
    public ChartFrame(Trend trend, int width, bool inPage = false)
    {
        this.width = width;
        this.inPage = inPage;
        margin = inPage ? 0 : 16;
        all = Drawn.Of(trend);
        few = Drawn.Of(trend, Palette.WaveCount);
        linePlot = all.Waves.Count >= LeastLineWaves && all.Options.Count <= Palette.LineCount ? new LinePlot(all, Inner) : null;
        dotPlot = new DotPlot(few, Inner);
        if (inPage)
            return;
        var several = trend.Question.Kind == QuestionKind.Multiple ? "; several answers possible" : "";
        titles.Add((new TextBlock(trend.Question.Text, ChartFonts.Title, Inner, 4), Palette.Ink));
        titles.Add((new TextBlock($"Percent of respondents {trend.BaseRule.Short()}{several}", ChartFonts.Label, Inner, 2), Palette.Quiet));
        foreach (var part in Formatted.Among(trend.Query))
            titles.Add((new TextBlock(part, ChartFonts.Label, Inner, 4), Palette.Ink));
    }

    public float Height
    {
        get
        {
            var lines = linePlot is not null;
            return HeadHeight(lines) + (linePlot?.Height ?? dotPlot.Height) + NotesHeight(Notes(lines, LongestNote)) + 2 * margin;
        }
    }

    private float Inner => width - 2 * margin;

    /// <exception cref="SurveyException">there is not even room for one option</exception>
    public void Draw(SKCanvas canvas, int height)
    {
        using (var paper = new SKPaint { Color = Palette.Paper })
            canvas.DrawRect(0, 0, width, height, paper);
        var lines = linePlot is not null && linePlot.Fits(Body(true, FittingNotes(true, height), height).Height);
        var notes = FittingNotes(lines, height);
        var body = Body(lines, notes, height);
        if (!lines && body.Height < dotPlot.LeastHeight)
            throw new SurveyException($"a height of {height} is too small for this chart; {Math.Ceiling(Height)} leaves nothing out");
        if (lines)
            linePlot!.Draw(canvas, body, width, height);
        else
            dotPlot.Draw(canvas, body, width, height);
        var y = margin;
        foreach (var (text, colour) in titles)
        {
            text.Draw(canvas, margin, y, colour);
            y += text.Height + 3;
        }
        if (!lines)
            new ChartKey(few, Inner).Draw(canvas, margin, y + 2);
        y = body.Bottom + Gap;
        foreach (var note in notes)
        {
            note.Draw(canvas, margin, y, Palette.Quiet);
            y += note.Height + 2;
        }
    }

    private SKRect Body(bool lines, List<TextBlock> notes, int height) =>
        new(margin, margin + HeadHeight(lines), width - margin, height - margin - NotesHeight(notes));

    private float HeadHeight(bool lines) => titles.Sum(title => title.Text.Height + 3) + (lines ? 5 : new ChartKey(few, Inner).Height + 10);

    private static float NotesHeight(List<TextBlock> notes) => notes.Count == 0 ? 0 : Gap + notes.Sum(note => note.Height + 2);

    private List<TextBlock> Notes(bool lines, int length) =>
        [
            .. (lines ? linePlot!.Notes() : [])
                .Concat(ChartNotes.Of(lines ? all : few, flags: !inPage, changes: !lines))
                .Select(note => new TextBlock(note, ChartFonts.Small, Inner, length)),
        ];

    /// <summary>Notes as long as they can be without taking more than half of what the head leaves.</summary>
    private List<TextBlock> FittingNotes(bool lines, int height)
    {
        var room = (height - 2 * margin - HeadHeight(lines)) / 2;
        return Enumerable
                .Range(0, LongestNote)
                .Select(less => Notes(lines, LongestNote - less))
                .FirstOrDefault(notes => NotesHeight(notes) <= room)
            ?? Notes(lines, 1);
    }
}
