using Microsoft.AspNetCore.Http.HttpResults;
using Survey.Answers;
using Survey.Counting;
using Survey.Statistics;
using Survey.Storage;

namespace Survey.Api.Rest;

/// <summary>Which options of a multi-select go together, as JSON and CSV.</summary>
public static class Overlaps
{
    public static async Task<Ok<Overlap>> Json(
        SurveyDatabase database,
        string survey,
        string question,
        string? wave,
        [AsParameters] Asked asked,
        CancellationToken cancel
    ) => TypedResults.Ok(await Of(database, survey, question, wave, asked.Query, cancel));

    /// <summary>Rows of four kinds: every <c>pair</c>, every <c>option</c> by itself, every <c>number</c> of options that respondents
    /// chose, and the <c>mean</c> of these numbers.</summary>
    public static async Task<IResult> Csv(
        SurveyDatabase database,
        string survey,
        string question,
        string? wave,
        [AsParameters] Asked asked,
        CancellationToken cancel
    )
    {
        var overlap = await Of(database, survey, question, wave, asked.Query, cancel);
        var byId = overlap.Options.ToDictionary(option => option.Id);
        var pairs = overlap.Pairs.Select(pair =>
            Row(
                overlap,
                "pair",
                byId[pair.First],
                byId[pair.Second],
                null,
                [pair.Count, pair.Percent, pair.Low, pair.High],
                [pair.FirstPercent, pair.FirstLow, pair.FirstHigh, pair.SecondPercent, pair.SecondLow, pair.SecondHigh, pair.Lift],
                pair.Test,
                overlap.Untested
            )
        );
        var options = overlap.Options.Select(option =>
            Row(overlap, "option", option, null, null, [option.Count, option.Percent, option.Low, option.High], new object?[7], null)
        );
        var numbers = overlap.Chosen.Select(chosen =>
            Row(
                overlap,
                "number",
                null,
                null,
                chosen.Options,
                [chosen.Count, chosen.Percent, chosen.Low, chosen.High],
                new object?[7],
                null
            )
        );
        var mean = overlap.Mean is { } given
            ? [Row(overlap, "mean", null, null, given.Mean, [given.Count, null, given.Low, given.High], new object?[7], null)]
            : Array.Empty<object?[]>();
        return Rest.Csv.File(
            [
                "kind",
                "question_id",
                "first_id",
                "first",
                "first_net",
                "second_id",
                "second",
                "second_net",
                "options_chosen",
                "count",
                "percent",
                "low",
                "high",
                "first_percent",
                "first_low",
                "first_high",
                "second_percent",
                "second_low",
                "second_high",
                "lift",
                "first_base",
                "first_effective_base",
                "first_flags",
                "second_base",
                "second_effective_base",
                "second_flags",
                "base",
                "effective_base",
                "question_flags",
                .. Rest.Csv.TestHeader,
                .. Rest.Csv.WaveHeader,
                .. CsvFormat.WeightingHeader(),
                .. CsvFormat.QueryHeader,
            ],
            [.. pairs, .. options, .. numbers, .. mean]
        );
    }

    private static async Task<Overlap> Of(
        SurveyDatabase database,
        string survey,
        string question,
        string? wave,
        Query query,
        CancellationToken cancel
    ) => await Overlap.Of(database, survey, question, Parameters.Required("wave", wave, "a wave's id"), query, cancel);

    /// <param name="number">of options chosen, or their mean</param>
    private static object?[] Row(
        Overlap overlap,
        string kind,
        Margin? first,
        Margin? second,
        object? number,
        object?[] figure,
        object?[] together,
        Association? test,
        string untested = ""
    ) =>
        [
            kind,
            overlap.Question.Id,
            first?.Id,
            first?.Label,
            first?.Net,
            second?.Id,
            second?.Label,
            second?.Net,
            number,
            .. figure,
            .. together,
            first?.Count,
            first?.EffectiveBase,
            first is null ? null : string.Join(' ', first.Flags),
            second?.Count,
            second?.EffectiveBase,
            second is null ? null : string.Join(' ', second.Flags),
            overlap.Base,
            overlap.EffectiveBase,
            string.Join(' ', overlap.Question.Flags),
            .. Rest.Csv.Test(test, untested),
            .. Rest.Csv.Wave(overlap.Survey, overlap.Wave),
            .. CsvFormat.Weighting(overlap.Weighting),
            .. CsvFormat.Query(overlap.Query, overlap.Caveat),
        ];
}
