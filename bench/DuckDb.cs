using System.Globalization;
using DuckDB.NET.Data;

namespace Survey.Bench;

/// <summary>DuckDB in a file or in memory, with as many threads as there are cores here (two, in the published tables).</summary>
internal static class DuckDb
{
    /// <summary>As in "DuckDB 1.4.1".</summary>
    public static string Version
    {
        get
        {
            using var connection = Open(":memory:");
            return $"DuckDB {((string)Value(connection, "select version()")!).TrimStart('v')}";
        }
    }

    /// <summary>The raw files, in a table with what DuckDB takes their columns for.</summary>
    public static string Table(Generated data) => $"create table response as from read_csv('{Path.Combine(data.Folder, "*.csv")}', header = true, filename = true)";

    public static DuckDBConnection Open(string file)
    {
        var connection = new DuckDBConnection($"Data Source={file};threads={Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture)}");
        connection.Open();
        return connection;
    }

    /// <summary>Loads in a process of its own (see Program.cs), so that its memory can be told from this one's.</summary>
    public static async Task<Child> LoadInAProcess(Generated data, string file)
    {
        File.Delete(file);
        return (await Child.Run([.. Child.Program("bench"), LoadCommand, data.Folder, file])).Good("DuckDB");
    }

    public const string LoadCommand = "duckdb-load";

    public static void Load(string folder, string file)
    {
        using var connection = Open(file);
        Execute(connection, Table(new Generated(folder, 0, [])));
    }

    public static long CountOf(string file)
    {
        using var connection = Open(file);
        return (long)Value(connection, "select count(*) from response")!;
    }

    public static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static object? Value(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
