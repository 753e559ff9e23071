using System.Collections.Concurrent;
using System.Reflection;
using Dapper;
using Npgsql;
using Survey.Instruments;

namespace Survey.Storage;

/// <summary>The one place that opens connections to work with. Everything lives in the schema <c>survey</c>.</summary>
public sealed class SurveyDatabase : IAsyncDisposable
{
    private const string Schema = "survey";

    /// <summary>Held while migrations run, so that two programs that start together do not both migrate.</summary>
    private const long MigrationLock = 0x5375727665790001;

    /// <summary>Statements that a connection keeps prepared; there are fewer.</summary>
    private const int Prepared = 100;

    /// <summary>In seconds: what is stored already may be moved, and takes its time; other programs wait as long.</summary>
    private const int NoLimit = 0;

    /// <summary>The migrations' names, in order: they begin with their number.</summary>
    private static readonly string[] Migrations =
    [
        .. Assembly
            .GetExecutingAssembly()
            .GetManifestResourceNames()
            .Where(name => char.IsAsciiDigit(name[0]) && name.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    private readonly NpgsqlConnectionStringBuilder settings;
    private NpgsqlDataSource? source;

    /// <param name="cache">for the sets that answers read; as the environment says when not given</param>
    /// <exception cref="SurveyException">the connection string cannot be read, or would mix what different servers have</exception>
    public SurveyDatabase(string connectionString, BitmapCache? cache = null)
    {
        Cache = cache ?? BitmapCache.FromEnvironment();
        try
        {
            settings = new NpgsqlConnectionStringBuilder(connectionString) { SearchPath = Schema, ApplicationName = "survey" };
        }
        catch (ArgumentException exception)
        {
            throw new SurveyException($"the database's connection string cannot be read: {exception.Message}", exception);
        }
        if (
            (settings.Host ?? "").Contains(',', StringComparison.Ordinal)
            && settings.TargetSessionAttributes is not ("primary" or "read-write")
        )
            throw new SurveyException(
                "the database's connection string names several hosts, of which one may be behind another, and an answer is read in "
                    + "several statements; it must say Target Session Attributes=primary, or name one host"
            );
        DefaultTypeMap.MatchNamesWithUnderscores = true;
    }

    public BitmapCache Cache { get; }

    /// <summary>Instruments that were parsed, by survey and version. A version never changes.</summary>
    internal ConcurrentDictionary<(string Survey, int Version), Instrument> Instruments { get; } = [];

    internal async ValueTask<NpgsqlConnection> Open(CancellationToken cancel = default) =>
        await (source ?? await Connect(cancel)).OpenConnectionAsync(cancel);

    /// <summary>Leaves all connections that were open: the server that they led to is gone.</summary>
    internal void Reconnect() => source?.Clear();

    /// <summary>Brings the schema up to date; a database that is, is only read. Migrations are numbered, embedded and never changed once
    /// released.</summary>
    /// <exception cref="SurveyException">the server is not there, or was migrated by a newer version</exception>
    public async Task Migrate(CancellationToken cancel = default)
    {
        try
        {
            await using var connection = await Open(cancel);
            if ((await Missing(connection)).Count == 0)
                return;
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            await connection.ExecuteAsync(
                """
                /* SurveyDatabase.LockMigrations */
                select pg_advisory_xact_lock(@key)
                """,
                new { key = MigrationLock },
                commandTimeout: NoLimit
            );
            // Who may not make schemas may not do so "if not exists" either.
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
            foreach (var migration in await Missing(connection))
            {
                await connection.ExecuteAsync(await Embedded(migration), commandTimeout: NoLimit);
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

    /// <summary>Returns when answers can be given: the server answers, is migrated, and finds its own libraries, which a load
    /// needs.</summary>
    /// <returns>whether waves can be loaded too; false where the server only reads, as a replica does</returns>
    /// <exception cref="NpgsqlException">what the server says otherwise</exception>
    public async Task<bool> Ready(CancellationToken cancel = default)
    {
        await using var connection = await Open(cancel);
        await connection.ExecuteAsync(
            new CommandDefinition(
                """
                /* SurveyDatabase.RunProcedure */
                do $$ begin null; end $$
                """,
                cancellationToken: cancel
            )
        );
        return await connection.ExecuteScalarAsync<bool>(
            new CommandDefinition(
                """
                /* SurveyDatabase.Ready */
                select count(*) > 0 and current_setting('transaction_read_only') = 'off'
                from migration
                """,
                cancellationToken: cancel
            )
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (source is not null)
            await source.DisposeAsync();
    }

    /// <summary>A SQL file that comes with the program.</summary>
    internal static async Task<string> Embedded(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return await reader.ReadToEndAsync();
    }

    /// <summary>The migrations that the database does not have yet, in order.</summary>
    /// <exception cref="SurveyException">it has some that are not known here</exception>
    private static async Task<List<string>> Missing(NpgsqlConnection connection)
    {
        var applied = await connection.ExecuteScalarAsync<bool>(
            """
            /* SurveyDatabase.HasMigrations */
            select to_regclass(@table) is not null
            """,
            new { table = $"{Schema}.migration" }
        )
            ? await connection.QueryAsync<string>(
                """
                /* SurveyDatabase.Migrations */
                select name
                from migration
                """
            )
            : [];
        if (applied.Except(Migrations).Order(StringComparer.Ordinal).FirstOrDefault() is { } unknown)
            throw new SurveyException(
                $"the database was migrated by a newer version of Survey, which knows \"{unknown}\"; update this one"
            );
        return [.. Migrations.Except(applied)];
    }

    /// <summary>
    /// Settles how statements are planned, by asking the server once. Plans that are kept save a good part of a short query; without the
    /// option, PostgreSQL plans anew for each list shorter than the ten that it takes a list for. Citus finds a survey's node in a
    /// statement's parameters, and cannot plan without them. A connection string may say <c>Max Auto Prepare=0</c>, where a pooler stands
    /// between that knows no prepared statements.
    /// </summary>
    private async Task<NpgsqlDataSource> Connect(CancellationToken cancel)
    {
        var planned = new NpgsqlConnectionStringBuilder(settings.ConnectionString);
        if (!settings.ShouldSerialize("Max Auto Prepare"))
        {
            await using var connection = new NpgsqlConnection(
                new NpgsqlConnectionStringBuilder(settings.ConnectionString) { Pooling = false }.ConnectionString
            );
            await connection.OpenAsync(cancel);
            (planned.MaxAutoPrepare, planned.AutoPrepareMinUsages) = (Prepared, 2);
            if (!await Distribution.HasCitus(connection, cancel))
                planned.Options = $"-c plan_cache_mode=force_generic_plan {planned.Options}".TrimEnd();
        }
        // Of those who ask at once, all take what the first one has.
        var mine = NpgsqlDataSource.Create(planned);
        if (Interlocked.CompareExchange(ref source, mine, null) is not { } first)
            return mine;
        await mine.DisposeAsync();
        return first;
    }
}
