using Dapper;
using Npgsql;

namespace Survey.Storage;

/// <summary>A table that is spread over the nodes of Citus.</summary>
/// <param name="Rows">that were there before and have moved; null where it was distributed already</param>
public sealed record DistributedTable(string Name, long? Rows);

/// <summary>
/// Spreads what grows with respondents over several machines by Citus: each survey's rows of these tables stand on one node together, and
/// the other tables stay where they are. So every statement on one of these names one survey, which a test sees to.
/// </summary>
public static class Distribution
{
    /// <summary>The tables, in the order in which they are distributed; all stand with the first.</summary>
    internal static readonly string[] Tables = ["selection", "number", "verbatim_chunk", "reject", "source", "respondent_key"];

    /// <summary>Distributes the tables that are not yet, one after the other, each with what is in it in a transaction of its
    /// own.</summary>
    /// <exception cref="SurveyException">the database has no Citus</exception>
    public static async IAsyncEnumerable<DistributedTable> Spread(
        SurveyDatabase database,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default
    )
    {
        await using var connection = await database.Open(cancel);
        if (!await HasCitus(connection, cancel))
            throw new SurveyException(
                "nothing was distributed: this database has no extension \"citus\"; docs/scale.md says when it is worth having, and how "
                    + "the server's administrator makes it"
            );
        var distributed = (
            await connection.QueryAsync<string>(
                new CommandDefinition(
                    """
                    /* Distribution.Distributed */
                    select relname
                    from pg_dist_partition
                    join pg_class on pg_class.oid = logicalrelid
                    where relnamespace = 'survey'::regnamespace and relname = any(@Tables)
                    """,
                    new { Tables },
                    cancellationToken: cancel
                )
            )
        ).ToHashSet();
        foreach (var table in Tables)
            yield return new DistributedTable(table, distributed.Contains(table) ? null : await Spread(connection, table, cancel));
    }

    /// <summary>Whether a database is one of Citus, which plans statements itself.</summary>
    internal static Task<bool> HasCitus(NpgsqlConnection connection, CancellationToken cancel) =>
        connection.ExecuteScalarAsync<bool>(
            new CommandDefinition(
                """
                /* Distribution.HasCitus */
                select exists (select from pg_extension where extname = 'citus')
                """,
                cancellationToken: cancel
            )
        );

    private static async Task<long> Spread(NpgsqlConnection connection, string table, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        // What is stored meanwhile waits.
        await connection.ExecuteAsync(
            $"""
            /* Distribution.Lock */
            lock table survey.{table} in share row exclusive mode
            """
        );
        var rows = await connection.ExecuteScalarAsync<long>(
            $"""
            /* Distribution.Rows */
            select count(*)
            from survey.{table}
            """,
            commandTimeout: 0
        );
        await connection.ExecuteAsync(
            """
            /* Distribution.Distribute */
            select create_distributed_table(@table::regclass, 'survey_id', colocate_with => @beside)
            """,
            new { table = $"survey.{table}", beside = table == Tables[0] ? "none" : $"survey.{Tables[0]}" },
            commandTimeout: 0
        );
        // The rows were copied: those on the coordinator are read by nobody, and take room.
        await connection.ExecuteAsync(
            """
            /* Distribution.RemoveCopied */
            select truncate_local_data_after_distributing_table(@table::regclass)
            """,
            new { table = $"survey.{table}" },
            commandTimeout: 0
        );
        await transaction.CommitAsync(cancel);
        return rows;
    }
}
