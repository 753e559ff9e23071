using Dapper;
using Npgsql;
using Survey.Server;
using Survey.Storage;
using Xunit;

namespace Survey.Tests;

/// <summary>
/// A database of its own for a test class, on a real PostgreSQL: one server a run, migrated once into a template that every class copies.
/// A server that cannot start fails the tests.
/// </summary>
public sealed class TestDatabase : IAsyncLifetime
{
    private const string Template = "survey_template";

    private static readonly Lazy<Task<PrivateDatabase>> Server = new(StartServer);

    private readonly string name = $"survey_{Guid.NewGuid():N}";

    public SurveyDatabase Database { get; private set; } = null!;

    public string ConnectionString { get; private set; } = "";

    public async Task InitializeAsync()
    {
        var server = await Server.Value;
        await Execute(server.AdministratorConnectionString, $"create database {name} template {Template} owner survey_owner");
        ConnectionString = new NpgsqlConnectionStringBuilder(server.ConnectionString)
        {
            Database = name,
            MaxPoolSize = 10,
        }.ConnectionString;
        Database = new SurveyDatabase(ConnectionString);
    }

    public async Task DisposeAsync()
    {
        await Database.DisposeAsync();
        await Execute((await Server.Value).AdministratorConnectionString, $"drop database {name} with (force)");
    }

    /// <summary>The connection string of an empty database beside it, which belongs to the same owner and goes with the run.</summary>
    public static async Task<string> Empty()
    {
        var server = await Server.Value;
        var name = $"survey_{Guid.NewGuid():N}";
        await Execute(server.AdministratorConnectionString, $"create database {name} owner survey_owner");
        return new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = name, MaxPoolSize = 2 }.ConnectionString;
    }

    /// <summary>One value of the database, by SQL.</summary>
    public async Task<T?> Value<T>(string sql, object? parameters = null)
    {
        await using var connection = await Database.Open();
        return await connection.ExecuteScalarAsync<T>(sql, parameters);
    }

    private static async Task<PrivateDatabase> StartServer()
    {
        var folder = Directory.CreateTempSubdirectory("survey-tests-").FullName;
        File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        var server = await PrivateDatabase.Start(Path.Combine(folder, "database"), _ => { }, lasting: false);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            server.DisposeAsync().AsTask().GetAwaiter().GetResult();
            Directory.Delete(folder, recursive: true);
        };
        await Execute(server.AdministratorConnectionString, $"create database {Template}");
        await Administrator.HandOver(
            new NpgsqlConnectionStringBuilder(server.AdministratorConnectionString) { Database = Template }.ConnectionString
        );
        await using var template = new SurveyDatabase(
            new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = Template, Pooling = false }.ConnectionString
        );
        await template.Migrate();
        return server;
    }

    private static async Task Execute(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString
        );
        await connection.ExecuteAsync(sql);
    }
}
