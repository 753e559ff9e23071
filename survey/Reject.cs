namespace Survey;

/// <summary>Why a cell or a row could not be used.</summary>
public static class RejectCode
{
    /// <summary>The cell says something that is none of the question's options, and the question takes no other text.</summary>
    public const string UnknownOption = "unknown-option";

    /// <summary>The cell in one option's column says something else.</summary>
    public const string WrongOption = "wrong-option";

    /// <summary>A question that takes one answer has several in this row.</summary>
    public const string SeveralAnswers = "several-answers";

    /// <summary>The row has fewer or more fields than the header.</summary>
    public const string FieldCount = "field-count";
}

/// <summary>A cell or row that could not be used.</summary>
/// <param name="Line">1-based line of the file on which the row begins</param>
/// <param name="Column">1-based column; 0 for a whole row</param>
/// <param name="Header">the column's name; empty for a whole row</param>
/// <param name="Question">the question's id; empty for a whole row</param>
/// <param name="Expected">in words, to stand behind the value that was found</param>
public sealed record Reject(string File, long Line, int Column, string Header, string Question, string Value, string Code, string Expected)
{
    public override string ToString() =>
        Column == 0 ? $"{File}:{Line}: {Expected}" : $"{File}:{Line} column {Column} {Label.Quote(Header, 60)}: {Label.Quote(Value)} {Expected}";
}
