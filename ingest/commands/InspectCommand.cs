using System.CommandLine;
using System.Text;
using Survey.Ingest.Drafting;
using Survey.Ingest.Guessing;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Ingest.Commands;

/// <summary><c>ingest inspect</c>: what a raw file is found to be, what is doubtful about that, and a first instrument for it. Needs no
/// database.</summary>
internal static class InspectCommand
{
    /// <summary>The ids of a survey and a wave that nobody has named.</summary>
    private const string Unnamed = "survey";

    private sealed record Choices(
        Argument<string> File,
        Option<string> Encoding,
        Option<string> Format,
        Option<int?> HeaderRows,
        Option<string> Sheet,
        Option<string> Delimiter,
        Option<string> Draft,
        Option<string> Wave,
        Option<bool> Json
    );

    public static Command Of(CommandLine commands)
    {
        var choices = new Choices(
            new Argument<string>("file") { Description = "a raw file, as the survey tool exported it" },
            new Option<string>("--encoding")
            {
                Description = "how the file is encoded",
                DefaultValueFactory = _ => InstrumentFile.Encodings[0],
            },
            new Option<string>("--format") { Description = "the tool that wrote the file; the likeliest when left out" },
            new Option<int?>("--header-rows") { Description = "how many rows stand above the first respondent" },
            new Option<string>("--sheet") { Description = "of an XLSX, the sheet that holds the answers" },
            new Option<string>("--delimiter") { Description = "what parts the fields of a row" },
            new Option<string>("--draft")
            {
                Description = "a folder to write survey.yaml to, an instrument for the file; its name becomes the survey's id",
            },
            new Option<string>("--wave") { Description = "the id of the wave that the file holds, such as 2026-03" },
            new Option<bool>("--json") { Description = "say it as JSON, for programs" }
        );
        choices.Encoding.AcceptOnlyFromAmong([.. InstrumentFile.Encodings]);
        choices.Format.AcceptOnlyFromAmong([.. InstrumentFile.ExportFormats.Keys]);
        choices.Delimiter.AcceptOnlyFromAmong([.. InstrumentFile.ExportDelimiters.Keys]);
        var command = new Command(
            "inspect",
            "Say what a raw file holds: its dialect, its questions and their values, and what is doubtful; with --draft, "
                + "write an instrument for it."
        )
        {
            choices.File,
            choices.Encoding,
            choices.Format,
            choices.HeaderRows,
            choices.Sheet,
            choices.Delimiter,
            choices.Draft,
            choices.Wave,
            choices.Json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(choices.Draft) is null != result.GetResult(choices.Wave) is null)
                result.AddError("--draft and --wave go together: ingest inspect FILE --draft DIR --wave W");
            if (result.GetResult(choices.HeaderRows) is not null && result.GetValue(choices.HeaderRows) is not (>= 1 and <= 20))
                result.AddError("--header-rows is a whole number, 1 to 20");
        });
        command.SetAction((parsed, cancel) => commands.Say(() => Inspect(commands, choices, parsed, cancel)));
        return command;
    }

    private static async Task Inspect(CommandLine commands, Choices choices, ParseResult parsed, CancellationToken cancel)
    {
        var folder = parsed.GetValue(choices.Draft);
        var (survey, wave) = folder is null ? (Unnamed, Unnamed) : Named(folder, parsed.GetValue(choices.Wave)!);
        var file = await RawCopy.Of(parsed.GetValue(choices.File)!, cancel);
        var drafted = DraftedSurvey.Of(file, OverrulesOf(choices, parsed), survey, wave);
        if (folder is not null)
            await WriteDraft(parsed.GetValue(choices.Json) ? TextWriter.Null : commands.Output, drafted, folder, cancel);
        if (parsed.GetValue(choices.Json))
            await commands.Output.WriteLineAsync(InspectionJson.Of(drafted));
        else if (folder is null)
            await commands.Output.WriteAsync(InspectionText.Of(drafted));
    }

    private static Overrules OverrulesOf(Choices choices, ParseResult parsed) =>
        new(
            parsed.GetValue(choices.Encoding)!,
            parsed.GetValue(choices.Format) is { } format ? InstrumentFile.ExportFormats[format] : null,
            parsed.GetValue(choices.HeaderRows),
            parsed.GetValue(choices.Sheet) ?? "",
            parsed.GetValue(choices.Delimiter) is { } delimiter && delimiter != Export.Auto
                ? InstrumentFile.ExportDelimiters[delimiter]
                : null
        );

    private static (string Survey, string Wave) Named(string folder, string wave)
    {
        var survey = Label.Slug(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))));
        if (!Label.IsId(survey))
            throw new SurveyException(
                $"{folder}: its name becomes the survey's id, and has no letters or digits to make one of, or more than 80"
            );
        if (!Label.IsId(wave))
            throw new SurveyException(
                $"--wave {Label.Quote(wave)} is not an id: at most 80 lower-case letters and digits, with single hyphens inside"
            );
        var instrument = Path.Combine(folder, InstrumentFile.Name);
        return File.Exists(instrument)
            ? throw new SurveyException($"{instrument}: is there already, and is not overwritten; give another folder")
            : (survey, wave);
    }

    private static async Task WriteDraft(TextWriter output, DraftedSurvey drafted, string folder, CancellationToken cancel)
    {
        var file = drafted.Inspection.File;
        if (drafted.Yaml is not { } yaml)
            throw new SurveyException($"{file.Name}:1 column 1: no column looks like a question, so there is nothing to draft");
        var instrument = Path.Combine(folder, InstrumentFile.Name);
        var beside = Path.Combine(folder, file.Name);
        Directory.CreateDirectory(folder);
        var lines = new List<string>();
        if (!File.Exists(beside))
        {
            File.Copy(file.Path, beside);
            lines.Add($"copied {file.Path} to {beside}");
        }
        else if (!(await RawCopy.Of(beside, cancel)).Sha256.AsSpan().SequenceEqual(file.Sha256))
            throw new SurveyException($"{beside}: is there already, and is not the file {file.Path}; give another folder");
        await File.WriteAllTextAsync(Path.Combine(folder, InstrumentFile.SchemaName), InstrumentFile.Schema(), cancel);
        await using (var stream = new FileStream(instrument, FileMode.CreateNew))
            await stream.WriteAsync(Encoding.UTF8.GetBytes(yaml), cancel);
        var undecided = drafted.Findings.Count(finding => finding.Weight == FindingWeight.Decide);
        lines.Add($"wrote {instrument}: {drafted.Guess.Questions.Count} questions; {drafted.Tried}");
        lines.AddRange(drafted.Findings.Where(finding => finding.Weight != FindingWeight.Note).Select(finding => finding.ToString()));
        lines.Add(
            undecided == 0
                ? $"load it with: ingest load {folder}"
                : $"decide what stands as TODO in it ({undecided}), then load it with: ingest load {folder}"
        );
        foreach (var line in lines)
            await output.WriteLineAsync(line);
    }
}
