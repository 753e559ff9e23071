using System.Text.RegularExpressions;
using Survey.Instruments;

namespace Survey.Ingest.Dialects;

/// <summary>How Alchemer (once SurveyGizmo) writes an export: one header row; <c>item:question</c>, or <c>N) question: item</c>, over a
/// column of its own for each item; Time Started, Date Submitted and a Status of Partial or Complete; "Other - Write In".</summary>
internal static partial class Alchemer
{
    private static readonly string[] Own =
    [
        "Response ID",
        "Time Started",
        "Date Submitted",
        "Status",
        "Contact ID",
        "Legacy Comments",
        "Comments",
        "Language",
        "Referer",
        "Extended Referer",
        "SessionID",
        "User Agent",
        "Tags",
        "IP Address",
        "Longitude",
        "Latitude",
        "Country",
        "City",
        "State/Region",
        "Postal",
        "Internal ID",
        "Link Name",
        "URL Variable: snc",
    ];

    public static Evidence? Look(Beginning file)
    {
        var headers = file.Row(0);
        var own = file.Named(Own);
        if (file.Named("Time Started", "Date Submitted", "Extended Referer", "Legacy Comments") >= 2)
            return new Evidence(ExportFormat.Alchemer, 1, 0.95, $"{own} columns are called as Alchemer calls its own");
        var numbered = headers.Count(header => Numbered().IsMatch(header));
        var marked = headers.Count(header =>
            header.Contains("&nbsp;", StringComparison.Ordinal) || header.Contains("</", StringComparison.Ordinal)
        );
        return numbered >= 0.6 * headers.Length && numbered >= 3
            ? new Evidence(
                ExportFormat.Alchemer,
                1,
                marked > 0 ? 0.8 : 0.6,
                $"{numbered} headers begin with a number and a bracket" + (marked > 0 ? $", and {marked} hold HTML" : "")
            )
            : null;
    }

    public static bool IsMetadata(string header) =>
        Own.Contains(header, StringComparer.OrdinalIgnoreCase) && !header.Equals("Comments", StringComparison.OrdinalIgnoreCase)
        || header.StartsWith("URL Variable:", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^\d+\) ")]
    private static partial Regex Numbered();
}
