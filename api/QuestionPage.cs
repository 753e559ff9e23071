namespace Survey.Api;

/// <summary>The page of one question: its trend as chart and table, for each base, with the data behind it.</summary>
public static class QuestionPage
{
    private static readonly (BaseRule Rule, string Name, string Meaning)[] Bases =
    [
        (BaseRule.Answered, "answered", "of those who answered"),
        (BaseRule.Valid, "valid", "without “N/A” and “don't know”"),
        (BaseRule.All, "all", "of all respondents"),
    ];

    public static async Task<IResult> Get(SurveyDatabase database, string survey, string question, string? @base, CancellationToken cancel)
    {
        var rule = Query.Base(@base);
        var instrument = await Surveys.Find(database, survey, cancel);
        var trend = await Trend.Of(database, survey, question, null, rule, cancel);
        var bases = !trend.Question.Kind.HasOptions() ? [] : Bases.Select(known => known.Rule == rule
            ? Html.Of($"""<strong aria-current="true">{known.Meaning}</strong> """)
            : Html.Of($"""<a href="/{survey}/{question}?base={known.Name}">{known.Meaning}</a> """)).Prepend(Html.Of($"Percentages: "));
        return Html.Page(
            $"{trend.Question.Text} · {instrument.Title}",
            Html.Of($"""
                <section>
                <p class="survey">{instrument.Title}</p>
                <h1>{trend.Question.Text}</h1>
                <p class="bases">{Html.Join(bases)}</p>
                {TrendHtml.Chart(trend)}
                {TrendHtml.Table(trend)}
                {QuestionList.Of(instrument, question)}
                </section>
                """));
    }
}
