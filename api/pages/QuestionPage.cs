using Survey.Answers;
using Survey.Api.Rest;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Api.Pages;

/// <summary>The page of one question: its trend as chart and table, for each base and any segment, with the data behind it.</summary>
public static class QuestionPage
{
    public static async Task<IResult> Get(SurveyDatabase database, [AsParameters] AnswerParameters asked, CancellationToken cancel)
    {
        var (survey, question) = (asked.Survey, asked.Question!);
        // What a form leaves open, it sends as empty.
        var query = (
            asked with
            {
                Where = asked.Where?.Where(filter => filter.Length > 0).ToArray(),
                Weight = asked.Weight is "" ? null : asked.Weight,
            }
        ).Query;
        var loaded = await LoadedSurvey.Live(database, survey, cancel);
        var instrument = loaded.Instrument;
        var trend = await Trend.Of(database, loaded, question, query, cancel);
        var declared = instrument.Question(question);
        var bases = !trend.Question.Kind.HasOptions()
            ? []
            : BaseRules
                .ByName.Values.Where(rule => rule != BaseRule.Asked || declared.Routing.Count > 0 || query.Base == BaseRule.Asked)
                .Select(rule =>
                    rule == query.Base
                        ? Html.Of($"""<strong aria-current="true">{rule.Meaning()}</strong> """)
                        : Html.Of(
                            $"""<a href="/{survey}/{question}{Address.Query(trend.Query with { Base = rule })}">{rule.Meaning()}</a> """
                        )
                )
                .Prepend(Html.Of($"Percentages: "));
        return Html.Page(
            $"{trend.Question.Text} · {instrument.Title}",
            Html.Of(
                $"""
                <section>
                <p class="survey">{instrument.Title}</p>
                <h1>{trend.Question.Text}</h1>
                <p class="bases">{Html.Join(bases)}</p>
                {SegmentForm.Of(instrument, trend.Query)}
                {TrendHtml.Chart(trend)}
                {TrendHtml.Table(trend)}
                {QuestionList.Of(instrument, question)}
                </section>
                """
            )
        );
    }
}
