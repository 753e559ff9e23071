using Survey.Counting;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Answers;

/// <summary>A question of a crosstab or overlap.</summary>
/// <param name="Text">in the wave's own wording</param>
/// <param name="Flags">codes: break, differs, provisional, low</param>
/// <param name="Notes">the flags' reasons, then what the revision was coded without</param>
public sealed record TableQuestion(string Id, string Text, QuestionKind Kind, IReadOnlyList<string> Flags, IReadOnlyList<string> Notes)
{
    /// <param name="joint">the table's respondents</param>
    internal static TableQuestion Of(Question question, JointBase joint)
    {
        var wave = joint.Wave;
        var flags = QuestionFlags.Of(question, wave.Wave, joint.All.Respondents);
        var missing = QuestionSets.CodedWithout(
            question,
            wave,
            option => joint.Sets[SetKey.Of(wave, question.Id, option.Net, option.Id)] is not null
        );
        return new TableQuestion(question.Id, question.TextIn(wave.Id), question.Kind, flags.Codes, [.. flags.Notes, .. missing]);
    }
}
