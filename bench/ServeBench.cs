using System.Diagnostics;
using System.Globalization;

namespace Survey.Bench;

/// <summary>The API over HTTP on loopback; client, server and database share the machine.</summary>
internal static class ServeBench
{
    private const int Runs = 3;

    /// <summary>In the survey that uncached segments are asked of.</summary>
    private const int SegmentRespondents = 100_000;

    private const int PerSecond = 200;

    private const string TrendPath = $"/api/v1/surveys/{Generated.Survey}/questions/m1/trend";

    public static async Task Run(int respondents)
    {
        var data = await Generated.Of(respondents);
        await using var server = await BenchServer.Start();
        var connectionString = await server.Load(data);
        var table = new Table("serve").About(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{respondents:N0} respondents; wrk: {Wrk.Connections} connections, {Wrk.Seconds} s each, in turns, median "
                    + $"(minimum–maximum) of {Runs} runs"
            ),
            $"PostgreSQL {server.Version}"
        );
        table.Head("over HTTP", "found", "target", "", "in numbers");
        await Cached(server, connectionString, table);
        var some = respondents == SegmentRespondents ? connectionString : await server.Load(await Generated.Of(SegmentRespondents));
        await Uncached(some, table);
        await ColdStart(data, connectionString, server, table);
        await table.Write();
    }

    private static async Task Cached(BenchServer server, string connectionString, Table table)
    {
        await using var app = await BenchApp.Start(connectionString, cacheMegabytes: 256);
        var (trends, nothings) = (new List<Wrk>(), new List<Wrk>());
        await Wrk.Of(new Uri(app.Address, TrendPath));
        await Wrk.Of(new Uri(app.Address, BenchApp.Empty));
        var cpu = 0.0;
        for (var run = 0; run < Runs; run++)
        {
            nothings.Add(await Wrk.Of(new Uri(app.Address, BenchApp.Empty)));
            var before = server.Cpu;
            trends.Add(await Wrk.Of(new Uri(app.Address, TrendPath)));
            cpu += server.Cpu - before;
        }
        var (p99, rate, empty) = (
            Spread.Of(trends.Select(trend => trend.P99)),
            Spread.Of(trends.Select(trend => trend.RequestsPerSecond)),
            Spread.Of(nothings.Select(nothing => nothing.RequestsPerSecond))
        );
        var ratio = rate.Median / empty.Median;
        table
            .Row(
                "cached trend, requests a second / those of an empty endpoint",
                Spread.Digits(ratio),
                string.Create(CultureInfo.InvariantCulture, $"≥ 0.5 | {(ratio >= 0.5 ? "met" : "miss")}"),
                $"{rate} / {empty}"
            )
            .Row(
                "cached trend, p99",
                $"{Spread.Digits(p99.Median)} ms",
                Table.Target(p99.Median, 5, " ms"),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{p99} ms; empty endpoint {Spread.Of(nothings.Select(nothing => nothing.P99))} ms; database "
                        + $"{cpu / Runs / Wrk.Seconds:F2} CPU seconds a second; peak memory {app.Peak:F0} MB"
                )
            );
    }

    private static async Task Uncached(string connectionString, Table table)
    {
        await using var app = await BenchApp.Start(connectionString, cacheMegabytes: 0);
        var options = GeneratedQuestion.All(20)[0].OptionIds;
        var address = new Uri(app.Address, $"/api/v1/surveys/{Generated.Survey}/questions/m2/trend?where=s1:{options[0]},{options[1]}");
        await OpenLoop.Of(address, PerSecond / 4, seconds: 5);
        var runs = new List<OpenLoop>();
        for (var run = 0; run < Runs; run++)
            runs.Add(await OpenLoop.Of(address, PerSecond, Wrk.Seconds));
        var (p99, sent) = (Spread.Of(runs.Select(run => run.Percentile(99))), Spread.Of(runs.Select(run => run.Sent)));
        table.Row(
            string.Create(
                CultureInfo.InvariantCulture,
                $"uncached segment of {SegmentRespondents:N0} respondents at {PerSecond} requests a second, p99"
            ),
            $"{Spread.Digits(p99.Median)} ms",
            Table.Target(p99.Median, 50, " ms"),
            $"{p99} ms, median {Spread.Of(runs.Select(run => run.Percentile(50)))} ms; sent {Spread.Digits(sent.Median)} a second"
        );
    }

    /// <summary>From the start of the process to the first trend answered: with a database that runs, and with the private one to be
    /// started first.</summary>
    private static async Task ColdStart(Generated data, string connectionString, BenchServer server, Table table)
    {
        var running = new List<double>();
        for (var run = 0; run < Runs; run++)
            running.Add(await FirstTrend(("SURVEY_DB", connectionString)));
        var own = server.Folder.CreateSubdirectory("own").FullName;
        File.SetUnixFileMode(own, (UnixFileMode)0b111_101_101);
        (await Child.Run([.. Child.Program("ingest"), "load", data.Folder], ("SURVEY_DB", ""), ("SURVEY_DATA", own))).Good("ingest load");
        var started = new List<double>();
        for (var run = 0; run < Runs; run++)
            started.Add(await FirstTrend(("SURVEY_DB", ""), ("SURVEY_DATA", own)));
        foreach (
            var (name, seconds) in new[] { ("database running", Spread.Of(running)), ("private database started too", Spread.Of(started)) }
        )
            table.Row(
                $"cold start to the first trend, {name}",
                $"{Spread.Digits(seconds.Median)} s",
                Table.Target(seconds.Median, 2, " s"),
                $"{seconds} s"
            );
    }

    private static async Task<double> FirstTrend(params (string, string)[] environment)
    {
        var watch = Stopwatch.StartNew();
        await using var app = await BenchApp.StartProgram(environment);
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri(app.Address, TrendPath));
        var seconds = watch.Elapsed.TotalSeconds;
        return answer.IsSuccessStatusCode
            ? seconds
            : throw new SurveyException($"{TrendPath} answers with {(int)answer.StatusCode}; 200 was expected");
    }
}
