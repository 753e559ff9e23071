using System.CommandLine;
using System.Text;
using Survey.Ingest.Drafting;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Ingest.Commands;

/// <summary><c>ingest inspect</c>: what a raw file is found to be, and a first instrument for it. Needs no database.</summary>
internal static class InspectCommand
{
    public static Command Of(CommandLine commands)
    {
        var file = new Argument<string>("file") { Description = "a raw file, as the survey tool exported it" };
        var encoding = new Option<string>("--encoding")
        {
            Description = "how the file is encoded",
            DefaultValueFactory = _ => InstrumentFile.Encodings[0],
        };
        encoding.AcceptOnlyFromAmong([.. InstrumentFile.Encodings]);
        var draft = new Option<string>("--draft")
        {
            Description =
                "a folder to write survey.yaml to, an instrument that loads the file as it stands; its name becomes the survey's id",
        };
        var wave = new Option<string>("--wave") { Description = "the id of the wave that the file holds, such as 2026-03" };
        var command = new Command(
            "inspect",
            "Say what a raw file holds: its shape, its questions and their values; with --draft, write an instrument for it."
        )
        {
            file,
            encoding,
            draft,
            wave,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(draft) is null != result.GetResult(wave) is null)
                result.AddError("--draft and --wave go together: ingest inspect FILE --draft DIR --wave W");
        });
        command.SetAction(
            (parsed, cancel) =>
                commands.Say(async () =>
                {
                    var copy = await RawCopy.Of(parsed.GetValue(file)!, cancel);
                    var inspection = Inspection.Of(copy, parsed.GetValue(encoding)!);
                    var guess = Guess.Of(inspection);
                    if (parsed.GetValue(draft) is { } folder)
                        await WriteDraft(commands, inspection, guess, folder, parsed.GetValue(wave)!, cancel);
                    else
                        await commands.Output.WriteAsync(InspectionText.Of(inspection, guess));
                })
        );
        return command;
    }

    private static async Task WriteDraft(
        CommandLine commands,
        Inspection inspection,
        Guess guess,
        string folder,
        string wave,
        CancellationToken cancel
    )
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
        if (File.Exists(instrument))
            throw new SurveyException($"{instrument}: is there already, and is not overwritten; give another folder");
        var yaml = Draft.Of(inspection, guess, survey, wave);
        Directory.CreateDirectory(folder);
        var beside = Path.Combine(folder, inspection.File.Name);
        if (!File.Exists(beside))
        {
            File.Copy(inspection.File.Path, beside);
            await commands.Output.WriteLineAsync($"copied {inspection.File.Path} to {beside}");
        }
        else if (!(await RawCopy.Of(beside, cancel)).Sha256.AsSpan().SequenceEqual(inspection.File.Sha256))
            throw new SurveyException($"{beside}: is there already, and is not the file {inspection.File.Path}; give another folder");
        await using (var stream = new FileStream(instrument, FileMode.CreateNew))
            await stream.WriteAsync(Encoding.UTF8.GetBytes(yaml), cancel);
        await commands.Output.WriteLineAsync($"wrote {instrument}: {guess.Questions.Count} questions; load it with: ingest load {folder}");
    }
}
