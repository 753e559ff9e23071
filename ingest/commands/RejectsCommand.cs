using System.CommandLine;
using Survey.Commands;
using Survey.Storage;
using Survey.Tables;

namespace Survey.Ingest.Commands;

/// <summary><c>ingest rejects</c>: what of a wave's raw file could not be used, as CSV.</summary>
internal static class RejectsCommand
{
    public static Command Of(CommandLine commands)
    {
        var (survey, wave) = (Invocation.SurveyArgument(), CommandLine.WaveArgument());
        var revision = new Option<int?>("--revision") { Description = "the number of a revision; the live one when not given" };
        var command = new Command("rejects", "Write every cell and row that could not be used, as CSV.") { survey, wave, revision };
        command.SetAction(
            (parsed, cancel) =>
                commands.WithDatabase(
                    async database =>
                    {
                        var entry = await History.Find(
                            database,
                            parsed.GetValue(survey)!,
                            parsed.GetValue(wave)!,
                            parsed.GetValue(revision),
                            cancel
                        );
                        await commands.Output.WriteAsync(CsvFormat.Header(RejectsColumns.Table));
                        await foreach (
                            var reject in Rejects.Of(database, parsed.GetValue(survey)!, parsed.GetValue(wave)!, entry.Number, cancel)
                        )
                            await commands.Output.WriteAsync(CsvFormat.Row(RejectsColumns.Table, reject));
                        return Invocation.Done;
                    },
                    cancel
                )
        );
        return command;
    }
}
