using System.CommandLine;
using Survey.Commands;
using Survey.Ingest.Loading;

namespace Survey.Ingest.Commands;

/// <summary><c>ingest check</c>: a load as a dry run.</summary>
internal static class CheckCommand
{
    public static Command Of(CommandLine commands)
    {
        var path = new Argument<string>("path") { Description = "a raw file" };
        var survey = new Option<string>("--survey")
        {
            Description = "the id of a survey that the database knows, or a folder with survey.yaml",
            Required = true,
        };
        var wave = new Option<string>("--wave") { Description = "the id of the wave that the file holds", Required = true };
        var command = new Command("check", "Say what a load of a raw file would do, and every problem in it. Nothing is written.")
        {
            path,
            survey,
            wave,
        };
        command.SetAction(
            (parsed, cancel) =>
                commands.WithDatabase(
                    async database =>
                    {
                        var instrument = await LoadCommand.Instrument(database, parsed.GetValue(survey)!, cancel);
                        var outcome = await Check.File(
                            database,
                            instrument,
                            parsed.GetValue(wave)!,
                            parsed.GetValue(path)!,
                            commands.Errors.WriteLine,
                            cancel
                        );
                        await commands.Output.WriteLineAsync(outcome.ToString());
                        foreach (var problem in outcome.Problems)
                            await commands.Errors.WriteLineAsync(problem);
                        return outcome.Problems.Count == 0 ? Invocation.Done : Invocation.Failed;
                    },
                    cancel
                )
        );
        return command;
    }
}
