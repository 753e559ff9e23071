namespace Survey.Coded;

/// <summary>Why a cell, a row or a file could not be used, or what is to be known of a file that was. Each is explained in
/// ingest/REJECTS.md.</summary>
public static class RejectCode
{
    /// <summary>The cell says something that is none of the question's options, and the question takes no other text.</summary>
    public const string UnknownOption = "unknown-option";

    /// <summary>The cell in one option's column says something else.</summary>
    public const string WrongOption = "wrong-option";

    /// <summary>The cell of a question of kind number is none.</summary>
    public const string NotANumber = "not-a-number";

    /// <summary>The cell is a number that its question does not allow.</summary>
    public const string OutOfRange = "out-of-range";

    /// <summary>A question that takes one answer has several in this row.</summary>
    public const string SeveralAnswers = "several-answers";

    /// <summary>The row has fewer or more fields than the header.</summary>
    public const string FieldCount = "field-count";

    /// <summary>The cell in one option's column says another option of the question, or most answers of a row stand in columns that are not
    /// theirs.</summary>
    public const string Shifted = "shifted";

    /// <summary>The row sums up others: a total, an average, how many answered.</summary>
    public const string SummaryRow = "summary-row";

    /// <summary>The file has one row an option, with its counts, and not one a respondent.</summary>
    public const string AggregatedTable = "aggregated-table";

    /// <summary>The file has a second table beside the first.</summary>
    public const string SideBySide = "side-by-side";

    /// <summary>One respondent's id stands over different rows.</summary>
    public const string RespondentTwice = "respondent-twice";

    /// <summary>The wave's live revision has more respondents.</summary>
    public const string FewerRespondents = "fewer-respondents";

    /// <summary>The file is the beginning of the one that is live.</summary>
    public const string CutOff = "cut-off";

    /// <summary>Respondents whom the live revision knows have other answers.</summary>
    public const string ChangedAnswers = "changed-answers";

    /// <summary>Counted, and reported: rows that are the same, byte by byte, and have the same respondent's id.</summary>
    public const string SameRowTwice = "same-row-twice";

    /// <summary>Counted, and reported: the respondents' ids were cut to scientific notation, and tell nobody apart.</summary>
    public const string ScientificIds = "scientific-ids";

    /// <summary>Counted, and reported: how the file is encoded was guessed, and no cell that counts depends on the guess.</summary>
    public const string GuessedEncoding = "guessed-encoding";

    /// <summary>More cells and rows cannot be used than any instrument could mean.</summary>
    public const string TooManyRejects = "too-many-rejects";

    /// <summary>Counted, and reported: the file has exactly as many rows as a spreadsheet can hold.</summary>
    public const string RowLimit = "row-limit";

    /// <summary>Counted, and reported: a cell has exactly as many characters as a spreadsheet can hold.</summary>
    public const string CellLimit = "cell-limit";
}
