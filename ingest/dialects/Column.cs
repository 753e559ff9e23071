namespace Survey.Ingest.Dialects;

/// <summary>How the cells of a column are read.</summary>
public enum CellReading
{
    /// <summary>not an answer: an id, a date</summary>
    Metadata,

    /// <summary>an answer that the instrument does not use</summary>
    Ignored,

    /// <summary>one answer, an option's label</summary>
    Answer,

    /// <summary>one answer, an option's label or the text of the option that takes any; or a number</summary>
    AnswerOrText,

    /// <summary>any number of answers, joined by ", "</summary>
    JoinedAnswers,

    /// <summary>the column of one option</summary>
    Tick,

    /// <summary>free text that belongs to an answer in another column</summary>
    Comment,
}

/// <param name="Header">the column's name</param>
/// <param name="Question">position in the codebook; -1 for metadata and ignored columns</param>
/// <param name="Option">of a <see cref="CellReading.Tick"/> column: position in the question's options; otherwise -1</param>
public sealed record Column(string Header, CellReading Reading, int Question = -1, int Option = -1);
