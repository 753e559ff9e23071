namespace Survey.Coded;

/// <summary>Something about a file that is counted all the same, and that its author should know.</summary>
/// <param name="Code">one of <see cref="RejectCode"/></param>
/// <param name="Text">in one line, with file and line where there is one</param>
public sealed record Warning(string Code, string Text);
