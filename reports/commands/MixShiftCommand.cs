using System.CommandLine;
using Survey.Answers;
using Survey.Commands;
using Survey.Reports.Charts;
using Survey.Reports.Tables;

namespace Survey.Reports.Commands;

/// <summary><c>reports mix-shift</c>: how much of a change is composition, and how much behaviour.</summary>
internal static class MixShiftCommand
{
    public static Command Of(CommandLine commands)
    {
        var (survey, question) = (Invocation.SurveyArgument(), CommandLine.QuestionArgument());
        var option = new Argument<string>("option") { Description = "the id of an option or net of it" };
        var by = new Option<string>("--by")
        {
            Description = "the id of the question whose options are the groups, of kind single or scale",
            Required = true,
        };
        var from = new Option<string>("--from") { Description = "the earlier wave's id", Required = true };
        var to = new Option<string>("--to") { Description = "the later wave's id", Required = true };
        var file = CommandLine.OutputOption("a picture to write too, a .png or .svg", required: false, ".png", ".svg");
        var command = new Command("mix-shift", "Say how much of a change comes from who answered, and how much from how groups answered.")
        {
            survey,
            question,
            option,
            by,
            from,
            to,
            file,
        };
        var query = new QueryOptions(command, adjusted: false);
        command.SetAction(
            (parsed, cancel) =>
                commands.WithDatabase(
                    async database =>
                    {
                        var shift = await MixShift.Of(
                            database,
                            parsed.GetValue(survey)!,
                            parsed.GetValue(question)!,
                            parsed.GetValue(option)!,
                            parsed.GetValue(by)!,
                            parsed.GetValue(from)!,
                            parsed.GetValue(to)!,
                            query.Of(parsed),
                            cancel
                        );
                        MixTable.Write(commands.Console, shift);
                        if (parsed.GetValue(file) is not { } path)
                            return;
                        if (CommandLine.IsNamed(path, ".svg"))
                            await commands.Write(path, MixChart.Svg(shift), cancel);
                        else
                            await commands.Write(path, MixChart.Png(shift), cancel);
                    },
                    cancel
                )
        );
        return command;
    }
}
