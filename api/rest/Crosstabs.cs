using Microsoft.AspNetCore.Http.HttpResults;
using Survey.Answers;
using Survey.Counting;
using Survey.Statistics;
using Survey.Storage;

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
        [AsParameters] Asked asked,
        CancellationToken cancel
    ) => TypedResults.Ok(await Of(database, survey, row, column, wave, asked.Query, cancel));

    /// <summary>A row for every cell, and for the totals of rows and columns, where the other side is blank.</summary>
    public static async Task<IResult> Csv(
        SurveyDatabase database,
        string survey,
        string? row,
        string? column,
        string? wave,
        [AsParameters] Asked asked,
        CancellationToken cancel
    )
    {
        var crosstab = await Of(database, survey, row, column, wave, asked.Query, cancel);
        var cells =
            from line in crosstab.Rows
            from pair in line.Cells.Zip(crosstab.Columns)
            let cell = pair.First
            select Row(
                crosstab,
                line.Total,
                pair.Second,
                [cell.Count, cell.ColumnPercent, cell.ColumnLow, cell.ColumnHigh, cell.RowPercent, cell.RowLow, cell.RowHigh],
                crosstab.TestOf(line.Total, pair.Second)
            );
        var totals = crosstab
            .Rows.Select(line => line.Total)
            .Select(total => Row(crosstab, total, null, [total.Count, total.Percent, total.Low, total.High, null, null, null], null))
            .Concat(
                crosstab.Columns.Select(total =>
                    Row(crosstab, null, total, [total.Count, null, null, null, total.Percent, total.Low, total.High], null)
                )
            );
        return Rest.Csv.File(
            [
                "row_question_id",
                "row_id",
                "row",
                "row_net",
                "column_question_id",
                "column_id",
                "column",
                "column_net",
                "count",
                "column_percent",
                "column_low",
                "column_high",
                "row_percent",
                "row_low",
                "row_high",
                "row_base",
                "row_effective_base",
                "row_flags",
                "column_base",
                "column_effective_base",
                "column_flags",
                "base",
                "effective_base",
                "row_question_flags",
                "column_question_flags",
                .. Rest.Csv.TestHeader,
                .. Rest.Csv.WaveHeader,
                .. CsvFormat.WeightingHeader(),
                .. CsvFormat.QueryHeader,
            ],
            cells.Concat(totals)
        );
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

    /// <param name="row">null in the total row</param>
    /// <param name="column">null in the total column</param>
    private static object?[] Row(Crosstab crosstab, Margin? row, Margin? column, object?[] figures, Association? test) =>
        [
            crosstab.Row.Id,
            row?.Id,
            row?.Label ?? "total",
            row?.Net ?? false,
            crosstab.Column.Id,
            column?.Id,
            column?.Label ?? "total",
            column?.Net ?? false,
            .. figures,
            row?.Count ?? crosstab.Base,
            row is null ? crosstab.EffectiveBase : row.EffectiveBase,
            string.Join(' ', row?.Flags ?? []),
            column?.Count ?? crosstab.Base,
            column is null ? crosstab.EffectiveBase : column.EffectiveBase,
            string.Join(' ', column?.Flags ?? []),
            crosstab.Base,
            crosstab.EffectiveBase,
            string.Join(' ', crosstab.Row.Flags),
            string.Join(' ', crosstab.Column.Flags),
            .. Rest.Csv.Test(test, row is null || column is null ? "" : crosstab.Untested),
            .. Rest.Csv.Wave(crosstab.Survey, crosstab.Wave),
            .. CsvFormat.Weighting(crosstab.Weighting),
            .. CsvFormat.Query(crosstab.Query, crosstab.Caveat),
        ];
}
