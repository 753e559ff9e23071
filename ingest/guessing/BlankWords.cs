namespace Survey.Ingest.Guessing;

/// <summary>Texts that stand for a blank cell, and texts that say that an option is, or is not, ticked.</summary>
internal static class BlankWords
{
    private static readonly string[] Blanks = ["NA", "N/A", "n/a", "#N/A", "#NULL!", "NULL", "null", "NaN", "nan", "-", "--", "."];

    /// <summary>What programs write, and people do not.</summary>
    private static readonly string[] Always = ["#N/A", "#NULL!", "NULL", "null", "NaN", "nan"];

    private static readonly HashSet<string> Unticked = new(StringComparer.OrdinalIgnoreCase)
    {
        "0",
        "0.0",
        "No",
        "N",
        "FALSE",
        "Not selected",
        "Unselected",
        "Unchecked",
        "Not checked",
        "Non",
        "Nein",
    };

    private static readonly HashSet<string> Ticked = new(StringComparer.OrdinalIgnoreCase)
    {
        "1",
        "1.0",
        "Yes",
        "Y",
        "TRUE",
        "Selected",
        "Checked",
        "X",
        "✓",
        "Oui",
        "Ja",
        "Sí",
    };

    /// <summary>Whether a cell in an option's column says that it is not ticked.</summary>
    public static bool SaysNo(string text) => Unticked.Contains(text) || IsBlank(text);

    /// <summary>Whether a cell in an option's column says that it is ticked, whichever option it is.</summary>
    public static bool SaysYes(string text) => Ticked.Contains(text);

    /// <summary>Whether a text may stand for a blank cell.</summary>
    public static bool IsBlank(string text) => Blanks.Contains(text);

    /// <summary>The texts that stand for a blank cell all over a file: in at least half of its columns, or in three and more that have one
    /// other value, as the columns of options have. Where only some columns say them, somebody answered so.</summary>
    /// <param name="columns">without metadata</param>
    /// <param name="isData">the file was published as data, where "NA" is what R writes for blank</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<InspectedColumn> columns, bool isData)
    {
        var filled = columns.Where(column => column.Answers > 0).ToList();
        return
        [
            .. Blanks.Where(text =>
            {
                var own = filled.Where(column => column.CountOf(text) >= Math.Max(1, 0.02 * column.Answers)).ToList();
                var ticks = own.Count(column => !column.HasMore && column.Values.Count == 2);
                if (own.Count > 0 && (Always.Contains(text) || isData && text == "NA"))
                    return true;
                return own.Count >= 3 && (2 * own.Count >= filled.Count || ticks >= 3);
            }),
        ];
    }
}
