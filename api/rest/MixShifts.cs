using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Survey.Answers;
using Survey.Reports.Charts;
using Survey.Storage;
using Survey.Tables;

namespace Survey.Api.Rest;

/// <summary>What a mix shift is of, as its address says it.</summary>
public sealed record MixAsked(
    [FromQuery(Name = "option")] string? Option,
    [FromQuery(Name = "by")] string? By,
    [FromQuery(Name = "from")] string? From,
    [FromQuery(Name = "to")] string? To
);

/// <summary>How much of a change is composition and how much behaviour, as JSON, CSV and chart.</summary>
public static class MixShifts
{
    public static async Task<Ok<MixShift>> Json(
        SurveyDatabase database,
        string survey,
        string question,
        [AsParameters] MixAsked parts,
        [AsParameters] QueryParameters asked,
        CancellationToken cancel
    ) => TypedResults.Ok(await Of(database, survey, question, parts, asked, cancel));

    public static async Task<IResult> Csv(
        SurveyDatabase database,
        string survey,
        string question,
        [AsParameters] MixAsked parts,
        [AsParameters] QueryParameters asked,
        CancellationToken cancel
    )
    {
        var shift = await Of(database, survey, question, parts, asked, cancel);
        return Rest.Csv.File(MixShiftColumns.Table, MixShiftColumns.Rows(shift));
    }

    public static async Task<IResult> Png(
        SurveyDatabase database,
        string survey,
        string question,
        [AsParameters] MixAsked parts,
        [AsParameters] QueryParameters asked,
        CancellationToken cancel
    ) => TypedResults.Bytes(MixChart.Png(await Of(database, survey, question, parts, asked, cancel)), "image/png");

    public static async Task<IResult> Svg(
        SurveyDatabase database,
        string survey,
        string question,
        [AsParameters] MixAsked parts,
        [AsParameters] QueryParameters asked,
        CancellationToken cancel
    ) => TypedResults.Text(MixChart.Svg(await Of(database, survey, question, parts, asked, cancel)), "image/svg+xml");

    private static Task<MixShift> Of(
        SurveyDatabase database,
        string survey,
        string question,
        MixAsked parts,
        QueryParameters asked,
        CancellationToken cancel
    ) =>
        MixShift.Of(
            database,
            survey,
            question,
            Parameters.Required("option", parts.Option, "the id of an option or net"),
            Parameters.Required("by", parts.By, "the id of a question with one answer"),
            Parameters.Required("from", parts.From, "a wave's id"),
            Parameters.Required("to", parts.To, "a wave's id"),
            asked.Query,
            cancel
        );
}
