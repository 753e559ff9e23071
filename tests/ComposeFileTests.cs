using Dapper;
using Npgsql;
using Survey.Server;
using Survey.Storage;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Survey.Tests;

/// <summary>What docker-compose.yml has a container do to the database is done here to one, as it stands there: no container runs in the
/// tests.</summary>
public sealed class ComposeFileTests
{
    [Fact]
    public async Task TheServiceThatMakesTheOwnerDoesSoAsOftenAsItIsStarted()
    {
        using var data = new TemporaryFolder();
        await using var server = await PrivateDatabase.Start(Path.Combine(data.Path, "database"), _ => { }, lasting: false);
        await Execute(server.AdministratorConnectionString, "create database survey");
        await Execute(server.AdministratorConnectionString, "alter role survey password 'known'");
        var administrator = new NpgsqlConnectionStringBuilder(server.AdministratorConnectionString) { Database = "survey" };
        await using (var older = new SurveyDatabase(administrator.ConnectionString))
            await older.Migrate();
        var script = Command()
            .Replace("/var/run/postgresql", administrator.Host, StringComparison.Ordinal)
            .Replace("/owner.sql", Path.Combine(Repository.Root, "survey", "storage", "owner.sql"), StringComparison.Ordinal);

        for (var start = 0; start < 2; start++)
        {
            var result = await Shell.Run("bash", ["-ec", script], "/", new Dictionary<string, string> { ["PASSWORD"] = "it's \"own\"" });

            Assert.Equal((0, "", ""), (result.ExitCode, result.Output, result.Errors));
        }
        await using var connection = new NpgsqlConnection(administrator.ConnectionString + ";Pooling=false");
        Assert.Equal(
            "survey:false survey_owner:true",
            await connection.ExecuteScalarAsync<string>(
                """
                select string_agg(rolname || ':' || (rolpassword is not null), ' ' order by rolname)
                from pg_authid
                where rolname like 'survey%'
                """
            )
        );
        var owner = new NpgsqlConnectionStringBuilder(administrator.ConnectionString) { Username = "survey_owner", Pooling = false };
        await using var database = new SurveyDatabase(owner.ConnectionString);
        await database.Migrate();
        Assert.True(await database.Ready());
    }

    /// <summary>The script that the service runs by <c>bash -ec</c>.</summary>
    private static string Command()
    {
        var file = new YamlStream();
        using var reader = new StreamReader(Path.Combine(Repository.Root, "docker-compose.yml"));
        file.Load(reader);
        var command = (YamlSequenceNode)file.Documents[0].RootNode["services"]["owner"]["command"];
        Assert.Equal(["bash", "-ec"], command.Take(2).Select(word => word.ToString()));
        return command[2].ToString();
    }

    private static async Task Execute(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.ExecuteAsync(sql);
    }
}
