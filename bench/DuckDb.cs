using System.Globalization;
using DuckDB.NET.Data;
using Survey.Instruments;

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

    private const string Response = "response";
    private const string TypedName = "typed";

    /// <summary>The table that <see cref="Load"/> makes of the raw files.</summary>
    public static readonly SqlTable Loaded = SqlTable.Texts(_ => Response);

    /// <summary>The table that <see cref="Type"/> makes of that.</summary>
    public static readonly SqlTable Typed = SqlTable.Typed(TypedName);

    /// <summary>The raw files themselves; of a question about one wave, that wave's.</summary>
    public static SqlTable Files(Generated data) => SqlTable.Texts(wave => $"({Read(data, wave)})");

    /// <summary>What DuckDB takes the raw files' columns for, under the questions' ids.</summary>
    private static string Read(Generated data, int? wave)
    {
        var names = string.Join(", ", data.Questions.Select(question => question.Id).Prepend("at").Select(name => $"'{name}'"));
        return $"from read_csv('{data.FileOf(wave is { } one ? Generated.Waves[one] : "*")}', "
            + $"header = true, names = [{names}], filename = true) "
            + "select parse_filename(filename, true) as wave, columns(*)";
    }

    /// <summary>Codes the loaded table, as one would for the fastest answers.</summary>
    public static void Type(Generated data, DuckDBConnection connection)
    {
        var columns = data.Questions.SelectMany(question =>
            question.Kind switch
            {
                QuestionKind.Multiple => question.Labels.Select(
                    (_, option) => $"{Loaded.Chose(question, option)} as {question.Id}_{option}"
                ),
                QuestionKind.Scale => [$"({question.Id} - 1)::utinyint as {question.Id}"],
                QuestionKind.Single => [$"({Loaded.Order(question)} - 1)::utinyint as {question.Id}"],
                _ => [question.Id],
            }
        );
        Execute(
            connection,
            $"create table {TypedName} as select "
                + $"(list_position([{string.Join(", ", Generated.Waves.Select(wave => $"'{wave}'"))}], wave) - 1)::utinyint as wave, "
                + $"{string.Join(", ", columns)} from {Response}"
        );
        Execute(connection, "checkpoint");
    }

    public static DuckDBConnection Open(string file)
    {
        var connection = new DuckDBConnection(
            $"Data Source={file};threads={Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture)}"
        );
        connection.Open();
        return connection;
    }

    /// <summary>Loads in a process of its own (see Program.cs), so that its memory can be told from this one's.</summary>
    public static async Task<Child> LoadInAProcess(Generated data, string file)
    {
        File.Delete(file);
        return (
            await Child.Run([
                .. Child.Program("bench"),
                LoadCommand,
                data.Folder,
                data.Questions.Count.ToString(CultureInfo.InvariantCulture),
                file,
            ])
        ).Good("DuckDB");
    }

    public const string LoadCommand = "duckdb-load";

    public static void Load(Generated data, string file)
    {
        using var connection = Open(file);
        Execute(connection, $"create table {Response} as {Read(data, null)}");
    }

    public static long CountOf(string file)
    {
        using var connection = Open(file);
        return (long)Value(connection, $"select count(*) from {Response}")!;
    }

    public static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>All numbers of an answer, without the first column.</summary>
    public static List<long> Counts(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var counts = new List<long>();
        while (reader.Read())
        {
            for (var column = 1; column < reader.FieldCount; column++)
                counts.Add(reader.GetInt64(column));
        }
        return counts;
    }

    private static object? Value(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
