using Survey.Server;

namespace Survey.Storage;

/// <summary>
/// The database that a program works on, migrated: the server that <c>SURVEY_DB</c> names, or else the private one in the folder that
/// <c>SURVEY_DATA</c> names (default: <c>.data</c> in the current folder), which is looked after as long as the session lasts.
/// </summary>
public sealed class DatabaseSession : IAsyncDisposable
{
    private readonly PrivateDatabase? server;
    private readonly Caretaker? caretaker;

    private DatabaseSession(PrivateDatabase? server, Caretaker? caretaker, SurveyDatabase database) =>
        (this.server, this.caretaker, Database) = (server, caretaker, database);

    public SurveyDatabase Database { get; }

    /// <summary>The folder for database and output.</summary>
    public static string DataFolder => Environment.GetEnvironmentVariable("SURVEY_DATA") is { Length: > 0 } folder ? folder : ".data";

    /// <param name="say">is told, in a line, what takes its time</param>
    /// <exception cref="SurveyException">there is no database to work on</exception>
    public static Task<DatabaseSession> Open(Action<string> say, CancellationToken cancel = default) =>
        Open(Environment.GetEnvironmentVariable("SURVEY_DB") is { Length: > 0 } named ? named : null, say, cancel);

    /// <param name="named">the connection string of the server to use; null for the private one</param>
    /// <param name="say">is told, in a line, what takes its time</param>
    /// <exception cref="SurveyException">there is no database to work on</exception>
    public static async Task<DatabaseSession> Open(string? named, Action<string> say, CancellationToken cancel)
    {
        var server = named is null ? await PrivateDatabase.Start(Path.Combine(DataFolder, "database"), say, lasting: true, cancel) : null;
        SurveyDatabase? database = null;
        try
        {
            if (server is not null)
                await Administrator.HandOver(server.AdministratorConnectionString, cancel);
            database = new SurveyDatabase(named ?? server!.ConnectionString);
            await database.Migrate(cancel);
            return new DatabaseSession(server, server is null ? null : LookAfter(server, say, database), database);
        }
        catch
        {
            if (database is not null)
                await database.DisposeAsync();
            if (server is not null)
                await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (caretaker is not null)
            await caretaker.DisposeAsync();
        await Database.DisposeAsync();
        if (server is not null)
            await server.DisposeAsync();
    }

    private static Caretaker LookAfter(PrivateDatabase server, Action<string> say, SurveyDatabase database) =>
        new(server, say, cancel => Administrator.IsWritten(server.AdministratorConnectionString, cancel), database.Reconnect);
}
