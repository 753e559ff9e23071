namespace Survey.Ingest.Drafting;

/// <summary>What is found about raw files. Each is explained in ingest/FINDINGS.md.</summary>
public static class FindingCode
{
    /// <summary>The first row is a respondent's: no row names the columns.</summary>
    public const string NoHeader = "no-header";

    /// <summary>A column has answers and no name.</summary>
    public const string LostHeader = "lost-header";

    /// <summary>The second header row is a respondent's.</summary>
    public const string RespondentInHeader = "respondent-in-header";

    /// <summary>A header row stands among the respondents.</summary>
    public const string HeaderAmongRows = "header-among-rows";

    /// <summary>A row sums up others, or is a footer.</summary>
    public const string NotAPerson = "not-a-person";

    /// <summary>Rows that the tool marks as tests, previews or spam.</summary>
    public const string TestRows = "test-rows";

    /// <summary>Rows of people who did not finish.</summary>
    public const string Unfinished = "unfinished";

    /// <summary>A table of counts and percentages.</summary>
    public const string TableOfCounts = "table-of-counts";

    /// <summary>A second table beside the first.</summary>
    public const string SideBySide = "side-by-side";

    /// <summary>Cells stand under other headers than theirs.</summary>
    public const string Shifted = "shifted";

    /// <summary>Several columns have one name.</summary>
    public const string SameName = "same-name";

    /// <summary>Labels of a question that differ by case, blanks or markup only.</summary>
    public const string NearLabels = "near-labels";

    /// <summary>A question whose answers are all the same.</summary>
    public const string OneOption = "one-option";

    /// <summary>A question with more options than anybody would read.</summary>
    public const string ManyOptions = "many-options";

    /// <summary>A label that is longer than labels are.</summary>
    public const string LongLabel = "long-label";

    /// <summary>Several columns of one question called Other.</summary>
    public const string SeveralOthers = "several-others";

    /// <summary>A column that tells who somebody is.</summary>
    public const string Personal = "personal";

    /// <summary>Columns that are no answers.</summary>
    public const string NoAnswers = "no-answers";

    /// <summary>A column of dates.</summary>
    public const string Dates = "dates";

    /// <summary>Texts that stand for a blank cell.</summary>
    public const string BlankTokens = "blank-tokens";

    /// <summary>Options whose question the file does not say.</summary>
    public const string UnnamedQuestion = "unnamed-question";

    /// <summary>Options that are codes, and no labels.</summary>
    public const string CodesOnly = "codes-only";

    /// <summary>Answers that are mostly numbers, and some that are none.</summary>
    public const string MixedNumbers = "mixed-numbers";

    /// <summary>What a spreadsheet made of ranges and long numbers.</summary>
    public const string SpreadsheetDamage = "spreadsheet-damage";

    /// <summary>Rows that stand several times in the file.</summary>
    public const string RepeatedRows = "repeated-rows";

    /// <summary>People who were through much faster than others.</summary>
    public const string Speeders = "speeders";

    /// <summary>Rare texts that are taken for what was typed to Other.</summary>
    public const string TypedTexts = "typed-texts";

    /// <summary>A column that says once more what others say.</summary>
    public const string SaidTwice = "said-twice";

    /// <summary>Another tool may have written the file.</summary>
    public const string OtherDialect = "other-dialect";

    /// <summary>How the file is encoded is a guess.</summary>
    public const string GuessedEncoding = "guessed-encoding";

    /// <summary>Rows with more or fewer fields than the header.</summary>
    public const string BrokenRows = "broken-rows";

    /// <summary>Cells that the draft cannot use.</summary>
    public const string RejectedCells = "rejected-cells";

    /// <summary>A load of the draft would be refused.</summary>
    public const string NotLoadable = "not-loadable";
}
