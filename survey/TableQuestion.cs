namespace Survey;

/// <summary>A question of a crosstab or overlap.</summary>
/// <param name="Text">in the wave's own wording</param>
/// <param name="Flags">codes: break, differs, provisional, low</param>
/// <param name="Notes">the flags' reasons</param>
public sealed record TableQuestion(string Id, string Text, QuestionKind Kind, IReadOnlyList<string> Flags, IReadOnlyList<string> Notes)
{
    /// <param name="counted">the table's respondents, unweighted</param>
    internal static TableQuestion Of(Question question, Wave wave, int counted)
    {
        var flags = QuestionFlags.Of(question, wave, counted);
        return new TableQuestion(question.Id, question.TextIn(wave.Id), question.Kind, flags.Codes, flags.Notes);
    }
}
