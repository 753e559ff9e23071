using Survey.Instruments;

namespace Survey.Ingest.Dialects;

/// <summary>How Microsoft Forms writes an export: an XLSX whose first columns are ID, Start time, Completion time, Email and Name; a
/// multi-select in one cell, joined by ";" with one at its end.</summary>
internal static class MicrosoftForms
{
    private static readonly string[] Own =
    [
        "ID",
        "Start time",
        "Completion time",
        "Email",
        "Name",
        "Last modified time",
        "Language",
        "Total points",
        "Quiz feedback",
        "Grade posted time",
    ];

    public static Evidence? Look(Beginning file)
    {
        var headers = file.Row(0);
        if (headers.Length < 4 || !headers[0].Equals("ID", StringComparison.OrdinalIgnoreCase))
            return null;
        if (file.Named(Own) >= 4)
            return new Evidence(ExportFormat.MicrosoftForms, 1, 0.97, "the first columns are ID, Start time, Completion time, Email, Name");
        var dated = file.Below(1, 1).Concat(file.Below(1, 2)).ToList();
        return dated.Count > 1 && dated.TrueForAll(Stamps.Is) && file.Below(1, 0).First() == "1"
            ? new Evidence(ExportFormat.MicrosoftForms, 1, 0.7, "the first column counts the rows, and the next two date them")
            : null;
    }

    public static bool IsMetadata(string header) => Own.Contains(header, StringComparer.OrdinalIgnoreCase);
}
