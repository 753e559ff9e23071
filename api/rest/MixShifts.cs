using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Survey.Answers;
using Survey.Reports.Charts;
using Survey.Storage;

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
        [AsParameters] Asked asked,
        CancellationToken cancel
    ) => TypedResults.Ok(await Of(database, survey, question, parts, asked, cancel));

    /// <summary>A row for each group, and one for them all, whose parts have intervals.</summary>
    public static async Task<IResult> Csv(
        SurveyDatabase database,
        string survey,
        string question,
        [AsParameters] MixAsked parts,
        [AsParameters] Asked asked,
        CancellationToken cancel
    )
    {
        var shift = await Of(database, survey, question, parts, asked, cancel);
        var groups = shift.Groups.Select(group =>
            Row(
                shift,
                ["group", group.Id, group.Label, .. Side(group.From), .. Side(group.To)],
                [
                    null,
                    null,
                    null,
                    group.Composition,
                    null,
                    null,
                    group.CompositionFromMean,
                    group.Behaviour,
                    null,
                    null,
                    string.Join(' ', group.Flags),
                    group.Note,
                ]
            )
        );
        var (change, composition, behaviour) = (shift.Change, shift.Composition, shift.Behaviour);
        var total = Row(
            shift,
            [
                "total",
                "",
                "",
                shift.From.Count,
                shift.From.Base,
                100,
                shift.From.Percent,
                shift.To.Count,
                shift.To.Base,
                100,
                shift.To.Percent,
            ],
            [
                change.Points,
                change.Low,
                change.High,
                composition.Points,
                composition.Low,
                composition.High,
                composition.Points,
                behaviour.Points,
                behaviour.Low,
                behaviour.High,
                string.Join(' ', shift.From.Flags.Union(shift.To.Flags)),
                string.Join("; ", shift.Notes),
            ]
        );
        return Rest.Csv.File(
            [
                "row",
                "group_id",
                "group",
                "from_count",
                "from_base",
                "from_share",
                "from_rate",
                "to_count",
                "to_base",
                "to_share",
                "to_rate",
                "change",
                "change_low",
                "change_high",
                "composition",
                "composition_low",
                "composition_high",
                "composition_from_mean",
                "behaviour",
                "behaviour_low",
                "behaviour_high",
                "flags",
                "note",
                "survey",
                "question_id",
                "question",
                "option_id",
                "option",
                "by_id",
                "by",
                "from",
                "from_label",
                "from_revision",
                "from_provenance",
                "from_effective_base",
                "to",
                "to_label",
                "to_revision",
                "to_provenance",
                "to_effective_base",
                "replicates",
                "seed",
                .. CsvFormat.WeightingHeader("from_"),
                .. CsvFormat.WeightingHeader("to_"),
                .. CsvFormat.QueryHeader,
            ],
            groups.Prepend(total)
        );
    }

    public static async Task<IResult> Png(
        SurveyDatabase database,
        string survey,
        string question,
        [AsParameters] MixAsked parts,
        [AsParameters] Asked asked,
        CancellationToken cancel
    ) => TypedResults.Bytes(MixChart.Png(await Of(database, survey, question, parts, asked, cancel)), "image/png");

    public static async Task<IResult> Svg(
        SurveyDatabase database,
        string survey,
        string question,
        [AsParameters] MixAsked parts,
        [AsParameters] Asked asked,
        CancellationToken cancel
    ) => TypedResults.Text(MixChart.Svg(await Of(database, survey, question, parts, asked, cancel)), "image/svg+xml");

    private static Task<MixShift> Of(
        SurveyDatabase database,
        string survey,
        string question,
        MixAsked parts,
        Asked asked,
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

    private static object?[] Side(MixSide side) => [side.Count, side.Base, side.Share, side.Rate];

    private static object?[] Row(MixShift shift, object?[] group, object?[] parts) =>
        [
            .. group,
            .. parts,
            shift.Survey,
            shift.Question.Id,
            shift.Question.Text,
            shift.Option.Id,
            shift.Option.Label,
            shift.By.Id,
            shift.By.Text,
            .. Wave(shift.From),
            .. Wave(shift.To),
            shift.Replicates,
            shift.Seed,
            .. CsvFormat.Weighting(shift.From.Weighting),
            .. CsvFormat.Weighting(shift.To.Weighting),
            .. CsvFormat.Query(shift.Query, shift.Caveat, adjusted: false),
        ];

    private static object?[] Wave(MixWave wave) =>
        [wave.Wave.Id, wave.Wave.Label, wave.Wave.Revision, wave.Wave.Provenance.ToString().ToLowerInvariant(), wave.EffectiveBase];
}
