using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Survey.Bench;

/// <summary>The tables of one verb, as they stand in README.md between markers.</summary>
internal sealed class Table(string verb)
{
    private readonly StringBuilder text = new();

    /// <summary>A target in words: what was reached, what was wanted, and whether that is met.</summary>
    /// <param name="most">as much as may be</param>
    public static string Target(double found, double most, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"≤ {most}{unit} | {(found <= most ? "met" : "miss")}");

    /// <summary>When, on what and with what was measured.</summary>
    public Table About(string what, params string[] versions)
    {
        var processor =
            File.ReadLines("/proc/cpuinfo")
                .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
                ?.Split(':')[1]
                .Trim()
            ?? RuntimeInformation.OSArchitecture.ToString();
        return Line(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{DateTime.UtcNow:yyyy-MM-dd}; {what};\n{processor}, {Environment.ProcessorCount} cores; "
                        + $"{string.Join(", ", [$".NET {Environment.Version}", .. versions])}."
                )
            )
            .Line("");
    }

    public Table Head(params string[] cells) =>
        Row(cells).Line($"|{string.Concat(Enumerable.Repeat("---|", string.Join('|', cells).Split('|').Length))}");

    /// <param name="cells">one with a | in it is two</param>
    public Table Row(params string[] cells) => Line($"| {string.Join(" | ", cells)} |");

    public Table Line(string line)
    {
        text.Append(line).Append('\n');
        Console.WriteLine(line);
        return this;
    }

    /// <summary>Puts it into a document in the place of what the verb wrote before.</summary>
    /// <param name="document">the benchmarks' README.md when not given</param>
    public async Task Write(string? document = null)
    {
        var file = document ?? Place.ReadMe;
        var readme = await File.ReadAllTextAsync(file);
        var (begin, end) = ($"<!-- {verb} -->\n", $"<!-- end of {verb} -->");
        var (from, to) = (readme.IndexOf(begin, StringComparison.Ordinal), readme.IndexOf(end, StringComparison.Ordinal));
        if (from < 0 || to < from)
            throw new SurveyException($"{file}: the markers \"{begin.Trim()}\" and \"{end}\" were expected around the tables of {verb}");
        await File.WriteAllTextAsync(file, $"{readme[..(from + begin.Length)]}{text}{readme[to..]}");
    }
}
