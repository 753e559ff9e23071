using Microsoft.AspNetCore.Http.HttpResults;
using Survey.Answers;
using Survey.Reports.Charts;
using Survey.Storage;

namespace Survey.Api.Rest;

/// <summary>The trend of one question, as JSON, CSV and chart.</summary>
public static class Trends
{
    public static async Task<Ok<Trend>> Json(
        SurveyDatabase database,
        string survey,
        string question,
        [AsParameters] Asked asked,
        CancellationToken cancel
    ) => TypedResults.Ok(await Trend.Of(database, survey, question, asked.Query, cancel));

    public static async Task<IResult> Csv(
        SurveyDatabase database,
        string survey,
        string question,
        [AsParameters] Asked asked,
        CancellationToken cancel
    )
    {
        var trend = await Trend.Of(database, survey, question, asked.Query, cancel);
        var byId = trend.Waves.ToDictionary(wave => wave.Id);
        var shares =
            from option in trend.Options
            from point in option.Points
            where point is not null
            select Row(
                trend,
                byId[point.Wave],
                [option.Id, point.Label, option.Net, point.Count, point.Percent, point.Low, point.High],
                point.Change,
                null
            );
        var means =
            from point in trend.Means ?? []
            where point is not null
            select Row(
                trend,
                byId[point.Wave],
                ["", "mean", false, point.Figure.Count, null, point.Figure.Low, point.Figure.High],
                point.Change,
                point.Figure
            );
        // A wave without figures has one row all the same, whose note says why.
        var problems =
            from wave in trend.Waves
            where wave.Problem is not null
            select Row(trend, wave, ["", "", null, null, null, null, null], null, null, wave.NotComputable);
        return Rest.Csv.File(
            [
                "wave",
                "wave_label",
                "revision",
                "provenance",
                "respondents",
                "base",
                "flags",
                "option_id",
                "option",
                "net",
                "count",
                "percent",
                "low",
                "high",
                "change_from",
                "change",
                "change_low",
                "change_high",
                "p",
                "p_adjusted",
                "significant",
                "note",
                "detectable",
                "mean",
                "standard_deviation",
                "median",
                "effective_base",
                "survey",
                "question_id",
                .. CsvFormat.WeightingHeader(),
                .. CsvFormat.QueryHeader,
            ],
            shares.Concat(means).Concat(problems)
        );
    }

    public static async Task<IResult> Png(
        SurveyDatabase database,
        string survey,
        string question,
        [AsParameters] Asked asked,
        CancellationToken cancel
    )
    {
        var trend = await Trend.Of(database, survey, question, asked.Query, cancel);
        return TypedResults.Bytes(
            TrendChart.Png(trend, TrendChart.UsualWidth, TrendChart.Height(trend, TrendChart.UsualWidth)),
            "image/png"
        );
    }

    public static async Task<IResult> Svg(
        SurveyDatabase database,
        string survey,
        string question,
        [AsParameters] Asked asked,
        CancellationToken cancel
    )
    {
        var trend = await Trend.Of(database, survey, question, asked.Query, cancel);
        return TypedResults.Text(
            TrendChart.Svg(trend, TrendChart.UsualWidth, TrendChart.Height(trend, TrendChart.UsualWidth)),
            "image/svg+xml"
        );
    }

    /// <param name="mean">of the row of a mean: its interval and its change are in the numbers' unit, not in per cent; or null</param>
    private static object?[] Row(Trend trend, TrendWave wave, object?[] figure, Change? change, MeanFigure? mean, string? problem = null) =>
        [
            wave.Id,
            wave.Label,
            wave.Revision,
            wave.Provenance.ToString().ToLowerInvariant(),
            wave.Respondents,
            wave.Base,
            string.Join(' ', wave.Flags),
            .. figure,
            change?.From,
            change?.Points,
            change?.Low,
            change?.High,
            change?.P,
            change?.PAdjusted,
            change?.Significant,
            problem ?? change?.Note,
            change?.Detectable,
            mean?.Mean,
            mean?.StandardDeviation,
            mean?.Median,
            wave.EffectiveBase,
            trend.Survey,
            trend.Question.Id,
            .. CsvFormat.Weighting(wave.Weighting),
            .. CsvFormat.Query(trend.Query, trend.Caveat),
        ];
}
