namespace Survey;

/// <summary>Files by what is known of them before they are opened: to open a pipe waits for who writes into it, and a device never
/// ends.</summary>
public static class PlainFile
{
    /// <summary>What a path leads to, over links.</summary>
    public static FileInfo At(string path)
    {
        var file = new FileInfo(path);
        return file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
    }

    /// <summary>Whether there is nothing to read: the file is empty, or it is a device or a pipe, which have no size.</summary>
    /// <param name="path">of a file that is there</param>
    public static bool IsEmptyOrEndless(string path)
    {
        var file = At(path);
        // A link to what has no name any more is to a file that is open: one of ours.
        return file.Exists && file.Length == 0;
    }
}
