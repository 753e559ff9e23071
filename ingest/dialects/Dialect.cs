using Survey.Instruments;

namespace Survey.Ingest.Dialects;

/// <summary>
/// What differs from one survey tool's export to another's. Each tool has a file of its own in this room, which knows its header rows, its
/// columns and its cells; what comes after asks here, and a tool that is new is added to these three lists.
/// </summary>
internal static class Dialect
{
    /// <summary>Whose export a file is.</summary>
    /// <param name="first">its first row with names of columns, normalised</param>
    /// <param name="second">the row below</param>
    public static ExportFormat Of(string[] first, string[] second) =>
        SurveyMonkey.IsTwoRowHeader(first, second) ? ExportFormat.SurveyMonkey : ExportFormat.GoogleForms;

    /// <summary>What the header says over each column.</summary>
    /// <param name="headers">the rows that name the columns (<see cref="Export.NamingRows"/>), as read, all of one length</param>
    public static IReadOnlyList<ColumnName> Names(ExportFormat format, IReadOnlyList<string[]> headers) =>
        format switch
        {
            ExportFormat.SurveyMonkey => SurveyMonkey.Names(headers[0], headers[1]),
            _ => GoogleForms.Names(headers[0]),
        };

    /// <summary>Which question every column is of, by the names over them.</summary>
    public static List<Column> Columns(Layout layout, IReadOnlyList<ColumnName> names) =>
        layout.Codebook.Wave.Export.Format switch
        {
            ExportFormat.SurveyMonkey => new SurveyMonkey(layout).Columns(names),
            _ => GoogleForms.Columns(layout, names),
        };
}
