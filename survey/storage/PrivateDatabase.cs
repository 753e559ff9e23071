namespace Survey.Storage;

/// <summary>
/// A PostgreSQL of Survey's own: its data in one folder, reached only through a socket in it, never through the network.
/// Programs that use the same folder share it: the first starts the server, the last to leave stops it.
/// </summary>
public sealed class PrivateDatabase : IAsyncDisposable
{
    private readonly DatabaseFolder folder;
    private readonly FileStream use;

    private PrivateDatabase(DatabaseFolder folder, FileStream use)
    {
        this.folder = folder;
        this.use = use;
        ConnectionString = $"Host={folder.Socket};Username=survey;Database=postgres";
    }

    public string ConnectionString { get; }

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
        var use = await place.LockUse(cancel);
        try
        {
            if (!place.HasCluster)
            {
                say($"making a private database in {place.Name}");
                await MakeCluster(place.Cluster, cancel);
            }
            if (!await PostgresProgram.Succeeds("pg_ctl", ["status", "--pgdata", place.Cluster], cancel))
                await StartServer(place, lasting, cancel);
            return new PrivateDatabase(place, use);
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
        await using var starting = await folder.LockStart(CancellationToken.None);
        await use.DisposeAsync();
        try
        {
            await using var last = folder.LockLastUse();
            await PostgresProgram.Run("pg_ctl", ["stop", "--silent", "--mode", "fast", "--pgdata", folder.Cluster], CancellationToken.None);
        }
        catch (IOException)
        {
            // Another program holds the lock, and stops the server when it leaves.
        }
    }

    private static Task MakeCluster(string cluster, CancellationToken cancel) =>
        PostgresProgram.Run(
            "initdb",
            [$"--pgdata={cluster}", "--username=survey", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-instructions"],
            cancel
        );

    private static async Task StartServer(DatabaseFolder folder, bool lasting, CancellationToken cancel)
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
            await PostgresProgram.Run(
                "pg_ctl",
                ["start", "--wait", "--silent", "--pgdata", folder.Cluster, "--log", folder.Log, "--options", string.Join(' ', settings)],
                cancel
            );
        }
        catch (SurveyException exception)
        {
            throw new SurveyException(
                $"the private database in {folder.Name} does not start: "
                    + $"{await Complaint(folder.Log, logged) ?? exception.Message}; its log is {folder.Log}",
                exception
            );
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
}
