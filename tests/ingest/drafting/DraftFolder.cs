using Survey.Answers;
using Survey.Coded;
using Survey.Ingest.Commands;
using Survey.Ingest.Loading;
using Survey.Instruments;
using Survey.Storage;
using Xunit;

namespace Survey.Tests.Ingest.Drafting;

/// <summary>A folder that the command line has drafted an instrument into, thrown away after the test.</summary>
public sealed class DraftFolder : IDisposable
{
    public const string Wave = "w1";

    private readonly string parent = Directory.CreateTempSubdirectory("survey-draft-").FullName;

    private DraftFolder(string survey) => Survey = survey;

    public string Survey { get; }

    public string Path => System.IO.Path.Combine(parent, Survey);

    public string Yaml => File.ReadAllText(System.IO.Path.Combine(Path, InstrumentFile.Name));

    /// <summary>The draft of a file, by <c>ingest inspect FILE --draft DIR --wave w1</c>.</summary>
    public static async Task<DraftFolder> Of(string file, string encoding = "utf-8")
    {
        var folder = new DraftFolder(System.IO.Path.GetFileNameWithoutExtension(file));
        var (output, errors) = (new StringWriter(), new StringWriter());
        var code = await new CommandLine(output, errors).Run([
            "inspect",
            file,
            "--draft",
            folder.Path,
            "--wave",
            Wave,
            "--encoding",
            encoding,
        ]);
        Assert.Equal((0, ""), (code, errors.ToString()));
        return folder;
    }

    /// <summary>The draft of a small export.</summary>
    /// <param name="rows">header rows and rows; fields parted by |</param>
    public static async Task<DraftFolder> Of(string survey, params string[] rows)
    {
        using var raw = new SurveyFolder("");
        return await Of(
            raw.Write(
                $"{survey}.csv",
                string.Join(
                    '\n',
                    rows.Select(row =>
                        string.Join(',', row.Split('|').Select(field => $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\""))
                    )
                )
            )
        );
    }

    /// <summary>Loads the draft, unedited.</summary>
    public async Task<CodedWave> Load(SurveyDatabase database)
    {
        var outcomes = new List<LoadOutcome>();
        await foreach (var outcome in global::Survey.Ingest.Loading.Load.Folder(database, Path))
            outcomes.Add(outcome);
        Assert.Null(Assert.Single(outcomes).Problem);
        return outcomes[0].Coded!;
    }

    /// <summary>Loads the draft, unedited.</summary>
    /// <returns>a line for each question, such as <c>Where? = Here 2, There 1</c></returns>
    public async Task<string[]> Counts(SurveyDatabase database)
    {
        await Load(database);
        return
        [
            .. (await WaveToplines.Of(database, Survey, Wave)).Questions.Select(question =>
                $"{question.Text} = {string.Join(", ", question.Options.Select(option => $"{option.Label} {option.Count}"))}"
            ),
        ];
    }

    public void Dispose() => Directory.Delete(parent, recursive: true);
}
