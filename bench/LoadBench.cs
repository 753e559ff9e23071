using System.Globalization;
using Dapper;

namespace Survey.Bench;

/// <summary>Whole jobs: from raw files to a database that can be asked, each in a process of its own, in an empty database of its
/// own.</summary>
internal static class LoadBench
{
    private const int Runs = 3;

    /// <summary>From so many respondents on, the large files are measured too: they take a minute or two of their own.</summary>
    private const int WorthLargeFiles = 1_000_000;

    private sealed record Loader(string Name, Func<string, Task<Child>> Load, Func<string, Task<long>> Count);

    /// <param name="Cpu">of the process</param>
    /// <param name="Server">CPU of the database server meanwhile</param>
    private sealed record Measured(double Seconds, double Cpu, double Server, double Peak);

    public static async Task Run(int respondents)
    {
        var data = await Generated.Of(respondents);
        await using var server = await BenchServer.Start();
        var duckdb = Path.Combine(server.Folder.FullName, "load.duckdb");
        Loader[] contestants =
        [
            new("Survey", connection => Survey(data, connection), CountOf("select coalesce(sum(respondents), 0) from survey.revision")),
            new("psql \\copy", connection => PsqlCopy.Load(data, connection), CountOf("select count(*) from response")),
            new("DuckDB", _ => DuckDb.LoadInAProcess(data, duckdb), _ => Task.FromResult(DuckDb.CountOf(duckdb))),
        ];
        var measured = contestants.ToDictionary(contestant => contestant.Name, _ => new List<Measured>());
        for (var run = 0; run < Runs; run++)
        {
            foreach (var contestant in contestants)
                measured[contestant.Name].Add(await Measure(server, contestant, respondents));
        }
        var (survey, psql) = (Seconds(measured["Survey"]), Seconds(measured["psql \\copy"]));
        var peak = measured["Survey"].Max(run => run.Peak);
        var table = new Table("load").About(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{respondents:N0} respondents, {data.Bytes / 1e6:F0} MB in 24 files; median (minimum–maximum) of {Runs} runs"
            ),
            $"PostgreSQL {server.Version}",
            DuckDb.Version
        );
        table
            .Head("load", "ratio", "target", "")
            .Row("Survey / psql \\copy", Spread.Digits(survey.Median / psql.Median), Table.Target(survey.Median / psql.Median, 0.5, " ×"))
            .Row("Survey / DuckDB", Spread.Digits(survey.Median / Seconds(measured["DuckDB"]).Median), "", "")
            .Row("Survey's peak memory", $"{peak:F0} MB", Table.Target(peak, 200, " MB"))
            .Line("");
        table.Head("whole job", "seconds", "MB/s", "CPU seconds: process", "server", "peak memory of the process, MB");
        foreach (var (name, runs) in measured)
            Row(table, name, runs, data.Bytes);
        foreach (var fewer in new[] { respondents / 10, respondents / 100 }.Where(fewer => fewer >= 1000))
        {
            var less = await Generated.Of(fewer);
            var run = await Measure(server, contestants[0] with { Load = connection => Survey(less, connection) }, fewer);
            Row(table, string.Create(CultureInfo.InvariantCulture, $"Survey, {fewer:N0} respondents"), [run], less.Bytes);
        }
        if (respondents >= WorthLargeFiles)
            await LargeFiles.Run(server, table.Line(""));
        await table.Write();
    }

    private static async Task<Child> Survey(Generated data, string connection) =>
        (await Child.Run([.. Child.Program("ingest"), "load", data.Folder], ("SURVEY_DB", connection))).Good("ingest load");

    private static async Task<Measured> Measure(BenchServer server, Loader contestant, int respondents)
    {
        const string Name = "load";
        var connection = await server.Create(Name);
        var before = server.Cpu;
        var child = await contestant.Load(connection);
        var cpu = server.Cpu - before;
        var count = await contestant.Count(connection);
        await server.Drop(Name);
        if (count != respondents)
            throw new SurveyException($"{contestant.Name} loaded {count} respondents; {respondents} were expected");
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{contestant.Name}: {child.Seconds:F2} s"));
        return new Measured(child.Seconds, child.Cpu, cpu, child.Peak);
    }

    private static Func<string, Task<long>> CountOf(string sql) =>
        async connectionString =>
        {
            await using var connection = await BenchServer.Connect(connectionString);
            return await connection.ExecuteScalarAsync<long>(sql);
        };

    private static Spread Seconds(List<Measured> runs) => Spread.Of(runs.Select(run => run.Seconds));

    private static void Row(Table table, string name, List<Measured> runs, long bytes) =>
        table.Row(
            name,
            Seconds(runs).ToString(),
            Spread.Digits(bytes / 1e6 / Seconds(runs).Median),
            Spread.Digits(Spread.Of(runs.Select(run => run.Cpu)).Median),
            name == "DuckDB" ? "" : Spread.Digits(Spread.Of(runs.Select(run => run.Server)).Median),
            runs.Max(run => run.Peak).ToString("F0", CultureInfo.InvariantCulture)
        );
}
