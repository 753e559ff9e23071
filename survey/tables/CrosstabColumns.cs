using Survey.Answers;
using Survey.Statistics;

namespace Survey.Tables;

/// <summary>A cell of a crosstab, or the total of one of its rows or columns.</summary>
/// <param name="Row">null in the total row</param>
/// <param name="Column">null in the total column</param>
/// <param name="Cell">null for a total</param>
public sealed record CrosstabCellRow(Crosstab Crosstab, Margin? Row, Margin? Column, CrosstabCell? Cell = null, Association? Test = null);

/// <summary>One question against another within a wave.</summary>
public static class CrosstabColumns
{
    private const string Flags = "flags of the question: `break`, `differs`, `provisional`, `low`";

    public static Table<CrosstabCellRow> Table { get; } =
        new(
            "crosstab",
            "A row for every cell, then for the total of every row and of every column",
            new Columns<CrosstabCellRow>()
                .Text("row_question_id", "the id of the question whose options are the rows", row => row.Crosstab.Row.Id)
                .Text("row_id", "the id of the row's option or net; blank in the total row", row => row.Row?.Id)
                .Text("row", "its label in the wave's own wording; `total` in the total row", row => row.Row?.Label ?? "total")
                .Truth("row_net", "whether the row is a net", row => row.Row?.Net ?? false)
                .Text("column_question_id", "the id of the question whose options are the columns", row => row.Crosstab.Column.Id)
                .Text("column_id", "the id of the column's option or net; blank in the total column", row => row.Column?.Id)
                .Text("column", "its label in the wave's own wording; `total` in the total column", row => row.Column?.Label ?? "total")
                .Truth("column_net", "whether the column is a net", row => row.Column?.Net ?? false)
                .Whole("count", Unit.Respondents, "who chose both", row => row.Cell?.Count ?? row.Row?.Count ?? row.Column?.Count)
                .Number(
                    "column_percent",
                    Unit.Percent,
                    "the share of those in the column",
                    row => row.Cell is { } cell ? cell.ColumnPercent : row.Row?.Percent
                )
                .Number(
                    "column_low",
                    Unit.Percent,
                    "lower end of its 95 % interval",
                    row => row.Cell is { } cell ? cell.ColumnLow : row.Row?.Low
                )
                .Number(
                    "column_high",
                    Unit.Percent,
                    "upper end of its 95 % interval",
                    row => row.Cell is { } cell ? cell.ColumnHigh : row.Row?.High
                )
                .Number(
                    "row_percent",
                    Unit.Percent,
                    "the share of those in the row",
                    row => row.Cell is { } cell ? cell.RowPercent : row.Column?.Percent
                )
                .Number(
                    "row_low",
                    Unit.Percent,
                    "lower end of its 95 % interval",
                    row => row.Cell is { } cell ? cell.RowLow : row.Column?.Low
                )
                .Number(
                    "row_high",
                    Unit.Percent,
                    "upper end of its 95 % interval",
                    row => row.Cell is { } cell ? cell.RowHigh : row.Column?.High
                )
                .Whole("row_base", Unit.Respondents, "all in the row", row => row.Row is null ? row.Crosstab.Base : row.Row.Count)
                .Number(
                    "row_effective_base",
                    Unit.Respondents,
                    "Kish's effective base of the row; blank where respondents are not weighted",
                    row => row.Row is null ? row.Crosstab.EffectiveBase : row.Row.EffectiveBase
                )
                .Codes("row_flags", "`low` where the row's base is under the minimum", row => row.Row?.Flags)
                .Whole(
                    "column_base",
                    Unit.Respondents,
                    "all in the column",
                    row => row.Column is null ? row.Crosstab.Base : row.Column.Count
                )
                .Number(
                    "column_effective_base",
                    Unit.Respondents,
                    "Kish's effective base of the column; blank where respondents are not weighted",
                    row => row.Column is null ? row.Crosstab.EffectiveBase : row.Column.EffectiveBase
                )
                .Codes("column_flags", "`low` where the column's base is under the minimum", row => row.Column?.Flags)
                .Whole("base", Unit.Respondents, "those in the base of both questions", row => row.Crosstab.Base)
                .With(FigureColumns.EffectiveBase, row => row.Crosstab.EffectiveBase)
                .Codes("row_question_flags", Flags, row => row.Crosstab.Row.Flags)
                .Codes("column_question_flags", Flags, row => row.Crosstab.Column.Flags)
                .With(TestColumns.All, row => row.Test)
                .With(TestColumns.Note, row => row.Test?.Note ?? (row.Cell is null ? "" : row.Crosstab.Untested))
                .With(WaveColumns.Survey, row => row.Crosstab.Survey)
                .With(WaveColumns.All, row => row.Crosstab.Wave)
                .With(WeightingColumns.All, row => row.Crosstab.Weighting)
                .With(QueryColumns.All, row => row.Crosstab.Query)
                .With(QueryColumns.Caveat, row => row.Crosstab.Caveat)
        );

    public static IEnumerable<CrosstabCellRow> Rows(Crosstab crosstab)
    {
        foreach (var row in crosstab.Rows)
        foreach (var (cell, column) in row.Cells.Zip(crosstab.Columns))
            yield return new CrosstabCellRow(crosstab, row.Total, column, cell, crosstab.TestOf(row.Total, column));
        foreach (var row in crosstab.Rows)
            yield return new CrosstabCellRow(crosstab, row.Total, null);
        foreach (var column in crosstab.Columns)
            yield return new CrosstabCellRow(crosstab, null, column);
    }
}
