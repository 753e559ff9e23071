using System.Globalization;
using Dapper;
using Survey.Storage;

namespace Survey.Bench;

/// <summary>The same questions, put to Survey, DuckDB and a typed table in PostgreSQL in turns, on the same data; their answers are
/// compared before their times.</summary>
internal static class QueryBench
{
    /// <summary>Each reads all raw files.</summary>
    private const int RunsFromFiles = 3;

    private const long CacheBytes = 256 * 1_048_576L;

    /// <summary>By query: as much as may be, of what.</summary>
    private static readonly (string Query, string Contestant, double Most, string? Of)[] Targets =
    [
        (BenchQuery.Trend, Contestant.Cold, 1, null),
        (BenchQuery.Segment, Contestant.Cold, 0.5, Contestant.DuckTyped),
        (BenchQuery.Segment, Contestant.Cached, 0.05, Contestant.DuckTyped),
        (BenchQuery.Crosstab, Contestant.Cold, 0.5, Contestant.DuckTyped),
        (BenchQuery.Crosstab, Contestant.Cached, 0.05, Contestant.DuckTyped),
        (BenchQuery.Overlap, Contestant.Cold, 1, Contestant.DuckTyped),
        (BenchQuery.Overlaps, Contestant.Cold, 1, Contestant.DuckTyped),
        (BenchQuery.Toplines, Contestant.Cold, 2, null),
        (BenchQuery.Changes, Contestant.Cold, 20, null),
        (BenchQuery.Weighted, Contestant.Cold, 5, BenchQuery.Segment),
    ];

    public static async Task Run(int respondents)
    {
        var data = await Generated.Of(respondents);
        await using var server = await BenchServer.Start();
        var connectionString = await server.Load(data);
        await using var typed = await BenchServer.Connect(connectionString);
        await TypedTable.Fill(data, typed);
        var file = Path.Combine(server.Folder.FullName, "query.duckdb");
        await DuckDb.LoadInAProcess(data, file);
        using var duck = DuckDb.Open(file);
        DuckDb.Type(data, duck);
        await using var cold = new SurveyDatabase(connectionString, new BitmapCache(0));
        await using var cached = new SurveyDatabase(connectionString, new BitmapCache(CacheBytes));
        Contestant[] contestants =
        [
            Contestant.Of(Contestant.Cold, cold),
            Contestant.Of(Contestant.Cached, cached),
            Contestant.Of(Contestant.Duck, duck, DuckDb.Loaded),
            Contestant.Of(Contestant.DuckTyped, duck, DuckDb.Typed),
            Contestant.Of(Contestant.Postgres, typed, SqlTable.Typed(TypedTable.Name)),
            Contestant.Of(Contestant.DuckFiles, duck, DuckDb.Files(data), RunsFromFiles),
        ];
        var measured = new Dictionary<string, IReadOnlyDictionary<string, Timed>>();
        foreach (var query in BenchQuery.All(data))
        {
            await Console.Error.WriteLineAsync(query.Name);
            measured[query.Name] = await Timed.Of(server, query, contestants);
            if (query.Plain is { } plain)
                await SameCounts(query, BenchQuery.All(data).First(other => other.Name == plain), cached);
        }
        var table = new Table("query").About(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{respondents:N0} respondents; median (minimum–maximum) of {Timed.Runs} runs or more, in turns, {RunsFromFiles} "
                    + $"from the CSV"
            ),
            $"PostgreSQL {server.Version}",
            DuckDb.Version
        );
        Ratios(table, measured);
        Times(table.Line(""), measured);
        var tables = await typed.ExecuteScalarAsync<long>(
            "select sum(pg_total_relation_size(oid)) from pg_class where relnamespace = 'survey'::regnamespace and relkind = 'r' "
                + "and relname <> 'source'"
        );
        var raw = await typed.ExecuteScalarAsync<long>(
            "select sum(pg_total_relation_size(oid)) from pg_class where relnamespace = 'survey'::regnamespace and relkind = 'r' "
                + "and relname = 'source'"
        );
        var size = await typed.ExecuteScalarAsync<long>($"select pg_total_relation_size('{TypedTable.Name}')");
        table
            .Line("")
            .Line(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"On disk: Survey {tables / 1e6:F0} MB and the raw files kept in {raw / 1e6:F0} MB; typed table "
                        + $"{size / 1e6:F0} MB; both tables in DuckDB {new FileInfo(file).Length / 1e6:F0} MB. Survey's cache holds "
                        + $"{cached.Cache.Bytes / 1e6:F1} MB after all queries, and {CacheBytes / 1_048_576} MiB at most "
                        + $"(`SURVEY_CACHE_MB`)."
                )
            );
        await typed.CloseAsync();
        await GrowthBench.Run(server, respondents, connectionString, table.Line(""));
        await table.Write();
    }

    private static void Ratios(Table table, Dictionary<string, IReadOnlyDictionary<string, Timed>> measured)
    {
        table.Head("query", "Survey", "beside", "ratio or ms", "target", "");
        foreach (var (query, contestant, most, of) in Targets)
        {
            var mine = measured[query][contestant].Milliseconds.Median;
            if (of is null)
                table.Row(query, contestant, "", $"{Spread.Digits(mine)} ms", Table.Target(mine, most, " ms"));
            else if (measured.TryGetValue(of, out var plain))
                table.Row(
                    query,
                    contestant,
                    of,
                    Spread.Digits(mine / plain[contestant].Milliseconds.Median),
                    Table.Target(mine / plain[contestant].Milliseconds.Median, most, " ×")
                );
            else
            {
                // The faster of DuckDB's two tables is what Survey is held against.
                var best = measured[query]
                    .Where(pair => pair.Key is Contestant.Duck or Contestant.DuckTyped)
                    .MinBy(pair => pair.Value.Milliseconds.Median);
                table.Row(
                    query,
                    contestant,
                    best.Key,
                    Spread.Digits(mine / best.Value.Milliseconds.Median),
                    Table.Target(mine / best.Value.Milliseconds.Median, most, " ×")
                );
            }
        }
    }

    private static void Times(Table table, Dictionary<string, IReadOnlyDictionary<string, Timed>> measured)
    {
        table.Head("query", "contestant", "ms", "CPU ms a run: this process", "server");
        foreach (var (query, times) in measured)
        {
            foreach (var (contestant, timed) in times)
                table.Row(
                    query,
                    contestant,
                    timed.Milliseconds.ToString(),
                    Spread.Digits(timed.Cpu),
                    contestant.StartsWith("DuckDB", StringComparison.Ordinal) ? "" : Spread.Digits(timed.Server)
                );
        }
    }

    /// <exception cref="SurveyException">weights changed who was counted</exception>
    private static async Task SameCounts(BenchQuery query, BenchQuery plain, SurveyDatabase database)
    {
        if (!(await query.Survey(database)).SequenceEqual(await plain.Survey(database)))
            throw new SurveyException($"{query.Name}: the unweighted counts differ from those of \"{plain.Name}\"");
    }
}
