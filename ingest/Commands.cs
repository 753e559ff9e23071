using System.CommandLine;
using System.Globalization;

namespace Survey.Ingest;

/// <summary>The command line: <c>ingest load</c> and <c>ingest watch</c>.</summary>
/// <param name="server">the connection string of the database to work on; null for the one that the environment names</param>
public sealed class Commands(TextWriter output, TextWriter errors, string? server = null)
{
    private const int Done = 0;
    private const int NotLoaded = 1;
    private const int Usage = 2;

    /// <returns>0: all is loaded; 1: something was not loaded; 2: the command was not understood</returns>
    public async Task<int> Run(string[] arguments, CancellationToken cancel = default)
    {
        var root = new RootCommand("Loads raw survey files, wave by wave.") { LoadCommand(), WatchCommand() };
        var parsed = root.Parse(arguments);
        var code = await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = errors, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(30) }, cancel);
        return parsed.Errors.Count > 0 ? Usage : code;
    }

    private Command LoadCommand()
    {
        var path = new Argument<string>("path") { Description = "a survey's folder with survey.yaml, whose waves name their files; or one raw file, with --survey and --wave" };
        var survey = new Option<string>("--survey") { Description = "the id of a survey that the database knows, or a folder with survey.yaml" };
        var wave = new Option<string>("--wave") { Description = "the id of the wave that the file holds" };
        var command = new Command("load", "Load a survey's folder, or one wave's raw file. What is loaded already stays as it is.") { path, survey, wave };
        command.Validators.Add(result =>
        {
            if (result.GetResult(survey) is null != result.GetResult(wave) is null)
                result.AddError("--survey and --wave go together: ingest load FILE --survey S --wave W");
            else if (result.GetResult(survey) is null && result.GetValue(path) is { } file && File.Exists(file))
                result.AddError($"{file} is a file; say what it is: ingest load {file} --survey S --wave W");
        });
        command.SetAction((parsed, cancel) => Try(
            async database => parsed.GetValue(survey) is { } id
                ? Tell(await LoadFile(database, parsed.GetValue(path)!, id, parsed.GetValue(wave)!, cancel))
                : await LoadFolder(database, parsed.GetValue(path)!, cancel),
            cancel));
        return command;
    }

    private Command WatchCommand()
    {
        var folder = new Argument<string>("folder") { Description = "a survey's folder with survey.yaml" };
        var every = new Option<TimeSpan?>("--every")
        {
            Description = "how often to look: 30s, 1m, 2h; every minute when not given",
            CustomParser = result =>
            {
                if (ParseTime(result.Tokens[0].Value) is { } time)
                    return time;
                result.AddError($"\"{result.Tokens[0].Value}\" is not a time such as 30s, 1m or 2h");
                return null;
            },
        };
        var heartbeat = new Option<string>("--heartbeat") { Description = "a file to write after every look that went well, for a health check" };
        var command = new Command("watch", "Load what is new or changed in a survey's folder, until stopped.") { folder, every, heartbeat };
        command.SetAction((parsed, cancel) => Try(
            async database =>
            {
                InstrumentFile.Read(parsed.GetValue(folder)!);
                await output.WriteLineAsync($"watching {parsed.GetValue(folder)}; Ctrl-C stops");
                await new Watch(database, parsed.GetValue(folder)!, outcome => Tell(outcome), errors.WriteLine, parsed.GetValue(heartbeat)).Run(parsed.GetValue(every) ?? TimeSpan.FromMinutes(1), cancel);
                await output.WriteLineAsync("stopped");
                return Done;
            },
            cancel));
        return command;
    }

    /// <returns>null when the text is no time of a second to a week</returns>
    internal static TimeSpan? ParseTime(string text)
    {
        if (text.Length < 2 || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is 0 or > 604_800)
            return null;
        return text[^1] switch
        {
            's' => TimeSpan.FromSeconds(number),
            'm' when number <= 10_080 => TimeSpan.FromMinutes(number),
            'h' when number <= 168 => TimeSpan.FromHours(number),
            _ => null,
        };
    }

    private async Task<LoadOutcome> LoadFile(SurveyDatabase database, string path, string survey, string wave, CancellationToken cancel)
    {
        var instrument = Directory.Exists(survey) ? InstrumentFile.Read(survey) : await Surveys.Find(database, survey, cancel);
        return await Load.File(database, instrument, wave, path, errors.WriteLine, cancel);
    }

    private async Task<int> LoadFolder(SurveyDatabase database, string folder, CancellationToken cancel)
    {
        var code = Done;
        await foreach (var outcome in Load.Folder(database, folder, errors.WriteLine, cancel))
            code = Math.Max(code, Tell(outcome));
        return code;
    }

    private int Tell(LoadOutcome outcome)
    {
        (outcome.Problem is null ? output : errors).WriteLine(outcome);
        return outcome.Problem is null ? Done : NotLoaded;
    }

    private async Task<int> Try(Func<SurveyDatabase, Task<int>> work, CancellationToken cancel)
    {
        try
        {
            await using var session = await (server is null ? DatabaseSession.Open(errors.WriteLine, cancel) : DatabaseSession.Open(server, errors.WriteLine, cancel));
            return await work(session.Database);
        }
        catch (SurveyException exception)
        {
            await errors.WriteLineAsync(exception.Message);
            return NotLoaded;
        }
        catch (Npgsql.NpgsqlException exception)
        {
            await errors.WriteLineAsync($"the database failed: {exception.Message}");
            return NotLoaded;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await errors.WriteLineAsync("stopped");
            return NotLoaded;
        }
    }
}
