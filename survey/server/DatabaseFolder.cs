using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Survey.Server;

/// <summary>The folder of a private database: what stands where in it, and the locks by which the programs that share it agree.</summary>
internal sealed class DatabaseFolder(string folder)
{
    /// <summary>A socket's path may have 107 bytes, and PostgreSQL adds its file's name to that of the folder.</summary>
    private const int LongestSocketFolder = 85;

    /// <summary>Beside the cluster, while it is made: a name that is the cluster's is one that is whole.</summary>
    private const string Unfinished = "postgresql.unfinished-";

    /// <summary>Another program that starts the server may be waiting for it to recover from a crash.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    /// <summary>A program that was started to make a cluster ends when who started it is gone.</summary>
    private static readonly TimeSpan LongestRemoval = TimeSpan.FromSeconds(5);

    public string Name { get; } = Path.GetFullPath(folder);

    /// <summary>PostgreSQL's own data.</summary>
    public string Cluster => Path.Combine(Name, "postgresql");

    /// <summary>What an older version of Survey left unfinished is none: it made clusters where they stand.</summary>
    public bool HasCluster =>
        File.Exists(Path.Combine(Cluster, "PG_VERSION")) && File.Exists(Path.Combine(Cluster, "global", "pg_control"));

    /// <summary>PostgreSQL's major version, as in 15, that the cluster was made by; null where there is none, or none that is
    /// known.</summary>
    public int? Version
    {
        get
        {
            var file = Path.Combine(Cluster, "PG_VERSION");
            return File.Exists(file) && int.TryParse(File.ReadAllText(file), out var version) ? version : null;
        }
    }

    /// <summary>Who serves the cluster, as PostgreSQL itself notes it.</summary>
    public string ProcessFile => Path.Combine(Cluster, "postmaster.pid");

    /// <summary>All that it notes the server's process in: beside the cluster's file, one beside the socket.</summary>
    public IEnumerable<string> ProcessFiles =>
        Directory.Exists(Socket) ? Directory.GetFiles(Socket, ".s.PGSQL.*.lock").Prepend(ProcessFile) : [ProcessFile];

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

    /// <summary>A name to make a cluster under, in this folder. What others left under such names goes: nobody uses it.</summary>
    public async Task<string> NewCluster()
    {
        foreach (var left in Directory.GetDirectories(Name, $"{Unfinished}*"))
            await Remove(left);
        return Path.Combine(Name, $"{Unfinished}{Guid.NewGuid():N}");
    }

    /// <summary>Makes a folder that is whole the cluster. What stands there unfinished is kept beside it: only its owner can know that
    /// nothing is lost with it.</summary>
    /// <returns>where that is now; null where nothing was</returns>
    public string? Place(string cluster)
    {
        var aside = Directory.Exists(Cluster) ? $"{Cluster}.set-aside-{Guid.NewGuid():N}" : null;
        if (aside is not null)
            Directory.Move(Cluster, aside);
        Directory.Move(cluster, Cluster);
        return aside;
    }

    /// <summary>Deletes a folder. Somebody who was killed may have left a program that still writes to it, and that soon sees that it is
    /// alone: it is waited for; what is left even then, the next one to make a cluster here deletes.</summary>
    public static async Task Remove(string folder)
    {
        for (var waiting = Stopwatch.StartNew(); Directory.Exists(folder); )
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException) when (waiting.Elapsed < LongestRemoval)
            {
                await Task.Delay(20);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return;
            }
        }
    }

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

    /// <summary>Waits for a lock that another program holds while it starts or stops the server.</summary>
    private static async Task<FileStream> Lock(string file, FileAccess access, FileShare share, CancellationToken cancel)
    {
        if (!File.Exists(file))
            await using (File.Open(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite)) { }
        for (var waiting = Stopwatch.StartNew(); ; )
        {
            try
            {
                return new FileStream(file, FileMode.Open, access, share);
            }
            catch (IOException) when (waiting.Elapsed < LongestWait)
            {
                await Task.Delay(100, cancel);
            }
            catch (IOException exception)
            {
                throw new SurveyException(
                    $"{file}: held by another program for {LongestWait.TotalMinutes} minutes, which starts or stops the private "
                        + "database meanwhile; see what it waits for, and end it",
                    exception
                );
            }
            catch (UnauthorizedAccessException exception)
            {
                throw new SurveyException($"{file}: {exception.Message}", exception);
            }
        }
    }
}
