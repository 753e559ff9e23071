using System.CommandLine;
using System.Globalization;
using Survey.Commands;
using Survey.Storage;

namespace Survey.Ingest.Commands;

/// <summary><c>ingest revert</c>: figures come from an older revision again.</summary>
internal static class RevertCommand
{
    public static Command Of(CommandLine commands)
    {
        var (survey, wave) = (Invocation.SurveyArgument(), CommandLine.WaveArgument());
        var number = new Argument<int>("revision") { Description = "the number of the revision to make live again" };
        var command = new Command("revert", "Make an older revision of a wave live again. All revisions stay.") { survey, wave, number };
        command.SetAction(
            (parsed, cancel) =>
                commands.WithDatabase(
                    async database =>
                    {
                        var before = await History.Revert(
                            database,
                            parsed.GetValue(survey)!,
                            parsed.GetValue(wave)!,
                            parsed.GetValue(number),
                            cancel
                        );
                        await commands.Output.WriteLineAsync(
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"{parsed.GetValue(survey)} {parsed.GetValue(wave)}: revision {parsed.GetValue(number)} is live again, "
                                    + $"and revision {before} no longer"
                            )
                        );
                        await commands.Output.WriteLineAsync(
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"  loading the file of revision {before} once more makes it live as a new revision; "
                                    + $"take it out of the survey's folder if it should not be"
                            )
                        );
                        return Invocation.Done;
                    },
                    cancel
                )
        );
        return command;
    }
}
