using System.Security.Cryptography;
using System.Text;

namespace Survey.Storage;

/// <summary>The folder of a private database: what stands where in it, and the locks by which the programs that share it agree.</summary>
internal sealed class DatabaseFolder(string folder)
{
    /// <summary>A socket's path may have 107 bytes, and PostgreSQL adds its file's name to that of the folder.</summary>
    private const int LongestSocketFolder = 85;

    public string Name { get; } = Path.GetFullPath(folder);

    /// <summary>PostgreSQL's own data.</summary>
    public string Cluster => Path.Combine(Name, "postgresql");

    public bool HasCluster => File.Exists(Path.Combine(Cluster, "PG_VERSION"));

    public string Log => Path.Combine(Cluster, "server.log");

    /// <summary>The folder of the server's socket; where the path would be too long, one in the temporary folder that belongs to this
    /// folder.</summary>
    public string Socket
    {
        get
        {
            var inside = Path.Combine(Name, "socket");
            if (Encoding.UTF8.GetByteCount(inside) <= LongestSocketFolder)
                return inside;
            var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Name)))[..16];
            return Path.Combine(Path.GetTempPath(), $"survey-{name}");
        }
    }

    private string UseLock => Path.Combine(Name, "use.lock");

    /// <summary>Makes it, where it is not there, so that only the server's account (and root) can enter.</summary>
    public Task Make(CancellationToken cancel) => Make(Name, cancel);

    public Task MakeSocket(CancellationToken cancel) => Make(Socket, cancel);

    /// <summary>Held while the server is started or stopped: one program at a time.</summary>
    public Task<FileStream> LockStart(CancellationToken cancel) =>
        Lock(Path.Combine(Name, "start.lock"), FileAccess.ReadWrite, FileShare.None, cancel);

    /// <summary>Held by every program while it uses the server.</summary>
    public Task<FileStream> LockUse(CancellationToken cancel) => Lock(UseLock, FileAccess.Read, FileShare.Read, cancel);

    /// <summary>Held by the last program to leave.</summary>
    /// <exception cref="IOException">another program uses the server</exception>
    public FileStream LockLastUse() => new(UseLock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    private static async Task Make(string folder, CancellationToken cancel)
    {
        if (OperatingSystem.IsWindows())
            throw new SurveyException("a private database needs Linux or macOS; SURVEY_DB names a server to use instead");
        if (Directory.Exists(folder))
            return;
        try
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            await PostgresProgram.Own(folder, cancel);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SurveyException($"{folder}: cannot be made: {exception.Message}; SURVEY_DATA names another folder", exception);
        }
    }

    /// <summary>Waits up to a minute for a lock that another program holds for a moment.</summary>
    private static async Task<FileStream> Lock(string file, FileAccess access, FileShare share, CancellationToken cancel)
    {
        if (!File.Exists(file))
            await using (File.Open(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite)) { }
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return new FileStream(file, FileMode.Open, access, share);
            }
            catch (IOException) when (attempt < 600)
            {
                await Task.Delay(100, cancel);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new SurveyException($"{file}: {exception.Message}", exception);
            }
        }
    }
}
