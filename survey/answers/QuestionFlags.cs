using Survey.Instruments;

namespace Survey.Answers;

/// <summary>What a question's figures at one wave must not be taken for.</summary>
internal static class QuestionFlags
{
    /// <param name="respondents">of the base; null where there is none</param>
    /// <returns>of the codes break, differs, provisional and low</returns>
    public static IReadOnlyList<Reason> Of(Question question, Wave wave, int? respondents) =>
        [.. new[] { Declared(question, wave), Figure.Low(respondents) }.OfType<Reason>()];

    private static Reason? Declared(Question question, Wave wave) =>
        question.FlagIn(wave.Id) is var (flag, reason)
            ? new Reason(
                flag switch
                {
                    Flag.Break => ReasonCode.Break,
                    Flag.Differs => ReasonCode.Differs,
                    _ => ReasonCode.Provisional,
                },
                reason
            )
            : null;
}
