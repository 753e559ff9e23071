using Microsoft.AspNetCore.Http.HttpResults;
using Survey.Claims;
using Survey.Storage;
using Survey.Tables;

namespace Survey.Api.Rest;

/// <summary>The claims of a survey with their verdicts, as JSON and CSV.</summary>
public static class ClaimAnswers
{
    public static async Task<Ok<CheckedClaims>> Json(SurveyDatabase database, string survey, CancellationToken cancel) =>
        TypedResults.Ok(await CheckedClaims.Of(database, survey, cancel));

    public static async Task<IResult> Csv(SurveyDatabase database, string survey, CancellationToken cancel) =>
        Rest.Csv.File(ClaimsColumns.Table, ClaimsColumns.Rows(await CheckedClaims.Of(database, survey, cancel)));
}
