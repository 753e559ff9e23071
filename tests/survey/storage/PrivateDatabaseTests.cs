using Dapper;
using Npgsql;
using Survey.Storage;
using Xunit;

namespace Survey.Tests.Storage;

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
        await using var connection = new NpgsqlConnection(server.ConnectionString + ";Pooling=false");
        await connection.ExecuteAsync(sql);
    }
}
