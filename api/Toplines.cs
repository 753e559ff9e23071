using Microsoft.AspNetCore.Http.HttpResults;

namespace Survey.Api;

/// <summary>A wave's toplines, as JSON and CSV.</summary>
public static class Toplines
{
    public static async Task<Ok<WaveToplines>> Json(SurveyDatabase database, string survey, string wave, string? @base, CancellationToken cancel) =>
        TypedResults.Ok(await WaveToplines.Of(database, survey, wave, Query.Base(@base), cancel));

    public static async Task<IResult> Csv(SurveyDatabase database, string survey, string wave, string? @base, CancellationToken cancel)
    {
        var toplines = await WaveToplines.Of(database, survey, wave, Query.Base(@base), cancel);
        var rows =
            from question in toplines.Questions
            from option in question.Options
            select (object?[])[question.Id, question.Text, option.Id, option.Label, option.Net, option.Count, question.Answered, toplines.Wave.Respondents];
        return Api.Csv.File(["question_id", "question", "option_id", "option", "net", "count", "answered", "respondents"], rows);
    }
}
