using Dapper;
using Npgsql;

namespace Survey.Storage;

/// <summary>What is done with all rights over a private server, and by nobody else: to set up the role that Survey's programs work as, and
/// to see what the server is doing.</summary>
internal static class Administrator
{
    /// <summary>Makes the owner of what Survey stores, and hands over what is there; where all is well, nothing is changed.</summary>
    /// <param name="connectionString">of Survey's database, as its administrator</param>
    public static async Task HandOver(string connectionString, CancellationToken cancel = default)
    {
        await using var connection = await Connect(connectionString, cancel);
        await connection.ExecuteAsync(new CommandDefinition(await SurveyDatabase.Embedded("owner.sql"), cancellationToken: cancel));
    }

    /// <summary>Whether anybody has begun to write in Survey's database. Where that cannot be asked, nobody can.</summary>
    public static async Task<bool> IsWritten(string connectionString, CancellationToken cancel = default)
    {
        try
        {
            await using var connection = await Connect(connectionString, cancel);
            return await connection.ExecuteScalarAsync<bool>(
                new CommandDefinition(
                    """
                    /* Administrator.IsWritten */
                    select exists (
                      select
                      from pg_stat_activity
                      where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
                        and (backend_xid is not null or state = 'idle in transaction')
                    )
                    """,
                    cancellationToken: cancel
                )
            );
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static async Task<NpgsqlConnection> Connect(string connectionString, CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString)
            {
                Pooling = false,
                ApplicationName = "survey administrator",
            }.ConnectionString
        );
        await connection.OpenAsync(cancel);
        return connection;
    }
}
