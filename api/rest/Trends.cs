using Microsoft.AspNetCore.Http.HttpResults;
using Survey.Answers;
using Survey.Reports.Charts;
using Survey.Storage;
using Survey.Tables;

namespace Survey.Api.Rest;

/// <summary>The trend of one question, as JSON, CSV and chart.</summary>
public static class Trends
{
    public static async Task<Ok<Trend>> Json(
        SurveyDatabase database,
        string survey,
        string question,
        [AsParameters] QueryParameters asked,
        CancellationToken cancel
    ) => TypedResults.Ok(await Trend.Of(database, survey, question, asked.Query, cancel));

    public static async Task<IResult> Csv(
        SurveyDatabase database,
        string survey,
        string question,
        [AsParameters] QueryParameters asked,
        CancellationToken cancel
    )
    {
        var trend = await Trend.Of(database, survey, question, asked.Query, cancel);
        return Rest.Csv.File(TrendColumns.Table, TrendColumns.Rows(trend));
    }

    public static async Task<IResult> Png(
        SurveyDatabase database,
        string survey,
        string question,
        [AsParameters] QueryParameters asked,
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
        [AsParameters] QueryParameters asked,
        CancellationToken cancel
    )
    {
        var trend = await Trend.Of(database, survey, question, asked.Query, cancel);
        return TypedResults.Text(
            TrendChart.Svg(trend, TrendChart.UsualWidth, TrendChart.Height(trend, TrendChart.UsualWidth)),
            "image/svg+xml"
        );
    }
}
