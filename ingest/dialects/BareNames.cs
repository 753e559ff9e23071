using System.Text.RegularExpressions;
using Survey.Instruments;

namespace Survey.Ingest.Dialects;

/// <summary>How surveys are published as data, such as those of Stack Overflow and Kaggle: names of variables in place of questions, a
/// multi-select in one cell, joined by ";", or a column an option called Q7_Part_1; NA for blank.</summary>
internal static partial class BareNames
{
    public static Evidence? Look(Beginning file)
    {
        var headers = file.Row(0);
        var named = headers.Count(header => Name().IsMatch(header));
        return headers.Length >= 3 && named >= 0.9 * headers.Length && headers.Any(header => header.Length > 2)
            ? new Evidence(ExportFormat.BareNames, 1, 0.5, $"{named} of {headers.Length} headers are names without blanks")
            : null;
    }

    [GeneratedRegex(@"^[A-Za-z_][\w.]*$")]
    private static partial Regex Name();
}
