using Survey.Reports;

namespace Survey.Api;

/// <summary>A trend as HTML: sentence, chart, table.</summary>
public static class TrendHtml
{
    /// <summary>The headline in a sentence.</summary>
    public static Html Sentence(Trend trend, Instrument instrument) =>
        Html.Of($"""<p class="headline">{Headline.Sentence(trend, instrument.HeadlineOption, trend.Waves[^1].Id)}</p>""");

    /// <summary>The chart, and links to it and to the data behind it.</summary>
    public static Html Chart(Trend trend)
    {
        var address = $"/api/v1/surveys/{trend.Survey}/questions/{trend.Question.Id}/trend";
        var query = trend.BaseRule == BaseRule.Answered ? "" : $"?base={trend.BaseRule.ToString().ToLowerInvariant()}";
        var formats = new[] { ("JSON", ""), ("CSV", ".csv"), ("PNG", ".png"), ("SVG", ".svg") }
            .Select(format => Html.Of($"""<a href="{address}{format.Item2}{query}">{format.Item1}</a> """));
        return Html.Of($"""
            <figure>
            <img src="{address}.png{query}" width="960" height="{TrendChart.Height(trend, 960)}" alt="Chart of the trend: {trend.Question.Text}. The table below has its figures.">
            <figcaption>This chart and its data: {Html.Join(formats)}</figcaption>
            </figure>
            """);
    }

    /// <summary>Percentages of every option in every wave, with the change from the wave before.</summary>
    public static Html Table(Trend trend)
    {
        var heads = trend.Waves.Select(wave => Html.Of($"""<th scope="col">{wave.Label}<small>{Base(wave)}</small></th>"""));
        var rows = trend.Options.Select(option => Html.Of($"""
            <tr{(option.Net ? Html.Of($" class=\"net\"") : null)}><th scope="row">{option.Label}{(option.Net ? Html.Of($" <small>net</small>") : null)}</th>{Html.Join(option.Points.Select((point, column) => Cell(point, trend.Waves[column])))}</tr>
            """));
        var notes = trend.Waves
            .SelectMany(wave => wave.Notes.Prepend(wave.Caveat).Where(note => note.Length > 0).Select(note => Html.Of($"<li>{wave.Label}: {note}</li>")));
        return Html.Of($"""
            <div class="wide"><table>
            <thead><tr><th scope="col">Answer</th>{Html.Join(heads)}</tr></thead>
            <tbody>{Html.Join(rows)}</tbody>
            </table></div>
            <ul class="notes">{Html.Join(notes)}</ul>
            """);
    }

    private static string Base(TrendWave wave) => wave.Base is { } count ? $"n = {count}" : "not asked";

    private static Html Cell(TrendPoint? point, TrendWave wave)
    {
        if (point is null)
            return Html.Of($"""<td class="none">–</td>""");
        var change = point.Change is { } known
            ? Html.Of($"""<small class="{(known.Significant ? "significant" : "change")}" title="{ChangeInWords(known)}">{Points(known.Points)}</small>""")
            : null;
        return Html.Of($"""<td class="{(wave.Flags.Contains("low") ? "low" : "")}">{Figure.Show(point.Percent, 1)} %{change}</td>""");
    }

    private static string Points(double points) => (points < 0 ? "−" : "+") + Figure.Show(Math.Abs(points), 1);

    private static string ChangeInWords(Change change)
    {
        var test = change switch
        {
            { P: null } => "not tested",
            { Significant: true } => "significant",
            _ => "not significant",
        };
        return $"points since {change.From}, {test}{(change.Note.Length > 0 ? "; " : "")}{change.Note}";
    }
}
