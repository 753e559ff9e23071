using Microsoft.AspNetCore.Http.HttpResults;
using Survey.Answers;
using Survey.Counting;
using Survey.Storage;

namespace Survey.Api.Rest;

/// <summary>Toplines of a wave, of all its questions or of one, as JSON and CSV.</summary>
public static class Toplines
{
    public static async Task<Ok<WaveToplines>> Json(
        SurveyDatabase database,
        string survey,
        string wave,
        [AsParameters] Asked asked,
        CancellationToken cancel
    ) => TypedResults.Ok(await WaveToplines.Of(database, survey, wave, null, asked.Query, cancel));

    public static async Task<IResult> Csv(
        SurveyDatabase database,
        string survey,
        string wave,
        [AsParameters] Asked asked,
        CancellationToken cancel
    ) => Csv(await WaveToplines.Of(database, survey, wave, null, asked.Query, cancel));

    public static async Task<Ok<WaveToplines>> QuestionJson(
        SurveyDatabase database,
        string survey,
        string question,
        string? wave,
        [AsParameters] Asked asked,
        CancellationToken cancel
    ) => TypedResults.Ok(await OfQuestion(database, survey, question, wave, asked.Query, cancel));

    public static async Task<IResult> QuestionCsv(
        SurveyDatabase database,
        string survey,
        string question,
        string? wave,
        [AsParameters] Asked asked,
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

    private static IResult Csv(WaveToplines toplines)
    {
        var rows =
            from question in toplines.Questions
            let problem = question.Problem is not null
            from option in problem ? [null] : question.Options.Select(option => (ToplineOption?)option)
            select (object?[])
                [
                    question.Id,
                    question.Text,
                    option?.Id,
                    option?.Label,
                    option?.Net,
                    option?.Count,
                    problem ? null : question.Answered,
                    toplines.Wave.Respondents,
                    problem ? null : question.Base,
                    question.EffectiveBase,
                    option?.Percent,
                    option?.Low,
                    option?.High,
                    string.Join(' ', question.Flags),
                    toplines.Survey,
                    toplines.Wave.Id,
                    toplines.Wave.Label,
                    toplines.Wave.Revision,
                    toplines.Wave.Provenance.ToString().ToLowerInvariant(),
                    question.Mean?.Mean,
                    question.Mean?.Low,
                    question.Mean?.High,
                    question.Mean?.StandardDeviation,
                    question.Mean?.Median,
                    option?.StandardError,
                    question.NotComputable,
                    .. CsvFormat.Weighting(toplines.Weighting),
                    .. CsvFormat.Query(toplines.Query, toplines.Caveat, adjusted: false),
                ];
        return Rest.Csv.File(
            [
                "question_id",
                "question",
                "option_id",
                "option",
                "net",
                "count",
                "answered",
                "respondents",
                "base",
                "effective_base",
                "percent",
                "low",
                "high",
                "flags",
                "survey",
                "wave",
                "wave_label",
                "revision",
                "provenance",
                "mean",
                "mean_low",
                "mean_high",
                "standard_deviation",
                "median",
                "standard_error",
                "note",
                .. CsvFormat.WeightingHeader(),
                .. CsvFormat.QueryHeader,
            ],
            rows
        );
    }
}
