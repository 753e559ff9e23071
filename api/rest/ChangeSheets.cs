using Microsoft.AspNetCore.Http.HttpResults;
using Survey.Answers;
using Survey.Storage;
using Survey.Tables;

namespace Survey.Api.Rest;

/// <summary>The sheet of changes between two waves, as JSON and CSV.</summary>
public static class ChangeSheets
{
    public static async Task<Ok<Changes>> Json(
        SurveyDatabase database,
        string survey,
        string? from,
        string? to,
        [AsParameters] QueryParameters asked,
        CancellationToken cancel
    ) => TypedResults.Ok(await Changes.Of(database, survey, from, to, asked.Query, cancel));

    public static async Task<IResult> Csv(
        SurveyDatabase database,
        string survey,
        string? from,
        string? to,
        [AsParameters] QueryParameters asked,
        CancellationToken cancel
    ) => Rest.Csv.File(ChangesColumns.Table, ChangesColumns.Rows(await Changes.Of(database, survey, from, to, asked.Query, cancel)));
}
