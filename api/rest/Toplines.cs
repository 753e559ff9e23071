using Microsoft.AspNetCore.Http.HttpResults;
using Survey.Answers;
using Survey.Counting;
using Survey.Storage;
using Survey.Tables;

namespace Survey.Api.Rest;

/// <summary>Toplines of a wave, of all its questions or of one, as JSON and CSV.</summary>
public static class Toplines
{
    public static async Task<Ok<WaveToplines>> Json(
        SurveyDatabase database,
        string survey,
        string wave,
        [AsParameters] QueryParameters asked,
        CancellationToken cancel
    ) => TypedResults.Ok(await WaveToplines.Of(database, survey, wave, null, asked.Query, cancel));

    public static async Task<IResult> Csv(
        SurveyDatabase database,
        string survey,
        string wave,
        [AsParameters] QueryParameters asked,
        CancellationToken cancel
    ) => Csv(await WaveToplines.Of(database, survey, wave, null, asked.Query, cancel));

    public static async Task<Ok<WaveToplines>> QuestionJson(
        SurveyDatabase database,
        string survey,
        string question,
        string? wave,
        [AsParameters] QueryParameters asked,
        CancellationToken cancel
    ) => TypedResults.Ok(await OfQuestion(database, survey, question, wave, asked.Query, cancel));

    public static async Task<IResult> QuestionCsv(
        SurveyDatabase database,
        string survey,
        string question,
        string? wave,
        [AsParameters] QueryParameters asked,
        CancellationToken cancel
    ) => Csv(await OfQuestion(database, survey, question, wave, asked.Query, cancel));

    private static async Task<WaveToplines> OfQuestion(
        SurveyDatabase database,
        string survey,
        string question,
        string? wave,
        Query query,
        CancellationToken cancel
    ) => await WaveToplines.Of(database, survey, Parameters.Required("wave", wave, "a wave's id"), question, query, cancel);

    private static IResult Csv(WaveToplines toplines) => Rest.Csv.File(ToplinesColumns.Table, ToplinesColumns.Rows(toplines));
}
