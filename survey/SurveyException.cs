namespace Survey;

/// <summary>
/// Something that the user can mend, said in one line: what was found, where, and what was expected.
/// Programs print its message as it is; anything else that is thrown is a defect of ours.
/// </summary>
public class SurveyException : Exception
{
    public SurveyException(string message)
        : base(message) { }

    public SurveyException(string message, Exception inner)
        : base(message, inner) { }
}

/// <summary>A survey, wave, question or option that was asked for is not there.</summary>
public sealed class NotFoundException(string message) : SurveyException(message);

/// <summary>What was asked has no answer in these data, and the message says why: "not computable: rows are reconstructed …".</summary>
public sealed class NotComputableException(Reason why) : SurveyException(why.ToString())
{
    public Reason Why { get; } = why;
}
