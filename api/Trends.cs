using Microsoft.AspNetCore.Http.HttpResults;
using Survey.Reports;

namespace Survey.Api;

/// <summary>The trend of one question, as JSON, CSV and chart.</summary>
public static class Trends
{
    public static async Task<Ok<Trend>> Json(SurveyDatabase database, string survey, string question, string? waves, string? @base, CancellationToken cancel) =>
        TypedResults.Ok(await Read(database, survey, question, waves, @base, cancel));

    public static async Task<IResult> Csv(SurveyDatabase database, string survey, string question, string? waves, string? @base, CancellationToken cancel)
    {
        var trend = await Read(database, survey, question, waves, @base, cancel);
        var byId = trend.Waves.ToDictionary(wave => wave.Id);
        var rows =
            from option in trend.Options
            from point in option.Points
            where point is not null
            let wave = byId[point.Wave]
            let change = point.Change
            select (object?[])[
                wave.Id, wave.Label, wave.Revision, wave.Provenance.ToString().ToLowerInvariant(), wave.Respondents, wave.Base, string.Join(' ', wave.Flags),
                option.Id, point.Label, option.Net, point.Count, point.Percent, point.Low, point.High,
                change?.From, change?.Points, change?.Low, change?.High, change?.P, change?.PAdjusted, change?.Significant, change?.Note];
        return Api.Csv.File(
            [
                "wave", "wave_label", "revision", "provenance", "respondents", "base", "flags",
                "option_id", "option", "net", "count", "percent", "low", "high",
                "change_from", "change", "change_low", "change_high", "p", "p_adjusted", "significant", "note",
            ],
            rows);
    }

    public static async Task<IResult> Png(SurveyDatabase database, string survey, string question, string? waves, string? @base, CancellationToken cancel)
    {
        var trend = await Read(database, survey, question, waves, @base, cancel);
        return TypedResults.Bytes(TrendChart.Png(trend, TrendChart.UsualWidth, TrendChart.Height(trend, TrendChart.UsualWidth)), "image/png");
    }

    public static async Task<IResult> Svg(SurveyDatabase database, string survey, string question, string? waves, string? @base, CancellationToken cancel)
    {
        var trend = await Read(database, survey, question, waves, @base, cancel);
        return TypedResults.Text(TrendChart.Svg(trend, TrendChart.UsualWidth, TrendChart.Height(trend, TrendChart.UsualWidth)), "image/svg+xml");
    }

    private static Task<Trend> Read(SurveyDatabase database, string survey, string question, string? waves, string? @base, CancellationToken cancel) =>
        Trend.Of(database, survey, question, Query.Waves(waves), Query.Base(@base), cancel);
}
