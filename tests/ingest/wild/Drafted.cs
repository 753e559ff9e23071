using System.Text.Json;
using Survey.Ingest.Coding;
using Survey.Ingest.Commands;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Tests.Ingest.Wild;

/// <summary>A finding, as <c>inspect --json</c> says it.</summary>
/// <param name="Column">that it is about, from 1; null for the file or a row</param>
internal sealed record Found(string Code, string Weight, int? Column, string Where, string Seen)
{
    /// <summary>Whether it says that something may be meant otherwise than it is read.</summary>
    public bool Doubts => Weight is "doubt" or "decide";

    /// <summary>Whether it doubts a column of what came out otherwise.</summary>
    public bool Explains(Difference difference) => Doubts && Column is { } column && difference.Columns.Contains(column);

    public override string ToString() => $"{Weight} [{Code}] {Where}: {Seen}";
}

/// <summary>A raw file that the command line has looked at and drafted an instrument for, in a folder that goes with it.</summary>
internal sealed class Drafted : IDisposable
{
    public const string Wave = "w1";

    private readonly TemporaryFolder parent = new();

    private Drafted(string survey) => Folder = Path.Combine(parent.Path, survey);

    public string Folder { get; }

    /// <summary>Why nothing was drafted, in the command's words; null where something was.</summary>
    public string? Problem { get; private set; }

    public IReadOnlyList<Found> Findings { get; private set; } = [];

    /// <summary>How many rows stand above the first respondent.</summary>
    public int HeaderRows { get; private set; }

    /// <summary>The tool that the file is taken to be of, as an instrument names it.</summary>
    public string Dialect { get; private set; } = "";

    private string InstrumentPath => Path.Combine(Folder, InstrumentFile.Name);

    public string Yaml => File.Exists(InstrumentPath) ? File.ReadAllText(InstrumentPath) : "";

    /// <summary>By <c>ingest inspect FILE --draft DIR --wave w1 --json</c>.</summary>
    public static async Task<Drafted> Of(string file)
    {
        var drafted = new Drafted(Label.Slug(Path.GetFileNameWithoutExtension(file)));
        var (output, errors) = (new StringWriter(), new StringWriter());
        try
        {
            var code = await new CommandLine(output, errors).Run(["inspect", file, "--draft", drafted.Folder, "--wave", Wave, "--json"]);
            if (code == 0)
                drafted.Hear(output.ToString());
            else
                drafted.Fails($"not drafted: {errors.ToString().TrimEnd()}");
        }
        catch (Exception defect) when (defect is not SurveyException)
        {
            drafted.Fails($"inspect crashes: {defect}");
        }
        return drafted;
    }

    /// <summary>Nothing comes of the draft.</summary>
    public void Fails(string problem) => Problem ??= problem;

    /// <summary>Answers what the draft asks.</summary>
    /// <param name="answers">what stands in the draft, and what is written instead</param>
    public void Answer(IEnumerable<(string Asked, string Answer)> answers)
    {
        foreach (var (asked, answer) in answers)
        {
            var yaml = Yaml;
            if (!yaml.Contains(asked, StringComparison.Ordinal))
                Fails($"the draft does not ask: {asked}");
            File.WriteAllText(InstrumentPath, yaml.Replace(asked, answer, StringComparison.Ordinal));
        }
    }

    /// <summary>Decides everything that the draft asks for what it is drafted as.</summary>
    public void Decide() =>
        File.WriteAllLines(
            InstrumentPath,
            Yaml.Split('\n').Where(line => !line.TrimStart().StartsWith("# TODO", StringComparison.Ordinal))
        );

    /// <summary>What a load would code, without a database.</summary>
    /// <exception cref="SurveyException">a load would be refused</exception>
    public async Task<CountedWave> Coded()
    {
        var instrument = InstrumentFile.Read(Folder);
        var wave = instrument.Wave(Wave);
        using var coded = WaveReader.Read(await RawCopy.Of(Path.Combine(Folder, wave.File)), instrument.At(wave));
        return CountedWave.Of(coded);
    }

    public void Dispose() => parent.Dispose();

    private void Hear(string output)
    {
        // What was written stands before it.
        var json = output.StartsWith('{') ? output : output[output.IndexOf("\n{", StringComparison.Ordinal)..];
        var said = JsonDocument.Parse(json).RootElement;
        HeaderRows = said.GetProperty("headerRows").GetInt32();
        Dialect = Text(said.GetProperty("dialect"), "format");
        Findings =
        [
            .. said.GetProperty("findings")
                .EnumerateArray()
                .Select(finding => new Found(
                    Text(finding, "code"),
                    Text(finding, "weight"),
                    finding.GetProperty("column") is { ValueKind: JsonValueKind.Number } column ? column.GetInt32() : null,
                    Text(finding, "where"),
                    Text(finding, "seen")
                )),
        ];
    }

    private static string Text(JsonElement finding, string name) => finding.GetProperty(name).GetString()!;
}
