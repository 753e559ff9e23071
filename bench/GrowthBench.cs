using System.Globalization;
using Survey.Storage;

namespace Survey.Bench;

/// <summary>How the times of queries grow with respondents, and with questions that nobody asks for.</summary>
internal static class GrowthBench
{
    private const long CacheBytes = 256 * 1_048_576L;

    /// <summary>Times of nothing differ by so much from run to run.</summary>
    private const double Noise = 0.15;

    private static readonly (string Query, string Contestant, double Exponent)[] Measured =
    [
        (BenchQuery.Trend, Contestant.Cold, 0),
        (BenchQuery.Toplines, Contestant.Cold, 0),
        (BenchQuery.Segment, Contestant.Cold, 1),
        (BenchQuery.Segment, Contestant.Cached, 1),
        (BenchQuery.Crosstab, Contestant.Cold, 1),
        (BenchQuery.Crosstab, Contestant.Cached, 1),
        (BenchQuery.Overlaps, Contestant.Cold, 1),
        (BenchQuery.Overlaps, Contestant.Cached, 1),
        (BenchQuery.Weighted, Contestant.Cold, 1),
    ];

    /// <param name="largest">the connection string of the database with all respondents</param>
    public static async Task Run(BenchServer server, int respondents, string largest, Table table)
    {
        var sizes = new[] { respondents / 100, respondents / 10, respondents }.Where(size => size >= 10_000).ToList();
        var databases = new List<(Generated Data, SurveyDatabase Cold, SurveyDatabase Cached)>();
        try
        {
            foreach (var data in sizes.Select(size => (size, Questions: 20)).Append((size: sizes[0], Questions: 40)))
            {
                var generated = await Generated.Of(data.size, data.Questions);
                var connectionString = data == (respondents, 20) ? largest : await server.Load(generated);
                databases.Add(
                    (
                        generated,
                        new SurveyDatabase(connectionString, new BitmapCache(0)),
                        new SurveyDatabase(connectionString, new BitmapCache(CacheBytes))
                    )
                );
            }
            // All in the same turns, so that what else the machine does meanwhile makes no slope.
            var contestants = databases
                .SelectMany(database =>
                    new[] { Of(Contestant.Cold, database.Data, database.Cold), Of(Contestant.Cached, database.Data, database.Cached) }
                )
                .ToList();
            table.Head([
                "ms, median",
                "",
                .. sizes.Select(size => string.Create(CultureInfo.InvariantCulture, $"{size:N0}")),
                "slope",
                "target",
                "",
                $"40 questions / 20, at {sizes[0].ToString("N0", CultureInfo.InvariantCulture)}",
                "target",
                "",
            ]);
            foreach (var query in BenchQuery.All(databases[0].Data))
            {
                await Console.Error.WriteLineAsync($"growth: {query.Name}");
                var wanted = Measured.Where(one => one.Query == query.Name).ToList();
                var times =
                    wanted.Count == 0
                        ? null
                        : await Timed.Of(
                            server,
                            query,
                            [
                                .. contestants.Where(contestant =>
                                    query.Name != BenchQuery.Toplines || contestant.Data != Name(databases[^1].Data)
                                ),
                            ]
                        );
                foreach (var (_, contestant, most) in wanted)
                    Row(
                        table,
                        query.Name,
                        contestant,
                        most,
                        [
                            .. databases.Select(database =>
                                times!.GetValueOrDefault($"{contestant} {Name(database.Data)}")?.Milliseconds.Median ?? double.NaN
                            ),
                        ]
                    );
            }
        }
        finally
        {
            foreach (var (_, cold, cached) in databases)
            {
                await cold.DisposeAsync();
                await cached.DisposeAsync();
            }
        }
    }

    /// <param name="times">by size; the last is of the smallest size with 40 questions, where that says anything</param>
    private static void Row(Table table, string query, string contestant, double most, double[] times)
    {
        var (sized, width) = (times[..^1], times[^1] / times[0]);
        // The exponent from the smallest to the largest: 0 is flat, 1 is linear.
        var slope = Math.Log10(sized[^1] / sized[0]) / Math.Log10(Math.Pow(10, sized.Length - 1));
        table.Row([
            query,
            contestant,
            .. sized.Select(Spread.Digits),
            sized.Length < 2 ? "" : slope.ToString("F2", CultureInfo.InvariantCulture),
            sized.Length < 2 ? " | " : Table.Target(slope, most + Noise, ""),
            double.IsNaN(width) ? "" : Spread.Digits(width),
            double.IsNaN(width) ? "asks for all | " : Table.Target(width, 1 + Noise, " ×"),
        ]);
    }

    private static string Name(Generated data) =>
        string.Create(CultureInfo.InvariantCulture, $"{data.Respondents} x {data.Questions.Count}");

    private static Contestant Of(string name, Generated data, SurveyDatabase database) =>
        Contestant.Of($"{name} {Name(data)}", database) with
        {
            Data = Name(data),
        };
}
