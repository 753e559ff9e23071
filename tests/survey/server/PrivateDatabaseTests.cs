using Dapper;
using Npgsql;
using Survey.Server;
using Xunit;

namespace Survey.Tests.Server;

public sealed class PrivateDatabaseTests
{
    [Fact]
    public async Task ProgramsShareAServerAndTheLastOneToLeaveStopsIt()
    {
        using var temporary = new TemporaryFolder();
        var folder = Path.Combine(temporary.Path, "database");
        var said = new List<string>();

        var first = await PrivateDatabase.Start(folder, said.Add, lasting: false);
        await Execute(first, "create table kept (x int)");
        var second = await PrivateDatabase.Start(folder, said.Add, lasting: false);
        Assert.Equal(first.ConnectionString, second.ConnectionString);
        await first.DisposeAsync();
        await Execute(second, "insert into kept values (1)");
        Assert.True(File.Exists(ProcessFile(folder)));
        await second.DisposeAsync();

        Assert.False(File.Exists(ProcessFile(folder)));
        await Assert.ThrowsAsync<NpgsqlException>(() => Execute(second, "select 1"));
        Assert.Equal([$"making a private database in {folder}"], said);
    }

    [Fact]
    public async Task ADatabaseInADeepFolderOutlivesItsServer()
    {
        using var temporary = new TemporaryFolder();
        var deep = Directory.CreateDirectory(Path.Combine(temporary.Path, new string('d', 100)));
        var folder = Path.Combine(deep.FullName, "database");
        await using (var before = await PrivateDatabase.Start(folder, _ => { }, lasting: false))
            await Execute(before, "create table kept (x int)");

        await using (var after = await PrivateDatabase.Start(folder, _ => { }, lasting: false))
        {
            await Execute(after, "insert into kept values (1)");
            Directory.Delete(new NpgsqlConnectionStringBuilder(after.ConnectionString).Host!, recursive: true);
        }
    }

    [Fact]
    public async Task AServerThatDoesNotStartSaysWhatItsLogSays()
    {
        using var temporary = new TemporaryFolder();
        var folder = Path.Combine(temporary.Path, "database");
        await using (await PrivateDatabase.Start(folder, _ => { }, lasting: false)) { }
        var cluster = Path.Combine(folder, "postgresql");
        await File.WriteAllTextAsync(Path.Combine(cluster, "PG_VERSION"), "9.6\n");

        var exception = await Assert.ThrowsAsync<SurveyException>(() => PrivateDatabase.Start(folder, _ => { }, lasting: false));

        Assert.StartsWith($"the private database in {folder} does not start: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains("FATAL: database files are incompatible with server", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith($"; its log is {cluster}/server.log", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
        Assert.DoesNotContain("LOG:", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>Versions before made a cluster where it stands, so that one who was killed left the beginning of one.</summary>
    [Fact]
    public async Task ABeginningOfAClusterIsSetAsideAndSaid()
    {
        using var temporary = new TemporaryFolder();
        var folder = Path.Combine(temporary.Path, "database");
        var cluster = Path.Combine(folder, "postgresql");
        await using (await PrivateDatabase.Start(folder, _ => { }, lasting: false)) { }
        File.Delete(Path.Combine(cluster, "global", "pg_control"));
        Directory.CreateDirectory($"{cluster}.unfinished-by-one-who-was-killed");
        var said = new List<string>();

        await using (var database = await PrivateDatabase.Start(folder, said.Add, lasting: false))
            await Execute(database, "create table kept (x int)");
        await using (var again = await PrivateDatabase.Start(folder, said.Add, lasting: false))
            await Execute(again, "insert into kept values (1)");

        Assert.Equal($"making a private database in {folder}", said[0]);
        Assert.Matches(
            $"^what was left unfinished in {cluster} is kept in {cluster}\\.set-aside-[0-9a-f]+; delete it when you know that you need "
                + "nothing of it$",
            said[1]
        );
        Assert.Equal(2, said.Count);
        Assert.Equal(2, Directory.GetDirectories(folder, "postgresql*").Length);
    }

    [Fact]
    public async Task AStartThatIsBrokenOffLeavesNoServerAndNothingUnfinished()
    {
        using var temporary = new TemporaryFolder();
        var folder = Path.Combine(temporary.Path, "database");

        foreach (var milliseconds in (int[])[50, 300, 700, 1100])
        {
            using var cancel = new CancellationTokenSource(milliseconds);
            try
            {
                await (await PrivateDatabase.Start(folder, _ => { }, lasting: false, cancel.Token)).DisposeAsync();
            }
            catch (OperationCanceledException) { }
            // Not by a pattern: "postgresql.*" is "postgresql" too.
            Assert.Empty(
                Directory.Exists(folder)
                    ? Directory
                        .GetDirectories(folder)
                        .Where(name => Path.GetFileName(name).StartsWith("postgresql.", StringComparison.Ordinal))
                    : []
            );
        }
        await using var database = await PrivateDatabase.Start(folder, _ => { }, lasting: false);
        await Execute(database, "select 1");
    }

    [Fact]
    public async Task AFolderThatCannotBeMadeIsRefused()
    {
        using var temporary = new TemporaryFolder();
        var file = Path.Combine(temporary.Path, "file");
        await File.WriteAllTextAsync(file, "");

        var exception = await Assert.ThrowsAsync<SurveyException>(() => PrivateDatabase.Start(Path.Combine(file, "database"), _ => { }));

        Assert.StartsWith($"{file}/database: cannot be made: ", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith("; SURVEY_DATA names another folder", exception.Message, StringComparison.Ordinal);
    }

    private static string ProcessFile(string folder) => Path.Combine(folder, "postgresql", "postmaster.pid");

    private static async Task Execute(PrivateDatabase server, string sql)
    {
        await using var connection = new NpgsqlConnection(server.AdministratorConnectionString + ";Pooling=false");
        await connection.ExecuteAsync(sql);
    }
}
