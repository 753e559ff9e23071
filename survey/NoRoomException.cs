namespace Survey;

/// <summary>A temporary file cannot be written: nothing is wrong with what was read, and the same may work later.</summary>
/// <param name="folder">of temporary files</param>
public sealed class NoRoomException(string folder, Exception inner)
    : SurveyException(
        $"{folder}: temporary files cannot be written there: {WithoutPath(inner.Message)}; make room, or set TMPDIR to another folder",
        inner
    )
{
    /// <summary>The name of a file that has no name any more helps nobody.</summary>
    private static string WithoutPath(string message) => message.Split(" : '")[0].Split(" (Parameter")[0].TrimEnd('.');
}
