using System.Globalization;
using Dapper;
using Npgsql;
using Survey.Server;

namespace Survey.Bench;

/// <summary>A private PostgreSQL for one verb, set up as Survey sets up its own; thrown away in the end. All tables of all contestants that
/// use PostgreSQL are in it.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private readonly PrivateDatabase server;
    private readonly int pid;

    private BenchServer(DirectoryInfo folder, PrivateDatabase server, int pid, string version) =>
        (Folder, this.server, this.pid, Version) = (folder, server, pid, version);

    /// <summary>Also for other files of the run.</summary>
    public DirectoryInfo Folder { get; }

    /// <summary>As in "15.18".</summary>
    public string Version { get; }

    /// <summary>CPU seconds of the whole server so far.</summary>
    public double Cpu => Usage.OfServer(pid);

    public static async Task<BenchServer> Start()
    {
        var folder = Place.Temporary();
        var server = await PrivateDatabase.Start(Path.Combine(folder.FullName, "database"), Console.Error.WriteLine);
        await using var connection = await Connect(server.AdministratorConnectionString);
        var pid = Usage.ParentOf(await connection.ExecuteScalarAsync<int>("select pg_backend_pid()"));
        return new BenchServer(
            folder,
            server,
            pid,
            await connection.ExecuteScalarAsync<string>("select split_part(current_setting('server_version'), ' ', 1)") ?? ""
        );
    }

    /// <summary>Makes an empty database.</summary>
    /// <returns>its connection string</returns>
    public async Task<string> Create(string name)
    {
        await using var connection = await Connect(server.AdministratorConnectionString);
        await connection.ExecuteAsync($"create database {name}");
        return new NpgsqlConnectionStringBuilder(server.AdministratorConnectionString) { Database = name }.ConnectionString;
    }

    /// <summary>Makes a database with Survey's tables, loads generated data as the program does, and lets PostgreSQL look at its tables, as
    /// it does by itself within a minute or so.</summary>
    public async Task<string> Load(Generated data)
    {
        var connection = await Create(string.Create(CultureInfo.InvariantCulture, $"survey_{data.Respondents}_{data.Questions.Count}"));
        (await Child.Run([.. Child.Program("ingest"), "load", data.Folder], ("SURVEY_DB", connection))).Good("ingest load");
        await using var loaded = await Connect(connection);
        await loaded.ExecuteAsync("vacuum (analyze)", commandTimeout: 300);
        return connection;
    }

    public async Task Drop(string name)
    {
        NpgsqlConnection.ClearAllPools();
        await using var connection = await Connect(server.AdministratorConnectionString);
        await connection.ExecuteAsync($"drop database {name} with (force)");
        await connection.ExecuteAsync("checkpoint", commandType: System.Data.CommandType.Text);
    }

    public static async Task<NpgsqlConnection> Connect(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await server.DisposeAsync();
        Folder.Delete(recursive: true);
    }
}
