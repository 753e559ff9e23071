using System.Diagnostics;
using System.Globalization;

namespace Survey.Server;

/// <summary>
/// A PostgreSQL of Survey's own: its data in one folder, reached only through a socket in it, never through the network.
/// Programs that use the same folder share it: the first starts the server, the last to leave stops it.
/// </summary>
public sealed class PrivateDatabase : IAsyncDisposable
{
    /// <summary>Who the cluster belongs to, and who may do everything in it. Versions before 0.3 worked as it.</summary>
    private const string Administrator = "survey";

    /// <summary>Who owns what Survey stores, and may do no more; <c>storage/owner.sql</c> makes it.</summary>
    private const string Owner = "survey_owner";

    /// <summary>A server that was killed while much was written recovers first.</summary>
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(10);

    /// <summary>A server that starts and is gone again is not started for ever.</summary>
    private const int MostStarts = 3;

    private readonly DatabaseFolder folder;
    private readonly FileStream use;
    private readonly bool lasting;

    private PrivateDatabase(DatabaseFolder folder, FileStream use, bool lasting) =>
        (this.folder, this.use, this.lasting) = (folder, use, lasting);

    /// <summary>To work with, without rights over the server.</summary>
    public string ConnectionString => $"Host={folder.Socket};Username={Owner};Database=postgres";

    /// <summary>To set up with, with all rights.</summary>
    public string AdministratorConnectionString => $"Host={folder.Socket};Username={Administrator};Database=postgres";

    internal string Folder => folder.Name;

    /// <summary>Who serves it; null where its server died.</summary>
    internal Postmaster? Server => Postmaster.Of(folder);

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
        var place = new DatabaseFolder(folder);
        await place.Make(cancel);
        await using var starting = await place.LockStart(cancel);
        var database = new PrivateDatabase(place, await place.LockUse(cancel), lasting);
        try
        {
            if (!place.HasCluster)
                await MakeCluster(place, say, cancel);
            await database.Run(cancel);
            return database;
        }
        catch
        {
            await database.Leave();
            throw;
        }
    }

    /// <summary>Stops the server, unless another program still uses it.</summary>
    public async ValueTask DisposeAsync()
    {
        await using var starting = await folder.LockStart(CancellationToken.None);
        await Leave();
    }

    /// <summary>Starts a server that died.</summary>
    internal async Task StartAgain(CancellationToken cancel)
    {
        await using var starting = await folder.LockStart(cancel);
        await Run(cancel);
    }

    /// <summary>Stops a server, which breaks off what is being done, and starts another.</summary>
    internal async Task Restart(Postmaster server, CancellationToken cancel)
    {
        await using var starting = await folder.LockStart(cancel);
        // One that was removed, and not replaced, would not start again: better that it goes on.
        var installed = await PostgresProgram.Run("postgres", ["--version"], folder.Version, cancel);
        if (folder.Version is { } version && !installed.Contains($") {version}.", StringComparison.Ordinal))
            throw new SurveyException(
                $"PostgreSQL {version} was removed under the private database in {folder.Name}, which goes on as it can; install it again"
            );
        // Unless another program that uses the folder has done so meanwhile.
        if (Server?.Id == server.Id)
            await Stop();
        await Run(cancel);
    }

    /// <summary>Made under another name: whoever is killed meanwhile leaves nothing that is taken for a cluster.</summary>
    private static async Task MakeCluster(DatabaseFolder place, Action<string> say, CancellationToken cancel)
    {
        say($"making a private database in {place.Name}");
        var made = await place.NewCluster();
        try
        {
            await PostgresProgram.Run(
                "initdb",
                [$"--pgdata={made}", $"--username={Administrator}", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-instructions"],
                version: null,
                cancel
            );
            if (place.Place(made) is { } aside)
                say($"what was left unfinished in {place.Cluster} is kept in {aside}; delete it when you know that you need nothing of it");
        }
        catch
        {
            await DatabaseFolder.Remove(made);
            throw;
        }
    }

    /// <summary>Returns when the server answers, started where it does not run; the start's lock is held.</summary>
    private async Task Run(CancellationToken cancel)
    {
        var starts = 0;
        for (var waiting = Stopwatch.StartNew(); Server is not { IsReady: true }; )
        {
            if (waiting.Elapsed > LongestStart)
                throw new SurveyException(
                    $"the private database in {folder.Name} is not ready after {LongestStart.TotalMinutes} minutes; its log is {folder.Log}"
                );
            if (Server is not null)
            {
                await Task.Delay(20, cancel);
                continue;
            }
            if (++starts > MostStarts)
                throw new SurveyException(
                    $"the private database in {folder.Name} was started {MostStarts} times, and ended each time; its log is {folder.Log}"
                );
            await Postmaster.EndOrphans(folder, cancel);
            await StartServer(cancel);
        }
    }

    private async Task StartServer(CancellationToken cancel)
    {
        await folder.MakeSocket(cancel);
        var settings = new List<string>
        {
            "-c listen_addresses=",
            $"-c unix_socket_directories={folder.Socket}",
            "-c unix_socket_permissions=0700",
            "-c max_connections=200",
            "-c shared_buffers=128MB",
        };
        if (!lasting)
            settings.AddRange(["-c fsync=off", "-c synchronous_commit=off", "-c full_page_writes=off"]);
        var logged = File.Exists(folder.Log) ? new FileInfo(folder.Log).Length : 0;
        try
        {
            await Control(["start", "--log", folder.Log, "--options", string.Join(' ', settings)], cancel);
        }
        catch (SurveyException exception) when (Server is null)
        {
            throw new SurveyException(
                $"the private database in {folder.Name} does not start: "
                    + $"{await Complaint(folder.Log, logged) ?? exception.Message}; its log is {folder.Log}",
                exception
            );
        }
        catch (SurveyException)
        {
            // Somebody who was killed had begun to start it: that server is waited for.
        }
    }

    /// <summary>Uses it no more; the start's lock is held.</summary>
    private async Task Leave()
    {
        await use.DisposeAsync();
        try
        {
            await using var last = folder.LockLastUse();
            if (Server is not null)
                await Stop();
        }
        catch (IOException)
        {
            // Another program holds the lock, and stops the server when it leaves.
        }
    }

    private Task<string> Stop() => Control(["stop", "--mode", "fast"], CancellationToken.None);

    private Task<string> Control(string[] arguments, CancellationToken cancel) =>
        PostgresProgram.Run(
            "pg_ctl",
            [
                .. arguments,
                "--wait",
                "--silent",
                "--timeout",
                LongestStart.TotalSeconds.ToString(CultureInfo.InvariantCulture),
                "--pgdata",
                folder.Cluster,
            ],
            folder.Version,
            cancel
        );

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
}
