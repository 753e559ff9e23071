using System.CommandLine;
using Survey.Commands;
using Survey.Ingest.Loading;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Ingest.Commands;

/// <summary><c>ingest load</c>: a survey's folder, or one wave's raw file.</summary>
internal static class LoadCommand
{
    public static Command Of(CommandLine commands)
    {
        var path = new Argument<string>("path")
        {
            Description = "a survey's folder with survey.yaml, whose waves name their files; or one raw file, with --survey and --wave",
        };
        var survey = new Option<string>("--survey")
        {
            Description = "the id of a survey that the database knows, or a folder with survey.yaml",
        };
        var wave = new Option<string>("--wave") { Description = "the id of the wave that the file holds" };
        var fewer = new Option<bool>("--allow-fewer") { Description = "load a wave anew though it has fewer respondents than before" };
        var changed = new Option<bool>("--allow-changed")
        {
            Description = "load a wave anew though known respondents have other answers than before",
        };
        var command = new Command("load", "Load a survey's folder, or one wave's raw file. What is loaded already stays as it is.")
        {
            path,
            survey,
            wave,
            fewer,
            changed,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(survey) is null != result.GetResult(wave) is null)
                result.AddError("--survey and --wave go together: ingest load FILE --survey S --wave W");
            else if (result.GetResult(survey) is null && result.GetValue(path) is { } file && File.Exists(file))
                result.AddError($"{file} is a file; say what it is: ingest load {file} --survey S --wave W");
        });
        command.SetAction(
            (parsed, cancel) =>
                commands.WithDatabase(
                    async database =>
                    {
                        var reload = new Reload(parsed.GetValue(fewer), parsed.GetValue(changed));
                        return parsed.GetValue(survey) is { } id
                            ? await LoadFile(commands, database, parsed.GetValue(path)!, id, parsed.GetValue(wave)!, reload, cancel)
                            : await LoadFolder(commands, database, parsed.GetValue(path)!, reload, cancel);
                    },
                    cancel
                )
        );
        return command;
    }

    private static async Task<int> LoadFile(
        CommandLine commands,
        SurveyDatabase database,
        string path,
        string survey,
        string wave,
        Reload reload,
        CancellationToken cancel
    )
    {
        var instrument = await Instrument(database, survey, cancel);
        var code = commands.Tell(await Load.File(database, instrument, wave, path, commands.Errors.WriteLine, reload, cancel));
        if (Directory.Exists(survey) && await Load.Claims(database, instrument, survey, commands.Errors.WriteLine, cancel) is { } problem)
            code = Math.Max(code, commands.Tell(problem));
        return code;
    }

    /// <param name="survey">a folder with an instrument, or the id of a survey</param>
    internal static async Task<Instrument> Instrument(SurveyDatabase database, string survey, CancellationToken cancel) =>
        Directory.Exists(survey) ? InstrumentFile.Read(survey) : await Surveys.Find(database, survey, cancel);

    private static async Task<int> LoadFolder(
        CommandLine commands,
        SurveyDatabase database,
        string folder,
        Reload reload,
        CancellationToken cancel
    )
    {
        var code = Invocation.Done;
        await foreach (var outcome in Load.Folder(database, folder, commands.Errors.WriteLine, reload, cancel))
            code = Math.Max(code, commands.Tell(outcome));
        return code;
    }
}
