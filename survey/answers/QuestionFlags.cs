using Survey.Instruments;

namespace Survey.Answers;

/// <summary>What a question's figures at one wave must not be taken for.</summary>
/// <param name="Codes">break, differs, provisional, low</param>
/// <param name="Notes">the reasons, in words</param>
internal sealed record QuestionFlags(IReadOnlyList<string> Codes, IReadOnlyList<string> Notes)
{
    public static QuestionFlags Of(Question question, Wave wave, int? baseCount)
    {
        var codes = new List<string>();
        var notes = new List<string>();
        if (question.FlagIn(wave.Id) is var (flag, reason))
        {
            codes.Add(CodeOf(flag));
            notes.Add($"{CodeOf(flag)}: {reason}");
        }
        if (baseCount < Figure.LowBase)
        {
            codes.Add("low");
            notes.Add($"low: the base is {baseCount}, under {Figure.LowBase}");
        }
        return new QuestionFlags(codes, notes);
    }

    private static string CodeOf(Flag flag) =>
        flag switch
        {
            Flag.Break => "break",
            Flag.Differs => "differs",
            _ => "provisional",
        };
}
