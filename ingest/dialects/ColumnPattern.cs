using System.Text.RegularExpressions;

namespace Survey.Ingest.Dialects;

/// <summary>Columns that an instrument lists by name, where <c>*</c> stands for any text.</summary>
internal static class ColumnPattern
{
    /// <param name="header">normalised</param>
    public static bool Matches(IReadOnlyList<string> patterns, string header) => patterns.Any(pattern => Matches(pattern, header));

    public static bool Matches(string pattern, string header) =>
        Regex.IsMatch(
            header,
            "^" + Regex.Escape(Label.Normalise(pattern)).Replace("\\*", ".*", StringComparison.Ordinal) + "$",
            RegexOptions.Singleline
        );
}
