namespace Survey.Ingest.Loading;

/// <summary>The files of a folder once they have settled: a file that is still being written is not whole, and is not to be read.</summary>
internal static class SettledFiles
{
    /// <summary>A file that was written to this recently may not be whole yet; it waits for the next look.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    /// <summary>Names, sizes and times of the files, in one text that is another as soon as one of them is.</summary>
    /// <returns>null while a file has not settled</returns>
    public static string? Of(string folder)
    {
        var files = new DirectoryInfo(folder).EnumerateFiles().OrderBy(file => file.Name, StringComparer.Ordinal).ToList();
        return files.Exists(file => DateTime.UtcNow - file.LastWriteTimeUtc is var age && age >= TimeSpan.Zero && age < Settling)
            ? null
            : string.Join('\n', files.Select(file => $"{file.Name} {file.Length} {file.LastWriteTimeUtc.Ticks}"));
    }
}
