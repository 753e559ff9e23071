using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Survey.Storage;

/// <summary>
/// A PostgreSQL of Survey's own: its data in one folder, reached only through a socket in it, never through the network.
/// Programs that use the same folder share it: the first starts the server, the last to leave stops it.
/// </summary>
public sealed class PrivateDatabase : IAsyncDisposable
{
    private readonly string folder;
    private readonly FileStream use;

    private PrivateDatabase(string folder, string socket, FileStream use)
    {
        this.folder = folder;
        this.use = use;
        ConnectionString = $"Host={socket};Username=survey;Database=postgres";
    }

    public string ConnectionString { get; }

    private string Cluster => ClusterIn(folder);

    /// <summary>Starts the server of a folder, making both where they are not there yet.</summary>
    /// <param name="folder">holds the database; when run by root, it must be reachable for the account "postgres"</param>
    /// <param name="say">is told, in a line, what takes its time</param>
    /// <param name="lasting">false for a database that is thrown away: nothing waits for the disk</param>
    /// <exception cref="SurveyException">PostgreSQL is not installed or cannot start; the message says why and what to do</exception>
    public static async Task<PrivateDatabase> Start(
        string folder,
        Action<string> say,
        bool lasting = true,
        CancellationToken cancel = default
    )
    {
        folder = Path.GetFullPath(folder);
        await MakeFolder(folder, cancel);
        await using var starting = await Lock(Path.Combine(folder, "start.lock"), FileAccess.ReadWrite, FileShare.None, cancel);
        var use = await Lock(Path.Combine(folder, "use.lock"), FileAccess.Read, FileShare.Read, cancel);
        try
        {
            var cluster = ClusterIn(folder);
            var socket = SocketIn(folder);
            var log = Path.Combine(cluster, "server.log");
            if (!File.Exists(Path.Combine(cluster, "PG_VERSION")))
            {
                say($"making a private database in {folder}");
                await Run(
                    "initdb",
                    [
                        "--pgdata",
                        cluster,
                        "--username",
                        "survey",
                        "--auth",
                        "trust",
                        "--encoding",
                        "UTF8",
                        "--locale",
                        "C",
                        "--no-instructions",
                    ],
                    cancel
                );
            }
            if (!await Succeeds("pg_ctl", ["status", "--pgdata", cluster], cancel))
            {
                await MakeFolder(socket, cancel);
                var settings = new List<string>
                {
                    "-c listen_addresses=",
                    $"-c unix_socket_directories={socket}",
                    "-c unix_socket_permissions=0700",
                    "-c max_connections=200",
                    "-c shared_buffers=128MB",
                };
                if (!lasting)
                    settings.AddRange(["-c fsync=off", "-c synchronous_commit=off", "-c full_page_writes=off"]);
                var logged = File.Exists(log) ? new FileInfo(log).Length : 0;
                try
                {
                    await Run(
                        "pg_ctl",
                        ["start", "--wait", "--silent", "--pgdata", cluster, "--log", log, "--options", string.Join(' ', settings)],
                        cancel
                    );
                }
                catch (SurveyException exception)
                {
                    throw new SurveyException(
                        $"the private database in {folder} does not start: {await Complaint(log, logged) ?? exception.Message}; "
                            + $"its log is {log}",
                        exception
                    );
                }
            }
            return new PrivateDatabase(folder, socket, use);
        }
        catch
        {
            await use.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops the server, unless another program still uses it.</summary>
    public async ValueTask DisposeAsync()
    {
        await using var starting = await Lock(
            Path.Combine(folder, "start.lock"),
            FileAccess.ReadWrite,
            FileShare.None,
            CancellationToken.None
        );
        await use.DisposeAsync();
        try
        {
            await using var last = new FileStream(
                Path.Combine(folder, "use.lock"),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None
            );
            await Run("pg_ctl", ["stop", "--silent", "--mode", "fast", "--pgdata", Cluster], CancellationToken.None);
        }
        catch (IOException)
        {
            // Another program holds the lock, and stops the server when it leaves.
        }
    }

    /// <summary>What a server's log says beside its usual course, in one line; null when that is nothing.</summary>
    /// <param name="from">where in the log to begin, in bytes</param>
    private static async Task<string?> Complaint(string log, long from)
    {
        if (!File.Exists(log))
            return null;
        await using var file = File.OpenRead(log);
        file.Position = Math.Min(from, file.Length);
        using var reader = new StreamReader(file);
        var lines = (await reader.ReadToEndAsync()).Split('\n').Where(line => !line.Contains(" LOG: ", StringComparison.Ordinal));
        return Label.Normalise(string.Join(' ', lines)) is { Length: > 0 } complaint ? complaint : null;
    }

    private static string ClusterIn(string folder) => Path.Combine(folder, "postgresql");

    /// <summary>A socket's path may have 107 bytes; where the folder's is too long for that, one in the temporary folder that belongs to
    /// it.</summary>
    private static string SocketIn(string folder)
    {
        var inside = Path.Combine(folder, "socket");
        if (Encoding.UTF8.GetByteCount(inside) <= 85)
            return inside;
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..16];
        return Path.Combine(Path.GetTempPath(), $"survey-{name}");
    }

    /// <summary>Makes a folder that only the server's account (and root) can enter.</summary>
    private static async Task MakeFolder(string folder, CancellationToken cancel)
    {
        if (OperatingSystem.IsWindows())
            throw new SurveyException("a private database needs Linux or macOS; SURVEY_DB names a server to use instead");
        if (Directory.Exists(folder))
            return;
        try
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            if (Environment.IsPrivilegedProcess)
                await RunAs("chown", ["postgres:", folder], cancel);
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

    /// <summary>Runs one of PostgreSQL's programs; they refuse root, so root runs them as "postgres".</summary>
    private static Task Run(string program, string[] arguments, CancellationToken cancel)
    {
        var path = Find(program);
        return Environment.IsPrivilegedProcess
            ? RunAs("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", path, .. arguments], cancel)
            : RunAs(path, arguments, cancel);
    }

    private static async Task<bool> Succeeds(string program, string[] arguments, CancellationToken cancel)
    {
        try
        {
            await Run(program, arguments, cancel);
            return true;
        }
        catch (CommandFailedException)
        {
            return false;
        }
    }

    private static async Task RunAs(string program, IEnumerable<string> arguments, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = "/",
        };
        start.Environment["LC_ALL"] = "C";
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(cancel);
            var errors = process.StandardError.ReadToEndAsync(cancel);
            await process.WaitForExitAsync(cancel);
            if (process.ExitCode != 0)
                throw new CommandFailedException(
                    $"{Path.GetFileName(program)} failed with exit code {process.ExitCode}: {(await errors + await output).Trim()}"
                );
        }
        catch (Win32Exception exception)
        {
            throw new SurveyException($"{program} cannot be run: {exception.Message}", exception);
        }
    }

    /// <summary>Where a program of the newest installed PostgreSQL is.</summary>
    private static string Find(string program)
    {
        const string debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(debian) ? Directory.GetDirectories(debian) : [];
        var folders = versions
            .Select(folder =>
                (
                    folder,
                    version: int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                        ? number
                        : 0
                )
            )
            .Where(pair => pair.version >= 15)
            .OrderByDescending(pair => pair.version)
            .Select(pair => Path.Combine(pair.folder, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries));
        return folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists)
            ?? throw new SurveyException(
                $"PostgreSQL 15 or newer is not installed ({program} was looked for in {debian} and on PATH); ./run installs it, "
                    + "or SURVEY_DB names a server to use instead"
            );
    }

    private sealed class CommandFailedException(string message) : SurveyException(message);
}
