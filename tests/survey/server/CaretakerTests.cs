using System.Collections.Concurrent;
using System.Diagnostics;
using Dapper;
using Npgsql;
using Survey.Server;
using Survey.Storage;
using Xunit;

namespace Survey.Tests.Server;

/// <summary>What becomes of a private server while a program uses it. The signals are real, and so are the servers.</summary>
public sealed class CaretakerTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(5);

    /// <summary>Beside what was promised: other tests use the machine meanwhile.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder temporary = new();
    private readonly ConcurrentQueue<string> said = new();
    private PrivateDatabase database = null!;

    private string Folder => Path.Combine(temporary.Path, "database");

    public async Task InitializeAsync() => database = await PrivateDatabase.Start(Folder, _ => { });

    public async Task DisposeAsync() => await database.DisposeAsync();

    public void Dispose() => temporary.Dispose();

    [Theory]
    [InlineData("KILL")]
    [InlineData("QUIT")]
    public async Task AServerThatDiesIsStartedAgain(string signal)
    {
        var renewed = 0;
        await using var caretaker = Look(renewed: () => Interlocked.Increment(ref renewed));
        await Execute("create table kept as select 1 as x");
        var dead = database.Server!.Id;
        var waiting = Stopwatch.StartNew();

        await Shell.Run("kill", [$"-{signal}", $"{dead}"], "/");
        var now = await Other(dead);

        Assert.InRange(waiting.Elapsed, TimeSpan.Zero, Promised + Promised);
        Assert.NotEqual(dead, now.Id);
        Assert.Equal(1, await Value<int>("select x from kept"));
        await Until(() => renewed == 1);
        Assert.Equal($"the private database in {Folder} had stopped, and was started again", Assert.Single(said));
    }

    /// <summary>A process that works does not notice that its server is gone, and holds the memory that the next one needs.</summary>
    [Fact]
    public async Task AProcessThatADeadServerLeftAtWorkIsEnded()
    {
        await using var caretaker = Look();
        await using var connection = await Connect();
        var process = await connection.ExecuteScalarAsync<int>("select pg_backend_pid()");
        var work = connection.ExecuteAsync("select count(*) from generate_series(1, 100000000000)", commandTimeout: 0);
        await Task.Delay(200);
        var dead = database.Server!.Id;

        await Shell.Run("kill", ["-KILL", $"{dead}"], "/");
        await Other(dead);

        Assert.Null(new FileInfo($"/proc/{process}/exe").LinkTarget);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => work);
        Assert.Equal(1, await Value<int>("select 1"));
    }

    [Fact]
    public async Task WhileTwoProgramsLookTheServerIsStartedOnce()
    {
        await using var second = await PrivateDatabase.Start(Folder, _ => { }, lasting: false);
        await using var one = Look();
        await using var other = new Caretaker(second, said.Enqueue, _ => Task.FromResult(false), () => { });
        var dead = database.Server!.Id;

        await Shell.Run("kill", ["-KILL", $"{dead}"], "/");
        var now = await Other(dead);
        await Task.Delay(TimeSpan.FromSeconds(1.5));

        Assert.Equal(now.Id, database.Server!.Id);
    }

    /// <summary>Another folder's server, or anything else, may have the number by now.</summary>
    [Fact]
    public async Task ANumberThatAnotherProcessHasByNowIsNotTakenForTheServers()
    {
        var dead = database.Server!.Id;
        await Shell.Run("kill", ["-KILL", $"{dead}"], "/");
        await Until(() => database.Server is null);
        using var another = Process.Start("sleep", "60");
        var note = Path.Combine(Folder, "postgresql", "postmaster.pid");
        var lines = await File.ReadAllLinesAsync(note);
        lines[0] = $"{another.Id}";
        await File.WriteAllLinesAsync(note, lines);

        await database.StartAgain(CancellationToken.None);

        Assert.Equal(1, await Value<int>("select 1"));
        Assert.False(another.HasExited, "a process that is not the server's was ended");
        another.Kill();
    }

    [Fact]
    public async Task AServerThatCannotBeStartedIsSaidOnceAndTriedAgain()
    {
        await using var caretaker = Look();
        var dead = database.Server!.Id;
        var control = Path.Combine(Folder, "postgresql", "global", "pg_control");
        File.Move(control, control + ".away");

        await Shell.Run("kill", ["-KILL", $"{dead}"], "/");
        await Until(() => !said.IsEmpty);
        await Task.Delay(TimeSpan.FromSeconds(3));
        var complaint = Assert.Single(said);
        File.Move(control + ".away", control);
        await Other(dead);

        Assert.StartsWith($"the private database in {Folder} does not start: ", complaint, StringComparison.Ordinal);
        Assert.EndsWith($"; its log is {Folder}/postgresql/server.log", complaint, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', complaint);
        await Until(() => said.Count == 2);
    }

    /// <summary>As an upgrade by the system's package manager does, with a copy of PostgreSQL in a folder of the test's own: the program
    /// is replaced under the server that runs it.</summary>
    [Fact]
    public async Task AServerWhoseProgramWasReplacedIsRestartedWhenNothingIsWritten()
    {
        var old = await StartFromACopy();
        var postgres = new FileInfo($"/proc/{old.Id}/exe").LinkTarget!;
        await Execute("create table kept as select 1 as x");
        await using var caretaker = Look();
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        Assert.Equal(old.Id, database.Server!.Id);
        Assert.Empty(said);
        await using (var writer = await Connect())
        {
            await using var writing = await writer.BeginTransactionAsync();
            await writer.ExecuteAsync("insert into kept values (2)");

            File.Copy(postgres, postgres + ".new");
            File.Move(postgres + ".new", postgres, overwrite: true);
            await Task.Delay(TimeSpan.FromSeconds(2));

            Assert.Equal(old.Id, database.Server!.Id);
            await writing.CommitAsync();
        }
        var now = await Other(old.Id);

        Assert.False(now.IsReplaced);
        Assert.Equal(2, await Value<long>("select count(*) from kept"));
        await Until(() => said.Count == 2);
        Assert.Equal(
            [
                $"PostgreSQL was upgraded: the private database in {Folder} is restarted when the load that runs has ended",
                $"PostgreSQL was upgraded: the private database in {Folder} was restarted",
            ],
            said
        );
    }

    /// <summary>The same server again, run by a copy of PostgreSQL's program.</summary>
    private async Task<Postmaster> StartFromACopy()
    {
        var options = await File.ReadAllTextAsync(Path.Combine(Folder, "postgresql", "postmaster.opts"));
        var program = options.Split(' ')[0];
        await Shell.Run("kill", ["-INT", $"{database.Server!.Id}"], "/");
        await Until(() => database.Server is null);
        // Where PostgreSQL finds its libraries by their place beside the program, all of it is copied.
        var version = Path.GetDirectoryName(Path.GetDirectoryName(program))!;
        var copy = Path.Combine(temporary.Path, "usr", "lib", "postgresql", Path.GetFileName(version));
        Directory.CreateDirectory(copy);
        var share = Path.Combine("/usr", "share", "postgresql", Path.GetFileName(version));
        var copied = await Shell.Run(
            "bash",
            [
                "-c",
                $"cp -r {version}/bin {version}/lib {copy}/ && if [ -d {share} ]; then mkdir -p {temporary.Path}/usr/share/postgresql && "
                    + $"ln -s {share} {temporary.Path}/usr/share/postgresql/; fi",
            ],
            "/"
        );
        Assert.True(copied.ExitCode == 0, copied.Errors);
        var command = options.Replace(program, Path.Combine(copy, "bin", Path.GetFileName(program)), StringComparison.Ordinal).Trim();
        var log = Path.Combine(Folder, "postgresql", "server.log");
        string[] account = Environment.IsPrivilegedProcess
            ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "bash", "-c"]
            : ["bash", "-c"];
        var started = await Shell.Run(account[0], [.. account[1..], $"{command} < /dev/null >> {log} 2>&1 &"], "/");
        Assert.True(started.ExitCode == 0, started.Errors);
        await Until(() => database.Server is { IsReady: true });
        return database.Server!;
    }

    private Caretaker Look(Action? renewed = null) =>
        new(
            database,
            said.Enqueue,
            cancel => Administrator.IsWritten(database.AdministratorConnectionString, cancel),
            renewed ?? (() => { })
        );

    /// <summary>The server that runs once another one does.</summary>
    private async Task<Postmaster> Other(int dead)
    {
        Postmaster? now = null;
        await Until(() => (now = database.Server) is { IsReady: true } && now.Id != dead);
        return now!;
    }

    private static async Task Until(Func<bool> holds)
    {
        for (var waiting = Stopwatch.StartNew(); !holds(); await Task.Delay(20))
            Assert.True(waiting.Elapsed < Patience, "it does not come to that");
    }

    private async Task<NpgsqlConnection> Connect()
    {
        var connection = new NpgsqlConnection(database.AdministratorConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    private async Task Execute(string sql)
    {
        await using var connection = await Connect();
        await connection.ExecuteAsync(sql);
    }

    private async Task<T?> Value<T>(string sql)
    {
        await using var connection = await Connect();
        return await connection.ExecuteScalarAsync<T>(sql);
    }
}
