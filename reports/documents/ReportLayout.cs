using SkiaSharp;
using Survey.Answers;
using Survey.Instruments;
using Survey.Reports.Charts;
using Survey.Reports.Drawing;
using Survey.Reports.Words;

namespace Survey.Reports.Documents;

/// <summary>A report's column, from the title to the explanations, before it is cut into pages.</summary>
internal sealed class ReportLayout(ReportData data)
{
    /// <summary>Points a unit of a chart's design.</summary>
    private const float ChartUnit = 0.72f;
    private const int ChartWidth = (int)((Pages.Right - Pages.Left) / ChartUnit);
    private const int MostChartHeight = 850;

    public IReadOnlyList<Piece> Pieces() =>
        [
            .. Opening(),
            .. data.Changes is { } changes ? Changed(changes) : [],
            .. data.Questions.SelectMany((question, i) => Question(question, i)),
            .. HowToRead.Of(data).SelectMany(Explained),
        ];

    private IEnumerable<Piece> Opening()
    {
        yield return Text(data.Title, ReportFonts.Title, Palette.Ink);
        yield return Text(data.Wave.Label, ReportFonts.Wave, Palette.Quiet);
        var respondents = data.Wave.Respondents == 1 ? "1 respondent" : $"{Formatted.Count(data.Wave.Respondents)} respondents";
        var fielded = data.Fielded.Length > 0 ? $"Fielded {data.Fielded} · " : "";
        yield return Piece.Space(4);
        yield return Text($"{fielded}{respondents} · revision {data.Wave.Revision} of the data", ReportFonts.Body, Palette.Quiet);
        if (data.Wave.Caveat.Length > 0)
        {
            yield return Piece.Space(8);
            yield return Boxed($"{data.Wave.Label}: {data.Wave.Caveat}.");
        }
        if (data.Questions.FirstOrDefault(question => question.Topline.Id == data.Headline) is not { } headline)
            yield break;
        yield return Piece.Space(14);
        yield return Text(Headline.Sentence(headline.Trend, data.HeadlineOption, data.Wave.Id), ReportFonts.Lead, Palette.Ink);
        foreach (var flag in headline.Trend.Waves.SelectMany(ChartNotes.Flags))
        {
            yield return Piece.Space(4);
            yield return Text(flag, ReportFonts.Small, Palette.Warning);
        }
        if (!HasFigures(headline))
            yield break;
        yield return Piece.Space(12);
        foreach (var piece in Chart(headline))
            yield return piece;
    }

    /// <summary>The sentences may be parted by a page's end, but not from their heading.</summary>
    private static IEnumerable<Piece> Changed(Changes changes)
    {
        yield return Piece.Space(20);
        yield return Text($"What changed since {changes.From.Label}", ReportFonts.Heading, Palette.Ink);
        yield return Piece.Space(4);
        foreach (var (text, listed) in ReportChanges.Of(changes))
        {
            yield return (listed ? Listed(text) : Text(text, ReportFonts.Body, Palette.Ink)) with
            {
                KeepWithNext = !listed,
            };
            yield return Piece.Space(3);
        }
        yield return Text(string.Join(' ', ChangesWords.Summary(changes)), ReportFonts.Small, Palette.Quiet) with
        {
            KeepWithNext = false,
        };
    }

    private IEnumerable<Piece> Question(ReportQuestion question, int index)
    {
        yield return Piece.Space(26);
        var grid = question.Row?.Grid;
        if (grid is null || index == 0 || data.Questions[index - 1].Row?.Grid != grid)
        {
            yield return Text($"{Number(index)}. {question.Row?.GridText ?? question.Topline.Text}", ReportFonts.Heading, Palette.Ink);
            yield return Piece.Space(4);
        }
        if (question.Row is { } row)
        {
            yield return Text(row.Label, ReportFonts.Row, Palette.Ink);
            yield return Piece.Space(2);
        }
        yield return Text(Base(question), ReportFonts.Body, Palette.Quiet);
        if (Means.Sentence(question.Trend) is { } mean)
            yield return Text(mean, ReportFonts.Body, Palette.Ink);
        yield return Piece.Space(2);
        foreach (var flag in question.Trend.Waves.SelectMany(ChartNotes.Flags))
            yield return Text(flag, ReportFonts.Small, Palette.Warning);
        yield return Piece.Space(6);
        if (!HasFigures(question))
        {
            yield return Piece.Space(0) with
            {
                KeepWithNext = false,
            };
            yield break;
        }
        if (question.Topline.Id == data.Headline)
            yield return Text("The chart of this question opens the report.", ReportFonts.Small, Palette.Quiet);
        else
        {
            foreach (var piece in Chart(question))
                yield return piece with
                {
                    KeepWithNext = true,
                };
        }
        yield return Piece.Space(8) with
        {
            KeepWithNext = question.Topline.Id == data.Headline,
        };
        foreach (var piece in new ReportTable(question).Pieces())
            yield return piece;
    }

    /// <summary>The place of a question among those of the wave; the rows of a grid are one question.</summary>
    private int Number(int index) =>
        1 + Enumerable.Range(1, index).Count(i => data.Questions[i].Row?.Grid is not { } grid || data.Questions[i - 1].Row?.Grid != grid);

    private string Base(ReportQuestion question)
    {
        var (topline, all) = (question.Topline, Formatted.Count(data.Wave.Respondents));
        if (topline.Kind == QuestionKind.Text)
            return $"{Formatted.Count(topline.Answered)} of {all} respondents wrote something. What they wrote is not printed.";
        if (topline.Kind == QuestionKind.Number)
            return $"{Formatted.Count(topline.Answered)} of {all} respondents gave a number.";
        if (topline.Base == 0)
            return $"None of {all} respondents answered.";
        return $"Percentages are of the {Formatted.Count(topline.Base)} who answered, out of {all} "
            + $"respondents{(topline.Kind == QuestionKind.Multiple ? "; several answers possible" : "")}.";
    }

    private static bool HasFigures(ReportQuestion question) => question.Topline.Kind.HasOptions() && question.Topline.Base > 0;

    private static IEnumerable<Piece> Chart(ReportQuestion question)
    {
        var height = Math.Min(MostChartHeight, TrendChart.Height(question.Trend, ChartWidth, inPage: true));
        yield return new Piece(
            height * ChartUnit,
            (canvas, y) => TrendChart.Draw(canvas, new SKPoint(Pages.Left, y), question.Trend, ChartWidth, height, ChartUnit, inPage: true)
        );
    }

    private static IEnumerable<Piece> Explained((string Heading, string Text) part)
    {
        yield return Piece.Space(part.Text.Length == 0 ? 26 : 8);
        yield return Text(part.Heading, part.Text.Length == 0 ? ReportFonts.Heading : ReportFonts.Row, Palette.Ink);
        if (part.Text.Length > 0)
            yield return Text(part.Text, ReportFonts.Body, Palette.Ink) with
            {
                KeepWithNext = false,
            };
    }

    private static Piece Text(string text, SKFont font, SKColor colour)
    {
        var block = new TextBlock(text, font, Pages.Right - Pages.Left);
        return new Piece(block.Height, (canvas, y) => block.Draw(canvas, Pages.Left, y, colour), KeepWithNext: true);
    }

    private static Piece Listed(string text)
    {
        const float Indent = 11;
        var block = new TextBlock(text, ReportFonts.Body, Pages.Right - Pages.Left - Indent);
        return new Piece(
            block.Height,
            (canvas, y) =>
            {
                TextBlock.Line(canvas, "•", Pages.Left + 2, y + block.LineHeight / 2, ReportFonts.Body, Palette.Ink);
                block.Draw(canvas, Pages.Left + Indent, y, Palette.Ink);
            }
        );
    }

    private static Piece Boxed(string text)
    {
        var block = new TextBlock(text, ReportFonts.Row, Pages.Right - Pages.Left - 24);
        return new Piece(
            block.Height + 14,
            (canvas, y) =>
            {
                using var shade = new SKPaint { Color = Palette.Shade };
                using var edge = new SKPaint { Color = Palette.Warning };
                canvas.DrawRect(Pages.Left, y, Pages.Right - Pages.Left, block.Height + 14, shade);
                canvas.DrawRect(Pages.Left, y, 3, block.Height + 14, edge);
                block.Draw(canvas, Pages.Left + 12, y + 7, Palette.Warning);
            },
            KeepWithNext: true
        );
    }
}
