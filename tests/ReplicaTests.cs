using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Survey.Server;
using Survey.Storage;
using Xunit;

namespace Survey.Tests;

/// <summary>The API on a replica of the database, made by PostgreSQL's own means: a server that follows another one, and is only
/// read.</summary>
public sealed class ReplicaTests
{
    private const string Trend = "/api/v1/surveys/container/questions/deploy/trend";

    [Fact]
    public async Task AReplicaAnswersAsThePrimaryDoesAndSaysThatItCannotBeLoadedInto()
    {
        using var data = new TemporaryFolder();
        await using var primary = await PrivateDatabase.Start(Path.Combine(data.Path, "primary"), _ => { });
        await Administrator.HandOver(primary.AdministratorConnectionString);
        await Load(primary.ConnectionString, 0);
        var replica = new DatabaseFolder(Path.Combine(data.Path, "replica"));
        await Follow(primary, replica);
        try
        {
            var connectionString = new NpgsqlConnectionStringBuilder(primary.ConnectionString) { Host = replica.Socket }.ConnectionString;
            await using var database = new SurveyDatabase(connectionString);
            await database.Migrate();
            await using var app = Survey.Api.Serving.App.Build(database, "http://127.0.0.1:0");
            await app.StartAsync();
            using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
            await using var first = new SurveyDatabase(primary.ConnectionString);
            await using var there = Survey.Api.Serving.App.Build(first, "http://127.0.0.1:0");
            await there.StartAsync();
            using var other = new HttpClient { BaseAddress = new Uri(there.Urls.Single()) };

            Assert.Equal("""{"status":"ok","loads":false}""", await client.GetStringAsync("/readyz"));
            Assert.Equal(await other.GetStringAsync(Trend), await client.GetStringAsync(Trend));

            // What is loaded there is seen here, as soon as it has come, and nothing older is kept.
            var before = await client.GetStringAsync("/api/v1/surveys");
            await Shell.Run(
                "bash",
                ["-c", $"mkdir {data.Path}/lunch && cp {Repository.Root}/docs/examples/lunch/* {data.Path}/lunch"],
                "/"
            );
            await Load(primary.ConnectionString, 0, Path.Combine(data.Path, "lunch"));
            for (var waiting = Stopwatch.StartNew(); await client.GetStringAsync("/api/v1/surveys") == before; await Task.Delay(20))
                Assert.True(waiting.Elapsed < TimeSpan.FromSeconds(10), "the replica does not follow");
            Assert.Equal(await other.GetStringAsync("/api/v1/surveys"), await client.GetStringAsync("/api/v1/surveys"));

            var refused = await Load(connectionString, 1);
            Assert.Matches("^the database failed: 25006: cannot execute [A-Z ]+ in a read-only transaction\n$", refused.Errors);
            await app.StopAsync();
            await there.StopAsync();
        }
        finally
        {
            await PostgresProgram.Run(
                "pg_ctl",
                ["stop", "--mode", "immediate", "--pgdata", replica.Cluster],
                replica.Version,
                CancellationToken.None
            );
        }
    }

    /// <summary>Makes a server that follows, and starts it.</summary>
    private static async Task Follow(PrivateDatabase primary, DatabaseFolder replica)
    {
        await replica.Make(CancellationToken.None);
        await replica.MakeSocket(CancellationToken.None);
        var from = new NpgsqlConnectionStringBuilder(primary.AdministratorConnectionString);
        var version = new DatabaseFolder(primary.Folder).Version;
        await PostgresProgram.Run(
            "pg_basebackup",
            ["--host", from.Host!, "--username", from.Username!, "--pgdata", replica.Cluster, "--write-recovery-conf", "--checkpoint=fast"],
            version,
            CancellationToken.None
        );
        await PostgresProgram.Run(
            "pg_ctl",
            [
                "start",
                "--wait",
                "--silent",
                "--pgdata",
                replica.Cluster,
                "--log",
                replica.Log,
                "--options",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"-c listen_addresses= -c unix_socket_directories={replica.Socket} -c max_connections=200"
                ),
            ],
            version,
            CancellationToken.None
        );
    }

    private static async Task<Shell.Result> Load(string connectionString, int code, string? folder = null)
    {
        var result = await Shell.Run(
            "dotnet",
            ["Survey.Ingest.dll", "load", folder ?? Repository.Sample("container")],
            AppContext.BaseDirectory,
            new Dictionary<string, string> { ["SURVEY_DB"] = connectionString }
        );
        Assert.True(result.ExitCode == code, result.Errors + result.Output);
        return result;
    }
}
