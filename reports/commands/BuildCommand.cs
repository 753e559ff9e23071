using System.CommandLine;
using Survey.Commands;
using Survey.Reports.Documents;

namespace Survey.Reports.Commands;

/// <summary><c>reports build</c>: the PDF report of one wave.</summary>
internal static class BuildCommand
{
    public static Command Of(CommandLine commands)
    {
        var survey = Invocation.SurveyArgument();
        var wave = new Argument<string>("wave") { Description = "the wave's id" };
        var file = CommandLine.OutputOption("the PDF to write", required: true, ".pdf");
        var command = new Command("build", "Write the report of one wave.") { survey, wave, file };
        command.SetAction(
            (parsed, cancel) =>
                commands.WithDatabase(
                    async database =>
                        await commands.Write(
                            parsed.GetValue(file)!,
                            await Report.Pdf(database, parsed.GetValue(survey)!, parsed.GetValue(wave)!, commands.Errors.WriteLine, cancel),
                            cancel
                        ),
                    cancel
                )
        );
        return command;
    }
}
