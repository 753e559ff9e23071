using Survey.Instruments;

namespace Survey.Answers;

/// <summary>A question as answers describe it.</summary>
public sealed record QuestionSummary(string Id, string Text, QuestionKind Kind)
{
    internal static QuestionSummary Of(Question question) => new(question.Id, question.Text, question.Kind);
}
