namespace Survey.Reports.Documents;

/// <summary>A file that is there whole or not at all.</summary>
public static class OutputFile
{
    /// <summary>Makes the folder where there is none; replaces the file where there is one.</summary>
    /// <exception cref="SurveyException">the file cannot be written</exception>
    public static async Task Write(string path, byte[] bytes, CancellationToken cancel)
    {
        var unfinished = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
                Directory.CreateDirectory(folder);
            await File.WriteAllBytesAsync(unfinished, bytes, cancel);
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SurveyException($"{path} cannot be written: {exception.Message}", exception);
        }
        finally
        {
            if (File.Exists(unfinished))
                File.Delete(unfinished);
        }
    }
}
