using System.Text.RegularExpressions;

namespace Survey.Ingest.Drafting;

/// <summary>Guesses what option a column that ticks one stands for, by what is over it and in it.</summary>
internal static class OptionGuess
{
    /// <param name="taken">texts that mean some option already, or would mean several</param>
    public static GuessedOption Of(InspectedColumn column, HashSet<string> taken)
    {
        var label = column.Name.NumberedSecond;
        if (IsOther(label))
            return new GuessedOption(label, column.Answers, other: true);
        if (column.Answers == 0 || column.Values.Count == 1 && !column.HasMore && column.Values[0].Text == column.Name.Second)
            return new GuessedOption(label, column.Answers);
        if (column.Values.Count == 1 && !column.HasMore)
        {
            var value = column.Values[0].Text;
            if (taken.Contains(value))
                return new GuessedOption(label, column.Answers, [], Any: true);
            return IsSpreadsheetError(label)
                ? new GuessedOption(value, column.Answers, [label])
                : new GuessedOption(label, column.Answers, [value]);
        }
        var few = SaysItsName(column) || !column.HasMore && column.Values.Count <= 5 && column.Answers >= 5 * column.Values.Count;
        return few ? new GuessedOption(label, column.Answers, [], Any: true) : new GuessedOption(label, column.Answers, other: true);
    }

    /// <summary>The cells of an option's column say the option.</summary>
    public static bool SaysItsName(InspectedColumn column) => column.Values.Count > 0 && column.Values[0].Text == column.Name.Second;

    public static bool IsOther(string label) => Regex.IsMatch(label, @"^other\b|\bspecify\b", RegexOptions.IgnoreCase);

    public static bool IsComment(string label) =>
        !IsSpreadsheetError(label) && (label.Length > 80 || label.EndsWith('?'))
        || Regex.IsMatch(label, @"^(why\b|please\b|if |type )|\b(comments?|feedback|remarks?|explain)\b", RegexOptions.IgnoreCase);

    /// <summary>A label that a spreadsheet took for a formula, such as "- Never".</summary>
    private static bool IsSpreadsheetError(string label) =>
        Regex.IsMatch(label, @"^#(NAME\?|REF!|VALUE!|DIV/0!|N/A|NUM!|NULL!|ERROR!)( #\d+)?$");
}
