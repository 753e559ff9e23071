using Survey.Answers;
using Survey.Counting;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Api.Pages;

/// <summary>The start page: every survey with its headline trend.</summary>
public static class StartPage
{
    public static async Task<IResult> Get(SurveyDatabase database, CancellationToken cancel)
    {
        var sections = new List<Html>();
        foreach (var live in await LoadedSurvey.All(database, cancel))
            sections.Add(await Section(database, live, cancel));
        return Html.Page(
            "Survey",
            sections.Count > 0
                ? Html.Join(sections)
                : Html.Of($"<p>No survey has been loaded yet: <code>./run ingest load FOLDER</code></p>")
        );
    }

    private static async Task<Html> Section(SurveyDatabase database, LoadedSurvey live, CancellationToken cancel)
    {
        var instrument = live.Instrument;
        var trend = await Trend.Of(database, live, instrument.Headline, new Query(), cancel);
        var claims = await ClaimsPage.Link(database, instrument.Survey, cancel);
        return Html.Of(
            $"""
            <section>
            <h1><a href="/{instrument.Survey}/{instrument.Headline}">{instrument.Title}</a></h1>
            {TrendHtml.Sentence(trend, instrument)}
            {ChangesLink(instrument, trend)}
            {TrendHtml.Chart(trend)}
            {TrendHtml.Table(trend)}
            {claims}
            {QuestionList.Of(instrument)}
            </section>
            """
        );
    }

    private static Html? ChangesLink(Instrument instrument, Trend trend)
    {
        if (instrument.Disclosure == Disclosure.Protected || trend.Waves.Count < 2)
            return null;
        var (from, to) = (trend.Waves[^2].Label, trend.Waves[^1].Label);
        return Html.Of($"""<p><a href="{ChangesPage.At(instrument.Survey)}">What changed from {from} to {to}</a>, of all questions</p>""");
    }
}
