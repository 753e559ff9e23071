using Microsoft.AspNetCore.Http.HttpResults;
using Survey.Answers;
using Survey.Counting;
using Survey.Storage;
using Survey.Tables;

namespace Survey.Api.Rest;

/// <summary>One question against another within one wave, as JSON and CSV.</summary>
public static class Crosstabs
{
    public static async Task<Ok<Crosstab>> Json(
        SurveyDatabase database,
        string survey,
        string? row,
        string? column,
        string? wave,
        [AsParameters] QueryParameters asked,
        CancellationToken cancel
    ) => TypedResults.Ok(await Of(database, survey, row, column, wave, asked.Query, cancel));

    public static async Task<IResult> Csv(
        SurveyDatabase database,
        string survey,
        string? row,
        string? column,
        string? wave,
        [AsParameters] QueryParameters asked,
        CancellationToken cancel
    )
    {
        var crosstab = await Of(database, survey, row, column, wave, asked.Query, cancel);
        return Rest.Csv.File(CrosstabColumns.Table, CrosstabColumns.Rows(crosstab));
    }

    private static async Task<Crosstab> Of(
        SurveyDatabase database,
        string survey,
        string? row,
        string? column,
        string? wave,
        Query query,
        CancellationToken cancel
    ) =>
        await Crosstab.Of(
            database,
            survey,
            Parameters.Required("row", row, "a question's id"),
            Parameters.Required("column", column, "a question's id"),
            Parameters.Required("wave", wave, "a wave's id"),
            query,
            cancel
        );
}
