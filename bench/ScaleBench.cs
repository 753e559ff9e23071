using System.Diagnostics;
using System.Globalization;
using Dapper;
using Survey.Answers;
using Survey.Ingest.Loading;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Bench;

/// <summary>
/// What becomes slow first as surveys and respondents grow. The first size of each is loaded; larger ones are made of it in the database,
/// survey beside survey and bit beside bit, because files of that size would take hours: stored rows are what they would be, answers are
/// the same percentages.
/// </summary>
internal static class ScaleBench
{
    private const int Runs = 7;
    private const int Warm = 3;

    /// <summary>Of a wave, so that whole bytes can be repeated, and 128 of them are one stored chunk.</summary>
    private const int WaveRespondents = 8192;

    /// <summary>Larger sizes are left out when so much time is gone.</summary>
    private static readonly TimeSpan Enough = TimeSpan.FromMinutes(3);

    private static readonly int[] Surveys = [10, 1_000, 10_000];
    private static readonly int[] Repeats = [1, 8, 128];

    /// <param name="respondents">not asked for: the sizes are those of the document</param>
    public static async Task Run(int respondents)
    {
        var watch = Stopwatch.StartNew();
        await using var server = await BenchServer.Start();
        var table = new Table("grow").About(
            $"median of {Runs} runs, nothing cached in the process, PostgreSQL's own cache warm",
            $"PostgreSQL {server.Version}"
        );
        await OfSurveys(server, table, watch);
        await OfRespondents(server, table.Line(""), watch);
        await table.Write(Place.Document("scale.md"));
    }

    private static async Task OfSurveys(BenchServer server, Table table, Stopwatch watch)
    {
        table.Head("surveys", "list of surveys, ms", "trend, ms", "sheet of changes, ms", "load of a wave more, ms", "database, MB");
        var connectionString = await server.Create("surveys");
        (await Child.Run([.. Child.Program("ingest"), "load", Place.Sample], ("SURVEY_DB", connectionString))).Good("ingest load");
        await using var database = new SurveyDatabase(connectionString, new BitmapCache(0));
        var instrument = InstrumentFile.Read(Place.Sample);
        var there = 1;
        foreach (var count in Surveys.TakeWhile(_ => watch.Elapsed < Enough))
        {
            await Execute(connectionString, await Copies(connectionString, instrument.Survey, there, count));
            await Execute(connectionString, "vacuum (analyze)");
            there = count;
            var survey = $"{instrument.Survey}-{count / 2}";
            table.Row(
                Number(count),
                await Milliseconds(() => LoadedSurvey.All(database)),
                await Milliseconds(() => Trend.Of(database, survey, instrument.Headline)),
                await Milliseconds(() => Changes.Of(database, survey, instrument.Waves[^2].Id, instrument.Waves[^1].Id)),
                await Milliseconds(() => LoadAnew(database, server.Folder.FullName)),
                await Megabytes(connectionString)
            );
        }
    }

    /// <summary>Statements that put copies of a survey under other names beside it.</summary>
    private static async Task<string> Copies(string connectionString, string survey, int there, int count)
    {
        await using var connection = await BenchServer.Connect(connectionString);
        var columns = await connection.QueryAsync<(string Table, string Columns)>(
            """
            select table_name, string_agg(column_name, ', ' order by ordinal_position)
            from information_schema.columns
            join information_schema.tables using (table_schema, table_name)
            where table_schema = 'survey' and table_type = 'BASE TABLE' and column_name <> 'survey_id' and table_name <> 'migration'
            group by table_name
            """
        );
        // Nobody listens: thousands of notices would be made for nothing.
        return "set session_replication_role = replica;\n"
            + string.Concat(
                columns.Select(one =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"""
                        insert into survey.{one.Table} (survey_id, {one.Columns})
                        select '{survey}-' || n, {one.Columns.Replace(
                            "yaml",
                            $"replace(yaml, 'survey: {survey}', 'survey: {survey}-' || n)",
                            StringComparison.Ordinal
                        )}
                        from survey.{one.Table} cross join generate_series({there}, {count - 1}) as n
                        where survey_id = '{survey}';

                        """
                    )
                )
            );
    }

    private static async Task<int> LoadAnew(SurveyDatabase database, string temporary)
    {
        var name = $"more-{Guid.NewGuid():N}";
        var folder = Directory.CreateDirectory(Path.Combine(temporary, name)).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(folder, InstrumentFile.Name),
            $"survey: {name}\ntitle: More\nheadline: q\nheadline-option: a\nexport: {{ metadata: [Timestamp] }}\n"
                + "waves: [{ id: w, label: W, file: w.csv }]\nquestions: [{ id: q, text: Q?, kind: single, options: [A, B] }]\n"
        );
        await File.WriteAllTextAsync(Path.Combine(folder, "w.csv"), "Timestamp,Q?\n1,A\n2,B\n3,A\n");
        var loaded = 0;
        await foreach (var outcome in Load.Folder(database, folder))
            loaded += outcome.Problem is null ? 1 : throw new SurveyException(outcome.Problem);
        return loaded;
    }

    private static async Task OfRespondents(BenchServer server, Table table, Stopwatch watch)
    {
        var data = await Generated.Of(WaveRespondents * Generated.WaveCount);
        var connectionString = await server.Load(data);
        await using var database = new SurveyDatabase(connectionString, new BitmapCache(0));
        string[] asked = [BenchQuery.Trend, BenchQuery.Segment, BenchQuery.Crosstab, BenchQuery.Overlap, BenchQuery.Weighted];
        table.Head(["respondents in 24 waves", .. asked.Select(query => $"{query}, ms"), "database, MB"]);
        var there = 1;
        foreach (var repeat in Repeats.TakeWhile(_ => watch.Elapsed < Enough))
        {
            if (repeat > there)
                await Execute(connectionString, Repeated(repeat / there));
            await Execute(connectionString, "vacuum (analyze)");
            there = repeat;
            var row = new List<string> { Number(data.Respondents * repeat) };
            foreach (var query in BenchQuery.All(data).Where(query => asked.Contains(query.Name)))
                row.Add(await Milliseconds(() => query.Survey(database)));
            table.Row([.. row, await Megabytes(connectionString)]);
        }
    }

    /// <summary>Statements that make of every respondent as many. What nobody asks for here, numbers and texts, stays.</summary>
    private static string Repeated(int times) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            update survey.selection set count = count * {times}, bits = decode(repeat(encode(bits, 'hex'), {times}), 'hex');
            update survey.revision set respondents = respondents * {times}, data_rows = data_rows * {times};
            """
        );

    private static async Task<string> Milliseconds<T>(Func<Task<T>> work)
    {
        var taken = new List<double>();
        for (var run = -Warm; run < Runs; run++)
        {
            var watch = Stopwatch.StartNew();
            await work();
            if (run >= 0)
                taken.Add(watch.Elapsed.TotalMilliseconds);
        }
        return Spread.Of(taken).ToString();
    }

    private static async Task<string> Megabytes(string connectionString)
    {
        await using var connection = await BenchServer.Connect(connectionString);
        return Spread.Digits(await connection.ExecuteScalarAsync<long>("select pg_database_size(current_database())") / 1e6);
    }

    private static async Task Execute(string connectionString, string sql)
    {
        await using var connection = await BenchServer.Connect(connectionString);
        await connection.ExecuteAsync(sql, commandTimeout: 300);
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
