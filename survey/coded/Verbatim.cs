namespace Survey.Coded;

/// <summary>One free-text answer.</summary>
public sealed record Verbatim(string Question, int Respondent, string Text);
