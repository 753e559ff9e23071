using System.CommandLine;
using Survey.Answers;
using Survey.Commands;
using Survey.Reports.Charts;

namespace Survey.Reports.Commands;

/// <summary><c>reports chart</c>: the trend of one question as a picture.</summary>
internal static class ChartCommand
{
    public static Command Of(CommandLine commands)
    {
        var (survey, question) = (Invocation.SurveyArgument(), CommandLine.QuestionArgument());
        var file = CommandLine.OutputOption("the picture to write, a .png or .svg", required: true, ".png", ".svg");
        var waves = new Option<string>("--waves")
        {
            Description = "ids and ranges of waves, with commas between them; all that are loaded when not given",
        };
        var command = new Command("chart", "Draw the trend of one question.") { survey, question, file, waves };
        var query = new QueryOptions(command);
        command.SetAction(
            (parsed, cancel) =>
                commands.WithDatabase(
                    async database =>
                    {
                        var trend = await Trend.Of(
                            database,
                            parsed.GetValue(survey)!,
                            parsed.GetValue(question)!,
                            query.Of(parsed, parsed.GetValue(waves)),
                            cancel
                        );
                        if (CommandLine.IsNamed(parsed.GetValue(file)!, ".svg"))
                            await commands.Write(parsed.GetValue(file)!, TrendChart.Svg(trend), cancel);
                        else
                            await commands.Write(parsed.GetValue(file)!, TrendChart.Png(trend), cancel);
                    },
                    cancel
                )
        );
        return command;
    }
}
