using System.CommandLine;
using Survey.Answers;
using Survey.Commands;
using Survey.Reports.Tables;
using Survey.Tables;

namespace Survey.Reports.Commands;

/// <summary><c>reports changes</c>: the sheet of every change between two waves.</summary>
internal static class ChangesCommand
{
    public static Command Of(CommandLine commands)
    {
        var survey = Invocation.SurveyArgument();
        var from = new Option<string>("--from")
        {
            Description = "the earlier wave's id; the last one loaded before the later wave when not given",
        };
        var to = new Option<string>("--to") { Description = "the later wave's id; the newest that is loaded when not given" };
        var file = CommandLine.OutputOption("the CSV to write, with all changes, in place of the table", required: false, ".csv");
        var command = new Command("changes", "Show every change between two waves, the surest first.") { survey, from, to, file };
        var query = new QueryOptions(command);
        command.SetAction(
            (parsed, cancel) =>
                commands.WithDatabase(
                    async database =>
                    {
                        var changes = await Changes.Of(
                            database,
                            parsed.GetValue(survey)!,
                            parsed.GetValue(from),
                            parsed.GetValue(to),
                            query.Of(parsed),
                            cancel
                        );
                        if (parsed.GetValue(file) is { } path)
                            await commands.Write(path, CsvFormat.Text(ChangesColumns.Table, ChangesColumns.Rows(changes)), cancel);
                        else
                            ChangesTable.Write(commands.Console, changes);
                    },
                    cancel
                )
        );
        return command;
    }
}
