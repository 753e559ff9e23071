using Npgsql;
using Survey.Storage;

namespace Survey.Bench;

/// <summary>Somebody who answers queries.</summary>
/// <param name="Ask">null where it cannot answer such a query</param>
/// <param name="Most">as many runs as it is given, because each is slow</param>
/// <param name="Data">what it is asked about: those of the same data must give the same answers</param>
internal sealed record Contestant(string Name, Func<BenchQuery, Func<Task<List<long>>>?> Ask, int Most = int.MaxValue, string Data = "")
{
    public const string Cold = "Survey, cold";
    public const string Cached = "Survey, cached";
    public const string Duck = "DuckDB, as loaded";
    public const string DuckTyped = "DuckDB, typed";
    public const string DuckFiles = "DuckDB, from the CSV";
    public const string Postgres = "typed table in PostgreSQL";

    public static Contestant Of(string name, SurveyDatabase database) => new(name, query => () => query.Survey(database));

    public static Contestant Of(string name, DuckDB.NET.Data.DuckDBConnection connection, SqlTable table, int most = int.MaxValue) =>
        new(name, query => query.Sql is { } sql ? () => Task.FromResult(DuckDb.Counts(connection, sql(table))) : null, most);

    public static Contestant Of(string name, NpgsqlConnection connection, SqlTable table) =>
        new(name, query => query.Sql is { } sql ? () => Counts(connection, sql(table)) : null);

    private static async Task<List<long>> Counts(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var counts = new List<long>();
        while (await reader.ReadAsync())
        {
            for (var column = 1; column < reader.FieldCount; column++)
                counts.Add(reader.GetInt64(column));
        }
        return counts;
    }
}
