using System.Text.RegularExpressions;
using Survey.Instruments;

namespace Survey.Ingest.Dialects;

/// <summary>
/// How SurveyMonkey writes an export: two header rows, of which the first holds a question's text over the first of its columns, and the
/// second an option's label, a grid's row, "row - option", or what kind of answer the column holds. A multi-select, and often a single
/// choice too, has a column an option, ticked by anything in it.
/// </summary>
internal static partial class SurveyMonkey
{
    /// <summary>What the second row says over a column that holds the whole answer.</summary>
    public const string OneAnswer = "Response";

    /// <summary>The same where respondents wrote it.</summary>
    public const string OpenText = "Open-Ended Response";

    private static readonly string[] Own =
    [
        "RespondentID",
        "Respondent ID",
        "CollectorID",
        "Collector ID",
        "StartDate",
        "Start Date",
        "EndDate",
        "End Date",
        "Date Created",
        "Date Modified",
        "IP Address",
        "Email Address",
        "First Name",
        "Last Name",
        "LastName",
        "FirstName",
        "Custom Data",
        "Custom Data 1",
        "CustomData1",
        "Language",
    ];

    /// <summary>Two header rows, perhaps below a row of codes such as "Q1, Q2, , Q3"; or flattened to one by whoever passed the file
    /// on.</summary>
    public static Evidence? Look(Beginning file)
    {
        var codes = file.Row(0);
        if (
            codes.Any(text => text.Length > 0)
            && codes.All(text => text.Length == 0 || Code().IsMatch(text))
            && TwoRows(file, 1) is { } below
        )
            return new Evidence(ExportFormat.SurveyMonkey, 3, 0.9, $"below a row of codes, {below}");
        if (TwoRows(file, 0) is { } two)
            return new Evidence(ExportFormat.SurveyMonkey, 2, 0.9, two);
        var own = file.Named(Own);
        var parted = codes.Count(header => header.Contains(" - ", StringComparison.Ordinal));
        return own > 0 && Own.Take(4).Contains(codes[0], StringComparer.OrdinalIgnoreCase)
            ? new Evidence(
                ExportFormat.SurveyMonkey,
                1,
                0.7,
                $"{own} columns are called as SurveyMonkey calls its own, and one header row is left; {parted} headers part "
                    + $"into question - option"
            )
            : null;
    }

    public static bool IsMetadata(string header) => Own.Contains(header, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Why two rows are such a header, or null. The second row says "Response" somewhere, or names options under blanks of the first, and
    /// is nobody's answers: it dates nothing, and what it says is no answer that stands among others below.
    /// </summary>
    private static string? TwoRows(Beginning file, int row)
    {
        var (first, second) = (file.Row(row), file.Row(row + 1));
        if (GoogleForms.IsTimestamp(first[0]) && second[0].Length > 0 || file.Rows.Count <= row + 1)
            return null;
        if (second.Any(text => text is OneAnswer or OpenText))
            return $"the second row says {Label.Quote(second.First(text => text is OneAnswer or OpenText))}";
        var under = Enumerable
            .Range(0, first.Length)
            .Where(column => first[column].Length == 0 && second[column].Length > 0 && !IsIndex(file, row, column))
            .ToList();
        var blanks = first.Count(text => text.Length == 0);
        if (
            under.Count == 0
            || under.Count < blanks / 2
            || under.Count < 2 && 2 * under.Count < first.Length && second.All(text => text.Length > 0)
        )
            return null;
        return IsAPerson(file, row + 1) ? null : $"the second row names options under {under.Count} blanks of the first";
    }

    /// <summary>Whether a column without a header counts the rows: the mark of a table that a program wrote.</summary>
    private static bool IsIndex(Beginning file, int row, int column) =>
        file.Below(row + 1, column)
            .Select((cell, place) => cell == $"{place}" || cell == $"{place + 1}")
            .DefaultIfEmpty(false)
            .All(counts => counts);

    /// <summary>Whether a row is a respondent's: it dates something, or most of what it says stands below among other answers.</summary>
    private static bool IsAPerson(Beginning file, int row)
    {
        var (among, alone) = (0, 0);
        foreach (var (column, cell) in file.Row(row).Index().Where(cell => cell.Item.Length > 0))
        {
            if (Stamps.Is(cell))
                return true;
            var below = file.Below(row + 1, column).GroupBy(text => text).ToList();
            var says = below.Find(group => group.Key == cell)?.Count() ?? 0;
            var others = below.Where(group => group.Key != cell).Select(group => group.Count()).DefaultIfEmpty(0).Max();
            if (says > 0 && others > 1)
                among++;
            else
                alone++;
        }
        return among > 1 && among >= alone;
    }

    [GeneratedRegex("^[A-Za-z]{1,3}[0-9]+[A-Za-z]?$")]
    private static partial Regex Code();
}
