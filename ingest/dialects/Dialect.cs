using Survey.Instruments;

namespace Survey.Ingest.Dialects;

/// <summary>
/// What differs from one survey tool's export to another's. Each tool has a file of its own in this room, which knows by what its exports
/// are recognised and which columns are its own; what comes after asks here, and a tool that is new is added to these lists.
/// </summary>
internal static class Dialect
{
    /// <summary>What a file may be, the likeliest first.</summary>
    public static IReadOnlyList<Evidence> Of(Beginning file) =>
        [
            .. new[]
            {
                SurveyMonkey.Look(file),
                Qualtrics.Look(file),
                GoogleForms.Look(file),
                LimeSurvey.Look(file),
                MicrosoftForms.Look(file),
                Typeform.Look(file),
                Kobo.Look(file),
                Alchemer.Look(file),
                BareNames.Look(file),
                PlainColumns.Look(),
            }
                .OfType<Evidence>()
                .OrderByDescending(evidence => evidence.Sureness),
        ];

    /// <summary>What the header says over each column.</summary>
    /// <param name="headers">the rows that name the columns, as read, all of one length</param>
    public static IReadOnlyList<ColumnName> Names(IReadOnlyList<string[]> headers) =>
        headers.Count == 2 ? TwoHeaderRows.Names(headers[0], headers[1]) : OneHeaderRow.Names(headers[0]);

    /// <summary>Which question every column is of, by the names over them.</summary>
    public static List<Column> Columns(Layout layout, IReadOnlyList<ColumnName> names) =>
        layout.Codebook.Wave.Export.NamingRows == 2 ? new TwoHeaderRows(layout).Columns(names) : OneHeaderRow.Columns(layout, names);

    /// <summary>Whether a column is the tool's own, and nothing that was asked.</summary>
    /// <param name="code">what the first header row says, where it is not the one that names the columns; or empty</param>
    /// <param name="header">the column's name</param>
    public static bool IsMetadata(ExportFormat format, string code, string header) =>
        format switch
        {
            ExportFormat.Qualtrics => Qualtrics.IsMetadata(code, header),
            ExportFormat.GoogleForms => GoogleForms.IsTimestamp(header),
            ExportFormat.LimeSurvey => LimeSurvey.IsMetadata(header),
            ExportFormat.MicrosoftForms => MicrosoftForms.IsMetadata(header),
            ExportFormat.Typeform => Typeform.IsMetadata(header),
            ExportFormat.Kobo => Kobo.IsMetadata(header),
            ExportFormat.Alchemer => Alchemer.IsMetadata(header),
            ExportFormat.SurveyMonkey => SurveyMonkey.IsMetadata(header),
            _ => false,
        };
}
