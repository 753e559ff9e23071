using System.Diagnostics;
using System.Globalization;
using System.Text;
using Survey.Ingest;

namespace Survey.Bench;

/// <summary>Shows that a load's memory does not grow with the file: each file is loaded by a process of its own, whose peak is read.</summary>
internal static class Memory
{
    private const int Limit = 300;

    /// <summary>Files that a survey author would call large, each with what must come of it.</summary>
    private static readonly (string Name, string Outcome, Action<StreamWriter> Write)[] Files =
    [
        ("1-gb-of-ticks", "loaded", writer => Rows(writer, ticks: 40, texts: 0, megabytes: 1000)),
        ("1-gb-of-texts", "loaded", writer => Rows(writer, ticks: 2, texts: 4, megabytes: 1000)),
        ("2000-columns", "loaded", writer => Rows(writer, ticks: 2000, texts: 0, megabytes: 200)),
        ("a-cell-of-100-mb", "refused", writer =>
        {
            Rows(writer, ticks: 2, texts: 1, megabytes: 0);
            writer.Write("A,B,\"");
            for (var i = 0; i < 1_000_000; i++)
                writer.Write("0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789");
            writer.Write("\"\n");
        }),
    ];

    /// <returns>0 when every file stayed under the limit and had the expected outcome</returns>
    public static async Task<int> Run()
    {
        if (Environment.GetEnvironmentVariable("SURVEY_BENCH_FOLDER") is { Length: > 0 } folder)
            return await LoadOne(folder);
        var good = true;
        Console.WriteLine("| file | MB | outcome | seconds | MB/s | peak memory, MB |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var (name, expected, write) in Files)
        {
            var place = Directory.CreateTempSubdirectory("survey-bench-");
            try
            {
                File.SetUnixFileMode(place.FullName, (UnixFileMode)0b111_101_101);
                var file = Path.Combine(place.FullName, "w.csv");
                await using (var writer = new StreamWriter(file, append: false, new UTF8Encoding(false), 1 << 20))
                    write(writer);
                await File.WriteAllTextAsync(Path.Combine(place.FullName, InstrumentFile.Name), Yaml(file));
                var (outcome, seconds, peak) = await Measure(place.FullName);
                var megabytes = new FileInfo(file).Length / 1e6;
                good &= outcome == expected && peak < Limit;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {megabytes:F0} | {outcome} | {seconds:F1} | {megabytes / seconds:F0} | {peak:F0}{(peak < Limit ? "" : $" (over {Limit})")} |"));
            }
            finally
            {
                place.Delete(recursive: true);
            }
        }
        return good ? 0 : 1;
    }

    private static async Task<(string Outcome, double Seconds, double Peak)> Measure(string folder)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, Environment.GetCommandLineArgs()[0].EndsWith(".dll", StringComparison.Ordinal) ? [Environment.GetCommandLineArgs()[0]] : [])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["SURVEY_BENCH_FOLDER"] = folder;
        using var process = Process.Start(start)!;
        var output = (await process.StandardOutput.ReadToEndAsync()).Trim().Split(' ');
        await process.WaitForExitAsync();
        return (output[0], double.Parse(output[1], CultureInfo.InvariantCulture), double.Parse(output[2], CultureInfo.InvariantCulture));
    }

    /// <summary>In the process that is measured.</summary>
    private static async Task<int> LoadOne(string folder)
    {
        await using var server = await PrivateDatabase.Start(Path.Combine(folder, "database"), _ => { }, lasting: false);
        await using var database = new SurveyDatabase(server.ConnectionString);
        await database.Migrate();
        var watch = Stopwatch.StartNew();
        var outcome = await Load.File(database, InstrumentFile.Read(folder), "w", Path.Combine(folder, "w.csv"));
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{(outcome.Problem is null ? "loaded" : "refused")} {watch.Elapsed.TotalSeconds} {self.PeakWorkingSet64 / 1e6}"));
        if (outcome.Problem is not null)
            await Console.Error.WriteLineAsync(outcome.Problem.Length > 300 ? outcome.Problem[..300] : outcome.Problem);
        return 0;
    }

    private static void Rows(StreamWriter writer, int ticks, int texts, int megabytes)
    {
        var random = new Random(2016);
        writer.WriteLine(string.Join(',', Enumerable.Range(0, ticks).Select(tick => $"Tick {tick}?").Concat(Enumerable.Range(0, texts).Select(text => $"Text {text}?"))));
        var row = new StringBuilder();
        long written = 0;
        do
        {
            row.Clear();
            for (var tick = 0; tick < ticks; tick++)
                row.Append(random.Next(3) switch { 0 => "Currently,", 1 => "Sometime soon,", _ => "," });
            for (var text = 0; text < texts; text++)
                row.Append(CultureInfo.InvariantCulture, $"\"What respondent {random.Next()} wrote, at some length and with a comma\",");
            row[^1] = '\n';
            writer.Write(row);
            written += row.Length;
        }
        while (written < megabytes * 1_000_000L);
    }

    private static string Yaml(string file)
    {
        var columns = File.ReadLines(file).First().Split(',');
        var questions = columns.Select((column, position) => column.StartsWith("Tick", StringComparison.Ordinal)
            ? $"  - {{ id: q{position}, text: \"{column}\", kind: single, options: [Currently, Sometime soon, A, B] }}"
            : $"  - {{ id: q{position}, text: \"{column}\", kind: text }}");
        return $"survey: bench\ntitle: Bench\nheadline: q0\nheadline-option: currently\nwaves: [{{ id: w, file: w.csv }}]\nquestions:\n{string.Join('\n', questions)}\n";
    }
}
