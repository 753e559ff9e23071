using Microsoft.AspNetCore.Http.HttpResults;
using Survey.Answers;
using Survey.Counting;
using Survey.Storage;
using Survey.Tables;

namespace Survey.Api.Rest;

/// <summary>Which options of a multi-select go together, as JSON and CSV.</summary>
public static class Overlaps
{
    public static async Task<Ok<Overlap>> Json(
        SurveyDatabase database,
        string survey,
        string question,
        string? wave,
        [AsParameters] QueryParameters asked,
        CancellationToken cancel
    ) => TypedResults.Ok(await Of(database, survey, question, wave, asked.Query, cancel));

    public static async Task<IResult> Csv(
        SurveyDatabase database,
        string survey,
        string question,
        string? wave,
        [AsParameters] QueryParameters asked,
        CancellationToken cancel
    )
    {
        var overlap = await Of(database, survey, question, wave, asked.Query, cancel);
        return Rest.Csv.File(OverlapColumns.Table, OverlapColumns.Rows(overlap));
    }

    private static async Task<Overlap> Of(
        SurveyDatabase database,
        string survey,
        string question,
        string? wave,
        Query query,
        CancellationToken cancel
    ) => await Overlap.Of(database, survey, question, Parameters.Required("wave", wave, "a wave's id"), query, cancel);
}
