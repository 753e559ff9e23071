using System.CommandLine;
using Spectre.Console;
using Survey.Answers;
using Survey.Commands;
using Survey.Ingest.Loading;
using Survey.Instruments;
using Survey.Reports.Documents;
using Survey.Reports.Tables;
using Survey.Storage;

namespace Survey.Api.Serving;

/// <summary>
/// The single process: database, worker, API and page in one. Loads the folders it is given, shows what came of them, and serves;
/// without folders it only serves what the database holds.
/// </summary>
public static class CommandLine
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    /// <returns>0: all went well; 1: something was not loaded or could not start; 2: the command was not understood</returns>
    public static async Task<int> Run(string[] arguments)
    {
        var folders = new Argument<string[]>("folder")
        {
            Description = "folders with survey.yaml, loaded at start and whenever something in them changes",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var once = new Option<bool>("--once") { Description = "do all but the serving, and exit" };
        var root = new RootCommand("Survey: month-over-month answers from raw survey files.") { folders, once };
        root.SetAction((parsed, cancel) => Run(parsed.GetValue(folders)!, parsed.GetValue(once), cancel));
        return await Invocation.Of(root, arguments, Console.Out, Console.Error);
    }

    private static async Task<int> Run(string[] folders, bool once, CancellationToken cancel)
    {
        try
        {
            var at = once ? null : ListenAddress.FromEnvironment();
            var url = at?.Url();
            return await Invocation.WithDatabase(
                server: null,
                Console.Error,
                async database =>
                {
                    var code = Invocation.Done;
                    foreach (var folder in folders)
                        code = Math.Max(code, await Show(database, folder, cancel));
                    if (at is not null)
                        await Serve(database, at, url!, folders, cancel);
                    return code;
                },
                cancel,
                stopped: Invocation.Done
            );
        }
        catch (SurveyException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return Invocation.Failed;
        }
    }

    /// <summary>Loads a survey's folder, prints its headline, and writes the newest wave's report.</summary>
    private static async Task<int> Show(SurveyDatabase database, string folder, CancellationToken cancel)
    {
        var code = Invocation.Done;
        await foreach (var outcome in Load.Folder(database, folder, Console.Error.WriteLine, cancel: cancel))
        {
            Console.WriteLine(outcome);
            if (outcome.Problem is not null)
                code = Invocation.Failed;
        }
        var instrument = InstrumentFile.Read(folder);
        if ((await Revision.Live(database, instrument.Survey, cancel)).Count == 0)
            return code;
        var trend = await Trend.Of(database, instrument.Survey, instrument.Headline, cancel: cancel);
        Console.WriteLine();
        TrendTable.Write(AnsiConsole.Console, trend);
        var file = Path.Combine(DatabaseSession.DataFolder, "reports", $"{instrument.Survey}-{trend.Waves[^1].Id}.pdf");
        await OutputFile.Write(
            file,
            await Report.Pdf(database, instrument.Survey, trend.Waves[^1].Id, Console.Error.WriteLine, cancel),
            cancel
        );
        Console.WriteLine();
        Console.WriteLine($"report: {file}");
        return code;
    }

    private static async Task Serve(SurveyDatabase database, ListenAddress at, string url, string[] folders, CancellationToken cancel)
    {
        await using var app = App.Build(database, url);
        try
        {
            await app.StartAsync(cancel);
        }
        catch (IOException exception)
        {
            throw at.Refused(exception);
        }
        Console.WriteLine(
            $"serving {string.Join(", ", app.Urls).Replace("127.0.0.1", "localhost", StringComparison.Ordinal)}; Ctrl-C stops"
        );
        var watches = folders.Select(folder =>
            new Watch(database, folder, outcome => Console.WriteLine(outcome), Console.Error.WriteLine).Run(
                LookEvery,
                app.Lifetime.ApplicationStopping
            )
        );
        await Task.WhenAll([.. watches, app.WaitForShutdownAsync(cancel)]);
        Console.WriteLine("stopped");
    }
}
