using System.CommandLine;
using Survey.Commands;
using Survey.Ingest.Loading;
using Survey.Storage;
using Survey.Tables;

namespace Survey.Ingest.Commands;

/// <summary><c>ingest revisions</c>: what was ever loaded of a wave, and which of it is live.</summary>
internal static class RevisionsCommand
{
    public static Command Of(CommandLine commands)
    {
        var (survey, wave) = (Invocation.SurveyArgument(), CommandLine.WaveArgument());
        var command = new Command("revisions", "List the revisions of a wave, oldest first; figures come from the live one.")
        {
            survey,
            wave,
        };
        command.SetAction(
            (parsed, cancel) =>
                commands.WithDatabase(
                    async database =>
                    {
                        var entries = await History.Of(database, parsed.GetValue(survey)!, parsed.GetValue(wave)!, cancel);
                        await commands.Output.WriteAsync(PlainTable.Of(RevisionsColumns.Table, entries));
                        return Invocation.Done;
                    },
                    cancel
                )
        );
        return command;
    }
}
