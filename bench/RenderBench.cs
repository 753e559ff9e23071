using System.Diagnostics;
using System.Globalization;
using Survey.Answers;
using Survey.Reports.Charts;
using Survey.Reports.Documents;
using Survey.Storage;

namespace Survey.Bench;

/// <summary>Charts and reports, as the programs make them.</summary>
internal static class RenderBench
{
    public const string DrawCommand = "draw";

    private const int AtOnce = 8;
    private const int Runs = 15;
    private const int Warm = 5;

    private const string Question = "m1";

    public static async Task Run(int respondents)
    {
        var data = await Generated.Of(respondents);
        await using var server = await BenchServer.Start();
        var connectionString = await server.Load(data);
        await using var database = new SurveyDatabase(connectionString);
        var trend = await Trend.Of(database, Generated.Survey, Question);
        var table = new Table("render").About(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{respondents:N0} respondents in {Generated.WaveCount} waves; median (minimum–maximum) of {Runs} runs in turns, "
                    + $"after {Warm} to warm up"
            ),
            $"PostgreSQL {server.Version}"
        );
        (string Name, double Most, Func<Task<int>> Draw)[] drawn =
        [
            (
                $"a chart of {trend.Options.Count} options as PNG, {TrendChart.UsualWidth} units wide",
                50,
                () => Task.FromResult(Png(trend).Length)
            ),
            ("the same as SVG", 15, () => Task.FromResult(Svg(trend).Length)),
            ($"a report of {data.Questions.Count} questions as PDF, with its queries", 1000, async () => (await Pdf(database)).Length),
        ];
        var times = drawn.Select(_ => new List<(double Milliseconds, double Cpu)>()).ToList();
        var bytes = new int[drawn.Length];
        for (var run = -Warm; run < Runs; run++)
        {
            for (var one = 0; one < drawn.Length; one++)
            {
                var (cpu, watch) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
                bytes[one] = await drawn[one].Draw();
                if (run >= 0)
                    times[one].Add((watch.Elapsed.TotalMilliseconds, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds));
            }
        }
        table.Head("warm", "ms", "target", "", "CPU ms", "kB");
        for (var one = 0; one < drawn.Length; one++)
        {
            var spread = Spread.Of(times[one].Select(time => time.Milliseconds));
            table.Row(
                drawn[one].Name,
                spread.ToString(),
                Table.Target(spread.Median, drawn[one].Most, " ms"),
                Spread.Digits(times[one].Average(time => time.Cpu)),
                Spread.Digits(bytes[one] / 1e3)
            );
        }
        table
            .Line("")
            .Head($"{AtOnce} at once, twice", "peak memory of the process, MB", "target", "", "seconds, with the start of the process");
        foreach (var kind in new[] { "png", "svg", "pdf" })
        {
            var child = (
                await Child.Run(
                    [.. Child.Program("bench"), DrawCommand, kind, AtOnce.ToString(CultureInfo.InvariantCulture)],
                    ("SURVEY_DB", connectionString)
                )
            ).Good($"{AtOnce} {kind} at once");
            table.Row(
                kind.ToUpperInvariant(),
                child.Peak.ToString("F0", CultureInfo.InvariantCulture),
                Table.Target(child.Peak, 300, " MB"),
                Spread.Digits(child.Seconds)
            );
        }
        await table.Write();
    }

    /// <summary>In the process whose memory is measured: so many at once, and again when it is warm.</summary>
    public static async Task Draw(string kind, int count)
    {
        await using var database = new SurveyDatabase(Environment.GetEnvironmentVariable("SURVEY_DB")!);
        var trend = await Trend.Of(database, Generated.Survey, Question);
        for (var round = 0; round < 2; round++)
        {
            await Task.WhenAll(
                Enumerable
                    .Range(0, count)
                    .Select(_ =>
                        Task.Run(async () =>
                            kind switch
                            {
                                "png" => Png(trend).Length,
                                "svg" => Svg(trend).Length,
                                _ => (await Pdf(database)).Length,
                            }
                        )
                    )
            );
        }
    }

    private static byte[] Png(Trend trend) => TrendChart.Png(trend);

    private static string Svg(Trend trend) => TrendChart.Svg(trend);

    private static Task<byte[]> Pdf(SurveyDatabase database) => Report.Pdf(database, Generated.Survey, Generated.Waves[^1]);
}
