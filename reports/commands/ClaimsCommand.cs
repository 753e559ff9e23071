using System.CommandLine;
using Survey.Claims;
using Survey.Commands;
using Survey.Reports.Tables;
using Survey.Tables;

namespace Survey.Reports.Commands;

/// <summary><c>reports claims</c>: what was published, checked against what is loaded.</summary>
internal static class ClaimsCommand
{
    public static Command Of(CommandLine commands)
    {
        var survey = Invocation.SurveyArgument();
        var moved = new Option<bool>("--moved")
        {
            Description = "only claims that come out otherwise than in the revisions before the live ones",
        };
        var file = CommandLine.OutputOption("a CSV to write, in place of the table", required: false, ".csv");
        var command = new Command("claims", "Check what was published against what is loaded.") { survey, moved, file };
        command.SetAction(
            (parsed, cancel) =>
                commands.WithDatabase(
                    async database =>
                    {
                        var claims = await CheckedClaims.Of(database, parsed.GetValue(survey)!, cancel);
                        if (parsed.GetValue(moved))
                            claims = claims.OnlyMoved();
                        if (parsed.GetValue(file) is { } path)
                            await commands.Write(path, CsvFormat.Text(ClaimsColumns.Table, ClaimsColumns.Rows(claims)), cancel);
                        else
                            ClaimsTable.Write(commands.Console, claims);
                    },
                    cancel
                )
        );
        return command;
    }
}
