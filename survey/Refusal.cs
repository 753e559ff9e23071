namespace Survey;

/// <summary>A whole file that must not be counted. The wave's live revision stays as it was.</summary>
/// <param name="code">why, as <c>RejectCode</c> has it</param>
public sealed class Refusal(string code, string message) : SurveyException(message)
{
    public string Code { get; } = code;
}
