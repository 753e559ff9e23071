using System.Text.RegularExpressions;

namespace Survey.Ingest.Guessing;

/// <summary>Guesses what option a column that ticks one stands for, by what is over it and in it.</summary>
internal static partial class OptionGuess
{
    /// <summary>More different texts in an option's column are no damaged labels.</summary>
    private const int MostWordings = 5;

    /// <param name="ticked">texts that tick an option in any column of its question</param>
    /// <param name="siblings">labels of the question's other columns</param>
    /// <param name="isShared">whether several columns say a text, which then means none of their options</param>
    public static GuessedOption Of(
        InspectedColumn column,
        IReadOnlyCollection<string> ticked,
        IReadOnlySet<string> siblings,
        Func<string, bool> isShared
    )
    {
        var label = column.Name.NumberedSecond;
        var plain = GuessedOption.Of(label, column.Answers);
        if (IsOther(label))
            return plain with { Other = true };
        var said = column.Values.Select(value => value.Text).Where(text => text != column.Name.Second && !ticked.Contains(text)).ToList();
        if (!column.HasMore && said.Count == 0)
            return plain;
        if (column.Values.Count == 1 && !column.HasMore && !siblings.Contains(said[0]) && !isShared(said[0]))
            return IsSpreadsheetError(label)
                ? GuessedOption.Of(said[0], column.Answers) is var mended
                    ? mended with
                    {
                        Wordings = [label, .. mended.Wordings],
                    }
                    : plain
                : plain with
                {
                    Wordings = [.. plain.Wordings, said[0]],
                };
        // What other columns are called, or say too, is out of place here, and is not made to mean this option.
        var own = said.Where(text => !siblings.Contains(text) && !isShared(text)).ToList();
        if (said.Exists(siblings.Contains) || SaysItsName(column) && !column.HasMore && own.Count <= MostWordings)
            return plain with { Wordings = [.. plain.Wordings, .. own.Take(MostWordings)] };
        var few = SaysItsName(column) || !column.HasMore && column.Values.Count <= 5 && column.Answers >= 5 * column.Values.Count;
        return few ? plain with { Any = true } : plain with { Other = true };
    }

    /// <summary>The cells of an option's column say the option.</summary>
    public static bool SaysItsName(InspectedColumn column) => column.Values.Count > 0 && column.Values[0].Text == column.Name.Second;

    /// <summary>Whether an option may take text, by its label.</summary>
    public static bool IsOther(string label) => Other().IsMatch(label);

    /// <summary>Whether an option is the one that takes what no other explains: "Other", and nothing more.</summary>
    public static bool IsPlainOther(string label) => PlainOther().IsMatch(label);

    public static bool IsComment(string label) =>
        !IsSpreadsheetError(label) && (label.Length > 80 || label.EndsWith('?')) || Comment().IsMatch(label);

    /// <summary>Whether a column holds remarks on the whole question, or says that there are some.</summary>
    public static bool IsRemark(string label) => Remark().IsMatch(label);

    /// <summary>A label that a spreadsheet took for a formula, such as "- Never".</summary>
    private static bool IsSpreadsheetError(string label) => SpreadsheetError().IsMatch(label);

    [GeneratedRegex(
        @"^(?:other|others|otro|otra|otros|autre|autres|sonstige\w*|andere|outro|outra)\b(?! than)|\bspecify\b|\bwrite[- ]in\b|^-oth-$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Other();

    [GeneratedRegex(
        @"^(?:others?|otros?|otras?|autres?|sonstiges?|andere|outros?|outras?|-oth-)(?:[ :,–-]*\(?(?:please |if so,? "
            + @")?(?:specify|write[- ]in|describe|explain|list|enter)\b.*)?[.:…]*(?: #\d+)?$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex PlainOther();

    [GeneratedRegex(@"^(?:why\b|please\b|if |type )|\b(?:comments?|feedback|remarks?|explain)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^(?:(?:any )?(?:additional|further|other) )?(?:comments?|feedback|remarks?)\b.{0,20}$", RegexOptions.IgnoreCase)]
    private static partial Regex Remark();

    [GeneratedRegex(@"^#(?:NAME\?|REF!|VALUE!|DIV/0!|N/A|NUM!|NULL!|ERROR!)(?: #\d+)?$")]
    private static partial Regex SpreadsheetError();
}
