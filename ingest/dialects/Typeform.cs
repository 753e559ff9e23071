using Survey.Instruments;

namespace Survey.Ingest.Dialects;

/// <summary>How Typeform writes an export: one header row, "#" first, and columns of its own at the end. A multi-select has a column an
/// option whose header is the option alone; yes and no are 1 and 0.</summary>
internal static class Typeform
{
    private static readonly string[] Own =
    [
        "#",
        "Response Type",
        "Start Date (UTC)",
        "Stage Date (UTC)",
        "Submit Date (UTC)",
        "Network ID",
        "Tags",
        "Ending",
        "Score",
    ];

    public static Evidence? Look(Beginning file) =>
        file.Named(Own) >= 3
            ? new Evidence(ExportFormat.Typeform, 1, 0.95, $"{file.Named(Own)} columns are called as Typeform calls its own")
            : null;

    public static bool IsMetadata(string header) => Own.Contains(header, StringComparer.OrdinalIgnoreCase);
}
