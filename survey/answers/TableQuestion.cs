using System.Text.Json.Serialization;
using Survey.Counting;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Answers;

/// <summary>A question of a crosstab or overlap.</summary>
/// <param name="Text">in the wave's own wording</param>
/// <param name="Reasons">the flags, then what the revision was coded without</param>
public sealed record TableQuestion(string Id, string Text, QuestionKind Kind, [property: JsonIgnore] IReadOnlyList<Reason> Reasons)
{
    /// <summary>Codes: break, differs, provisional, low.</summary>
    public IReadOnlyList<string> Flags => Reasons.Flags();

    /// <summary>The flags' reasons, then what the revision was coded without.</summary>
    public IReadOnlyList<string> Notes => Reasons.Notes();

    /// <param name="joint">the table's respondents</param>
    internal static TableQuestion Of(Question question, JointBase joint)
    {
        var wave = joint.Wave;
        var flags = QuestionFlags.Of(joint.Comparability, question, wave.Wave, joint.All, joint.Population.IsWeighted);
        var missing = QuestionSets.CodedWithout(question, wave, choice => joint.Sets[SetKey.Of(wave, question.Id, choice)] is not null);
        return new TableQuestion(question.Id, question.TextIn(wave.Id), question.Kind, [.. flags, .. missing]);
    }
}
