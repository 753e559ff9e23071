namespace Survey.Tables;

/// <summary>What a table holds, in Markdown: for the API's description of itself and for docs/tables.md.</summary>
public static class TableMarkdown
{
    /// <summary>What there is a row for, and a table of the columns.</summary>
    public static string Of(Table table) =>
        $"{table.Rows}.\n\n| column | type | unit | meaning |\n|---|---|---|---|\n{string.Concat(table.Columns.Select(Line))}";

    private static string Line(Column column) =>
        $"| `{column.Name}` | {InWords(column.Type)} | {InWords(column.Unit)} | {column.Meaning} |\n";

    private static string InWords(ColumnType type) => type == ColumnType.Whole ? "whole number" : type.ToString().ToLowerInvariant();

    private static string InWords(Unit unit) =>
        unit switch
        {
            Unit.None => "",
            Unit.Percent => "per cent",
            Unit.Points => "percentage points",
            Unit.Numbers => "as the numbers given",
            Unit.PercentOrNumbers => "per cent, or as the mean",
            Unit.PointsOrNumbers => "percentage points, or as the mean",
            _ => unit.ToString().ToLowerInvariant(),
        };
}
