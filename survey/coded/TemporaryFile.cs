namespace Survey.Coded;

/// <summary>Temporary files that no other program sees, and that are gone when they are closed.</summary>
internal static class TemporaryFile
{
    public static FileStream Open()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose,
            BufferSize = 1 << 16,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(Path.Combine(Path.GetTempPath(), $"survey-{Path.GetRandomFileName()}"), options);
    }
}
