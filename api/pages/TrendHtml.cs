using Survey.Answers;
using Survey.Instruments;
using Survey.Reports.Charts;
using Survey.Reports.Words;

namespace Survey.Api.Pages;

/// <summary>A trend as HTML: sentence, chart, table.</summary>
public static class TrendHtml
{
    /// <summary>The headline in a sentence.</summary>
    public static Html Sentence(Trend trend, Instrument instrument) =>
        trend.Waves.Count == 0
            ? Html.Of($"""<p class="headline">No wave has been loaded yet.</p>""")
            : Html.Of($"""<p class="headline">{Headline.Sentence(trend, instrument.HeadlineOption, trend.Waves[^1].Id)}</p>""");

    /// <summary>The chart, where there is one to draw, and links to it and to the data behind it.</summary>
    public static Html Chart(Trend trend)
    {
        var address = $"/api/v1/surveys/{trend.Survey}/questions/{trend.Question.Id}/trend";
        var query = Address.Query(trend.Query);
        var drawn = TrendChart.CanDraw(trend);
        var formats = (
            drawn ? new[] { ("JSON", ""), ("CSV", ".csv"), ("PNG", ".png"), ("SVG", ".svg") } : [("JSON", ""), ("CSV", ".csv")]
        ).Select(format => Html.Of($"""<a href="{address}{format.Item2}{query}">{format.Item1}</a> """));
        var image = drawn
            ? Html.Of(
                $"""<img src="{address}.png{query}" width="{TrendChart.UsualWidth}" """
                    + $"""height="{TrendChart.Height(trend, TrendChart.UsualWidth)}" """
                    + $"""alt="Chart of the trend: {trend.Question.Text}. The table below has its figures.">"""
            )
            : null;
        return Html.Of(
            $"""
            <figure>
            {image}
            <figcaption>{(drawn ? "This chart and its data" : "The data")}: {Html.Join(formats)}</figcaption>
            </figure>
            """
        );
    }

    /// <summary>Percentages of every option in every wave, with the change from the wave before.</summary>
    public static Html Table(Trend trend)
    {
        var heads = trend.Waves.Select(wave => Html.Of($"""<th scope="col">{wave.Label}<small>{Base(wave)}</small></th>"""));
        var rows = !trend.Question.Kind.HasOptions()
            ? [AnsweredRow(trend)]
            : trend.Options.Select(option =>
                Html.Of(
                    $"""
                    <tr{(option.Net ? Html.Of($" class=\"net\"") : null)}><th scope="row">{option.Label}{(
                        option.Net ? Html.Of($" <small>net</small>") : null
                    )}</th>{Html.Join(option.Points.Select((point, column) => Cell(point, trend.Waves[column])))}</tr>
                    """
                )
            );
        var notes = trend.Waves.SelectMany(wave =>
            wave.Notes.Prepend(wave.NotComputable)
                .Prepend(wave.Caveat)
                .Concat(WeightingInWords(wave))
                .Where(note => note.Length > 0)
                .Select(note => Html.Of($"<li>{wave.Label}: {note}</li>"))
        );
        var reasons = Enumerable
            .Range(0, trend.Waves.Count)
            .SelectMany(wave => TrendReasons.Of(trend, wave))
            .Select(reason => Html.Of($"<li>{reason}</li>"));
        return Html.Of(
            $"""
            <div class="wide"><table>
            <thead><tr><th scope="col">Answer</th>{Html.Join(heads)}</tr></thead>
            <tbody>{Html.Join(rows)}{Html.Join(
                Means.Rows(trend).Select((row, position) => MeanRow(trend, row.Label, row.Cells, withChange: position == 0))
            )}</tbody>
            </table></div>
            <ul class="notes">{Html.Join(notes)}{Html.Join(reasons)}</ul>
            """
        );
    }

    /// <summary>How many wrote something, which is not shown, or gave a number.</summary>
    private static Html AnsweredRow(Trend trend) =>
        Html.Of(
            $"""
            <tr><th scope="row">{(trend.Question.Kind == QuestionKind.Number ? "Gave a number" : "Wrote something")}</th>{Html.Join(
                trend.Options[0].Points.Zip(
                    trend.Waves,
                    (point, wave) => Html.Of($"<td>{(point is null ? "–" : Gave(trend.Query, wave, point.Count))}</td>")
                )
            )}</tr>
            """
        );

    /// <summary>How many of how many; of a segment's respondents only those are known who are in the base.</summary>
    private static string Gave(QuerySummary query, TrendWave wave, int count) =>
        query switch
        {
            { Base: BaseRule.All or BaseRule.Asked } => $"{Formatted.Count(count)} of {Formatted.Count(wave.Base!.Value)}",
            { Where.Count: 0 } => $"{Formatted.Count(count)} of {Formatted.Count(wave.Respondents)}",
            _ => Formatted.Count(count),
        };

    private static Html MeanRow(Trend trend, string label, IReadOnlyList<string> cells, bool withChange) =>
        Html.Of(
            $"""
            <tr class="mean"><th scope="row">{label}</th>{Html.Join(
                cells.Select((cell, wave) => Html.Of($"<td>{cell}{(withChange ? MeanChange(trend, wave) : null)}</td>"))
            )}</tr>

            """
        );

    private static Html? MeanChange(Trend trend, int wave) =>
        Means.ChangeIn(trend, wave) is { Length: > 0 } change ? Html.Of($"<small>{change}</small>") : null;

    private static string Base(TrendWave wave) =>
        wave switch
        {
            { Problem: not null } => "not computable",
            { Base: { } respondents } => $"n = {Formatted.Base(respondents, wave.EffectiveBase)}",
            _ => "not asked",
        };

    private static IEnumerable<string> WeightingInWords(TrendWave wave)
    {
        if (wave.Weighting is not { } weighting)
            yield break;
        yield return $"weights from {Figure.Show(weighting.Minimum, 2)} to {Figure.Show(weighting.Maximum, 2)}, design effect "
            + $"{Figure.Show(weighting.DesignEffect, 2)}";
        foreach (var warning in weighting.Warnings)
            yield return warning;
        if (weighting.LargestDeviation >= 0.05)
            yield return $"trimmed weights leave shares up to {Figure.Show(weighting.LargestDeviation, 1)} points from their targets";
        if (weighting.EmptyTargets.Count > 0)
            yield return $"nobody to weight for {string.Join(", ", weighting.EmptyTargets)}; the other targets are scaled up";
    }

    private static Html Cell(TrendPoint? point, TrendWave wave)
    {
        if (point is null)
            return Html.Of($"""<td class="none">–</td>""");
        var change = point.Change is { } known
            ? Html.Of(
                $"""<small class="{(known.Significant ? "significant" : "change")}" title="{ChangeInWords(known)}">"""
                    + $"{Formatted.Points(known.Points)}</small>"
            )
            : null;
        var madeUp = point.MadeUp ? Html.Of($"<small>made up</small>") : null;
        return Html.Of(
            $"""<td class="{(wave.Reasons.Have(ReasonCode.Low) ? "low" : "")}">{Formatted.Percent(point.Percent, 1)}{madeUp}{change}</td>"""
        );
    }

    private static string ChangeInWords(Change change)
    {
        var test = change switch
        {
            { P: null } => "",
            { Significant: true } => $"; significant, {Formatted.P(change.PAdjusted!.Value)}",
            _ => $"; not significant, {Formatted.P(change.PAdjusted!.Value)}",
        };
        return $"points since {change.From}{test}{(change.Note.Length > 0 ? "; " : "")}{change.Note}";
    }
}
