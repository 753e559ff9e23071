namespace Survey.Coded;

/// <summary>
/// A temporary file that no other program sees, and of which nothing is left however this program ends: it loses its name as soon as it is
/// open (where the system is no Linux, when it is closed). What it holds may be personal.
/// </summary>
public sealed class TemporaryFile : Stream
{
    private static readonly string Folder = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetTempPath());

    private readonly FileStream file;
    private bool isFull;

    /// <exception cref="NoRoomException">it cannot be made</exception>
    public TemporaryFile()
    {
        var name = System.IO.Path.Combine(Folder, $"survey-{System.IO.Path.GetRandomFileName()}");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            BufferSize = 1 << 16,
        };
        if (!OperatingSystem.IsLinux())
            options.Options = FileOptions.DeleteOnClose;
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            file = new FileStream(name, options);
            if (OperatingSystem.IsLinux())
                File.Delete(name);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new NoRoomException(Folder, exception);
        }
        Path = OperatingSystem.IsLinux() ? $"/proc/self/fd/{file.SafeFileHandle.DangerousGetHandle()}" : name;
    }

    /// <summary>Opens what was written and flushed once more, from its beginning, in this program and until this is disposed of.</summary>
    public string Path { get; }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Length => file.Length;

    public override long Position
    {
        get => file.Position;
        set => Seek(value, SeekOrigin.Begin);
    }

    public override int Read(Span<byte> buffer) => file.Read(buffer);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        file.ReadAsync(buffer, cancellationToken);

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            file.Write(buffer);
        }
        catch (Exception exception) when (IsNoRoom(exception))
        {
            isFull = true;
            throw new NoRoomException(Folder, exception);
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    /// <summary>Nothing after a write that failed: what is closed then has no more to say.</summary>
    public override void Flush()
    {
        if (isFull)
            return;
        try
        {
            file.Flush();
        }
        catch (Exception exception) when (IsNoRoom(exception))
        {
            isFull = true;
            throw new NoRoomException(Folder, exception);
        }
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        Flush();
        return file.Seek(offset, origin);
    }

    public override void SetLength(long value) => file.SetLength(value);

    /// <summary>.NET says of a file that may not grow any more that a length is out of range.</summary>
    private static bool IsNoRoom(Exception exception) => exception is IOException or ArgumentOutOfRangeException;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            try
            {
                file.Dispose();
            }
            catch (Exception exception) when (IsNoRoom(exception))
            {
                // What could not be written any more is thrown away with the rest.
            }
        }
        base.Dispose(disposing);
    }
}
