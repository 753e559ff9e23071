using Dapper;
using Npgsql;
using Survey.Server;
using Survey.Storage;
using Xunit;

namespace Survey.Tests.Storage;

/// <summary>Survey's programs own what they store, and may do nothing to the server that it is in.</summary>
public sealed class AdministratorTests
{
    private const string Foreign = """
        select count(*)
        from (
          select relowner as owner from pg_class where relnamespace = 'survey'::regnamespace
          union all select proowner from pg_proc where pronamespace = 'survey'::regnamespace
          union all select nspowner from pg_namespace where nspname = 'survey'
          union all select datdba from pg_database where datname = current_database()
        ) as thing
        where owner <> 'survey_owner'::regrole
        """;

    [Theory]
    [InlineData("copy (select 1) to program 'true'")]
    [InlineData("select pg_read_file('/etc/passwd')")]
    [InlineData("alter system set fsync = off")]
    [InlineData("create role another superuser")]
    [InlineData("set role survey")]
    public async Task WhoWorksWithADatabaseMayDoNothingToItsServer(string sql)
    {
        var database = new TestDatabase();
        await database.InitializeAsync();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => database.Value<object>(sql));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        await database.DisposeAsync();
    }

    /// <summary>Versions before worked as the administrator, who owned all that they stored.</summary>
    [Fact]
    public async Task WhatAnOlderVersionStoredIsHandedOverAndGoesOnWorking()
    {
        using var data = new TemporaryFolder();
        await using (var server = await PrivateDatabase.Start(Path.Combine(data.Path, "database"), _ => { }, lasting: false))
        {
            await using var older = new SurveyDatabase(server.AdministratorConnectionString);
            await older.Migrate();
            await using var loading = await older.Open();
            Assert.Equal("survey", await loading.ExecuteScalarAsync<string>("select tableowner from pg_tables where tablename = 'wave'"));
            var load = await Shell.Run(
                "dotnet",
                ["Survey.Ingest.dll", "load", Repository.Sample("container")],
                AppContext.BaseDirectory,
                new Dictionary<string, string> { ["SURVEY_DB"] = server.AdministratorConnectionString }
            );
            Assert.True(load.ExitCode == 0, load.Errors);
        }

        var unchanged = await Run(data, "Ingest", "load", Repository.Sample("container"));
        var reverted = await Run(data, "Ingest", "recode", "container");
        var chart = await Run(data, "Reports", "changes", "container");

        Assert.Equal((0, ""), (unchanged.ExitCode, unchanged.Errors));
        Assert.Contains("container 2016-06: 2016-06.csv is unchanged, revision 1\n", unchanged.Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), (reverted.ExitCode, reverted.Errors));
        Assert.Equal((0, ""), (chart.ExitCode, chart.Errors));
        await using var now = await PrivateDatabase.Start(Path.Combine(data.Path, "database"), _ => { }, lasting: false);
        await using var connection = new NpgsqlConnection(now.ConnectionString + ";Pooling=false");
        Assert.Equal(0, await connection.ExecuteScalarAsync<long>(Foreign));
    }

    [Fact]
    public async Task HandingOverAgainChangesNothing()
    {
        using var data = new TemporaryFolder();
        await using var server = await PrivateDatabase.Start(Path.Combine(data.Path, "database"), _ => { }, lasting: false);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Administrator.HandOver(server.AdministratorConnectionString)));
        await using (var database = new SurveyDatabase(server.ConnectionString))
            await database.Migrate();
        await Administrator.HandOver(server.AdministratorConnectionString);

        await using var connection = new NpgsqlConnection(server.ConnectionString + ";Pooling=false");
        Assert.Equal(0, await connection.ExecuteScalarAsync<long>(Foreign));
        Assert.False(await connection.ExecuteScalarAsync<bool>("select rolsuper from pg_roles where rolname = current_user"));
    }

    [Fact]
    public async Task WritingIsSeenWhileItLasts()
    {
        using var data = new TemporaryFolder();
        await using var server = await PrivateDatabase.Start(Path.Combine(data.Path, "database"), _ => { }, lasting: false);
        await using var connection = new NpgsqlConnection(server.AdministratorConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        Assert.False(await Administrator.IsWritten(server.AdministratorConnectionString));

        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await connection.ExecuteAsync("create table kept (x int)");
            Assert.True(await Administrator.IsWritten(server.AdministratorConnectionString));
            await transaction.CommitAsync();
        }

        Assert.False(await Administrator.IsWritten(server.AdministratorConnectionString));
    }

    private static Task<Shell.Result> Run(TemporaryFolder data, string program, params string[] arguments) =>
        Shell.Run(
            "dotnet",
            [$"Survey.{program}.dll", .. arguments],
            AppContext.BaseDirectory,
            new Dictionary<string, string> { ["SURVEY_DATA"] = data.Path, ["SURVEY_DB"] = "" }
        );
}
