using System.Globalization;
using System.Text;
using Survey.Instruments;

namespace Survey.Bench;

/// <summary>Files that a survey author would call large: each is loaded by a process of its own, whose memory must not grow with the
/// file.</summary>
internal static class LargeFiles
{
    private const double MostMemory = 200;

    /// <summary>Files, each with what must come of it: the exit code of the load.</summary>
    private static readonly (string Name, int ExitCode, Action<StreamWriter> Write)[] Files =
    [
        ("1 GB of ticks: 40 questions of one answer", 0, writer => Rows(writer, ticks: 40, texts: 0, megabytes: 1000)),
        ("1 GB of texts: 4 free texts a row", 0, writer => Rows(writer, ticks: 2, texts: 4, megabytes: 1000)),
        ("2,000 columns", 0, writer => Rows(writer, ticks: 2000, texts: 0, megabytes: 200)),
        ("a cell of 100 MB", 1, LargeCell),
    ];

    /// <exception cref="SurveyException">a load ended otherwise than it must</exception>
    public static async Task Run(BenchServer server, Table table)
    {
        table.Head("large file", "MB", "outcome", "seconds", "MB/s", "peak memory, MB", "target", "");
        foreach (var (name, exitCode, write) in Files)
        {
            const string Database = "large";
            var place = server.Folder.CreateSubdirectory("large");
            var file = Path.Combine(place.FullName, "w.csv");
            await using (var writer = new StreamWriter(file, append: false, new UTF8Encoding(false), 1 << 20))
                write(writer);
            await File.WriteAllTextAsync(Path.Combine(place.FullName, InstrumentFile.Name), Yaml(file));
            var load = await Child.Run([.. Child.Program("ingest"), "load", place.FullName], ("SURVEY_DB", await server.Create(Database)));
            var megabytes = new FileInfo(file).Length / 1e6;
            await server.Drop(Database);
            place.Delete(recursive: true);
            if (load.ExitCode != exitCode)
                throw new SurveyException(
                    $"{name}: the load ended with exit code {load.ExitCode}, and {exitCode} was expected: {load.Errors.Trim()}"
                );
            table.Row(
                name,
                Spread.Digits(megabytes),
                exitCode == 0 ? "loaded" : "refused",
                Spread.Digits(load.Seconds),
                exitCode == 0 ? Spread.Digits(megabytes / load.Seconds) : "",
                load.Peak.ToString("F0", CultureInfo.InvariantCulture),
                Table.Target(load.Peak, MostMemory, " MB")
            );
        }
    }

    private static void Rows(StreamWriter writer, int ticks, int texts, int megabytes)
    {
        var random = new Random(2016);
        writer.WriteLine(
            string.Join(
                ',',
                Enumerable
                    .Range(0, ticks)
                    .Select(tick => $"Tick {tick}?")
                    .Concat(Enumerable.Range(0, texts).Select(text => $"Text {text}?"))
            )
        );
        var row = new StringBuilder();
        long written = 0;
        do
        {
            row.Clear();
            for (var tick = 0; tick < ticks; tick++)
                row.Append(
                    random.Next(3) switch
                    {
                        0 => "Currently,",
                        1 => "Sometime soon,",
                        _ => ",",
                    }
                );
            for (var text = 0; text < texts; text++)
                row.Append(CultureInfo.InvariantCulture, $"\"What respondent {random.Next()} wrote, at some length and with a comma\",");
            row[^1] = '\n';
            writer.Write(row);
            written += row.Length;
        } while (written < megabytes * 1_000_000L);
    }

    private static void LargeCell(StreamWriter writer)
    {
        Rows(writer, ticks: 2, texts: 1, megabytes: 0);
        writer.Write("A,B,\"");
        for (var i = 0; i < 10_000_000; i++)
            writer.Write("0123456789");
        writer.Write("\"\n");
    }

    private static string Yaml(string file)
    {
        var columns = File.ReadLines(file).First().Split(',');
        var questions = columns.Select(
            (column, position) =>
                column.StartsWith("Tick", StringComparison.Ordinal)
                    ? $"  - {{ id: q{position}, text: \"{column}\", kind: single, options: [Currently, Sometime soon, A, B] }}"
                    : $"  - {{ id: q{position}, text: \"{column}\", kind: text }}"
        );
        return $"survey: bench\ntitle: Bench\nheadline: q0\nheadline-option: currently\nwaves: [{{ id: w, file: w.csv "
            + $"}}]\nquestions:\n{string.Join('\n', questions)}\n";
    }
}
