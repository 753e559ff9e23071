using System.CommandLine;

namespace Survey.Reports;

/// <summary><c>reports build</c>: the PDF report of one wave.</summary>
internal static class BuildCommand
{
    public static Command Of(Commands commands)
    {
        var survey = Commands.SurveyArgument();
        var wave = new Argument<string>("wave") { Description = "the wave's id" };
        var file = Commands.OutputOption("the PDF to write", required: true, ".pdf");
        var command = new Command("build", "Write the report of one wave.") { survey, wave, file };
        command.SetAction((parsed, cancel) => commands.WithDatabase(
            async database => await commands.Write(
                parsed.GetValue(file)!, await Report.Pdf(database, parsed.GetValue(survey)!, parsed.GetValue(wave)!, commands.Errors.WriteLine, cancel), cancel),
            cancel));
        return command;
    }
}
