using System.Collections.Concurrent;
using System.Reflection;
using Dapper;
using Npgsql;
using Survey.Instruments;

namespace Survey.Storage;

/// <summary>The one place that opens connections. Everything lives in the schema <c>survey</c>.</summary>
public sealed class SurveyDatabase : IAsyncDisposable
{
    private const string Schema = "survey";

    /// <summary>Held while migrations run, so that two programs that start together do not both migrate.</summary>
    private const long MigrationLock = 0x5375727665790001;

    /// <summary>Statements that a connection keeps prepared; there are fewer.</summary>
    private const int Prepared = 100;

    /// <summary>In seconds: what is stored already may be moved, and takes its time; other programs wait as long.</summary>
    private const int NoLimit = 0;

    private readonly NpgsqlDataSource source;

    /// <param name="cache">for the sets that answers read; as the environment says when not given</param>
    public SurveyDatabase(string connectionString, BitmapCache? cache = null)
    {
        Cache = cache ?? BitmapCache.FromEnvironment();
        NpgsqlConnectionStringBuilder settings;
        try
        {
            settings = new NpgsqlConnectionStringBuilder(connectionString) { SearchPath = Schema, ApplicationName = "survey" };
            // Plans that are kept save a good part of a short query; without the option, PostgreSQL plans anew for each list shorter than
            // the ten that it takes a list for. A connection string may say 0, where a pooler stands between that knows no prepared
            // statements.
            if (!settings.ShouldSerialize("Max Auto Prepare"))
                (settings.MaxAutoPrepare, settings.AutoPrepareMinUsages, settings.Options) = (
                    Prepared,
                    2,
                    $"-c plan_cache_mode=force_generic_plan {settings.Options}".TrimEnd()
                );
        }
        catch (ArgumentException exception)
        {
            throw new SurveyException($"the database's connection string cannot be read: {exception.Message}", exception);
        }
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        source = NpgsqlDataSource.Create(settings);
    }

    public BitmapCache Cache { get; }

    /// <summary>Instruments that were parsed, by survey and version. A version never changes.</summary>
    internal ConcurrentDictionary<(string Survey, int Version), Instrument> Instruments { get; } = [];

    internal ValueTask<NpgsqlConnection> Open(CancellationToken cancel = default) => source.OpenConnectionAsync(cancel);

    /// <summary>Brings the schema up to date. Migrations are numbered, embedded and never changed once released.</summary>
    /// <exception cref="SurveyException">the server is not there, or was migrated by a newer version</exception>
    public async Task Migrate(CancellationToken cancel = default)
    {
        var migrations = Assembly
            .GetExecutingAssembly()
            .GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToList();
        try
        {
            await using var connection = await Open(cancel);
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            await connection.ExecuteAsync(
                """
                /* SurveyDatabase.LockMigrations */
                select pg_advisory_xact_lock(@key)
                """,
                new { key = MigrationLock },
                commandTimeout: NoLimit
            );
            if (
                !await connection.ExecuteScalarAsync<bool>(
                    """
                    /* SurveyDatabase.HasSchema */
                    select exists (select from pg_namespace where nspname = @Schema)
                    """,
                    new { Schema }
                )
            )
                await connection.ExecuteAsync(
                    $"""
                    /* SurveyDatabase.CreateSchema */
                    create schema {Schema}
                    """
                );
            await connection.ExecuteAsync(
                """
                /* SurveyDatabase.CreateMigrations */
                create table if not exists migration (
                  name text primary key,
                  applied_at timestamptz not null default now()
                )
                """
            );
            var applied = (
                await connection.QueryAsync<string>(
                    """
                    /* SurveyDatabase.Migrations */
                    select name
                    from migration
                    """
                )
            ).ToHashSet();
            if (applied.Except(migrations).Order(StringComparer.Ordinal).FirstOrDefault() is { } unknown)
                throw new SurveyException(
                    $"the database was migrated by a newer version of Survey, which knows \"{unknown}\"; update this one"
                );
            foreach (var migration in migrations.Except(applied))
            {
                await connection.ExecuteAsync(await Text(migration), commandTimeout: NoLimit);
                await connection.ExecuteAsync(
                    """
                    /* SurveyDatabase.AddMigration */
                    insert into migration (name)
                    values (@migration)
                    """,
                    new { migration }
                );
            }
            await transaction.CommitAsync(cancel);
        }
        catch (NpgsqlException exception)
        {
            throw new SurveyException($"the database cannot be used: {exception.Message}", exception);
        }
    }

    /// <summary>Whether answers can be given: returns when the server answers and is migrated, and throws what it says otherwise.</summary>
    public async Task Ready(CancellationToken cancel = default)
    {
        await using var connection = await Open(cancel);
        await connection.ExecuteScalarAsync<long>(
            new CommandDefinition(
                """
                /* SurveyDatabase.Ready */
                select count(*)
                from migration
                """,
                cancellationToken: cancel
            )
        );
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private static async Task<string> Text(string resource)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
        return await reader.ReadToEndAsync();
    }
}
