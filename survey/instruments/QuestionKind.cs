namespace Survey.Instruments;

/// <summary>What a question's answers are. New kinds come last: the fingerprints of codebooks hold a kind's place.</summary>
public enum QuestionKind
{
    Single,
    Multiple,

    /// <summary>one answer of ordered options, which have numeric values</summary>
    Scale,

    Text,

    /// <summary>a number that the respondent gave</summary>
    Number,
}

public static class QuestionKinds
{
    /// <summary>Whether it is answered with options, which have percentages. Of the other kinds it is only counted who answered.</summary>
    public static bool HasOptions(this QuestionKind kind) => kind is not (QuestionKind.Text or QuestionKind.Number);
}
