using System.CommandLine;
using System.Globalization;
using Survey.Commands;
using Survey.Ingest.Loading;
using Survey.Storage;

namespace Survey.Ingest.Commands;

/// <summary><c>ingest diff</c>: what is not the same in two revisions of a wave.</summary>
internal static class DiffCommand
{
    public static Command Of(CommandLine commands)
    {
        var (survey, wave) = (Invocation.SurveyArgument(), CommandLine.WaveArgument());
        var from = new Argument<int>("from") { Description = "the number of a revision" };
        var to = new Argument<int>("to") { Description = "the number of the revision to compare it with" };
        var id = new Option<string>("--respondent-id")
        {
            Description = "the column by which respondents are known in both files; rows are compared as a whole when not given",
        };
        var command = new Command("diff", "Show what differs between two revisions of a wave: respondents, columns, and counts.")
        {
            survey,
            wave,
            from,
            to,
            id,
        };
        command.SetAction(
            (parsed, cancel) =>
                commands.WithDatabase(
                    database =>
                        Show(
                            commands,
                            database,
                            parsed.GetValue(survey)!,
                            parsed.GetValue(wave)!,
                            parsed.GetValue(from),
                            parsed.GetValue(to),
                            parsed.GetValue(id),
                            cancel
                        ),
                    cancel
                )
        );
        return command;
    }

    private static async Task<int> Show(
        CommandLine commands,
        SurveyDatabase database,
        string survey,
        string wave,
        int from,
        int to,
        string? id,
        CancellationToken cancel
    )
    {
        var (first, second) = (
            await History.Find(database, survey, wave, from, cancel),
            await History.Find(database, survey, wave, to, cancel)
        );
        await commands.Output.WriteLineAsync($"{survey} {wave}: from {Name(first)} to {Name(second)}");
        var respondents = await ShowRespondents(commands, database, survey, wave, first, second, id, cancel);
        var changes = (await Counts.Stored(database, survey, wave, from, cancel)).ChangesTo(
            await Counts.Stored(database, survey, wave, to, cancel),
            await Surveys.Find(database, survey, cancel)
        );
        if (changes.Count > 0)
            await commands.Output.WriteAsync(ChangeTable.Of(changes));
        else
            await commands.Output.WriteLineAsync(respondents ? "no count differs" : "nothing differs");
        return Invocation.Done;
    }

    private static string Name(HistoryEntry entry) =>
        FormattableString.Invariant($"revision {entry.Number} ({entry.FileName}, {entry.Respondents} respondents)");

    /// <returns>whether there is anything to say of them</returns>
    private static async Task<bool> ShowRespondents(
        CommandLine commands,
        SurveyDatabase database,
        string survey,
        string wave,
        HistoryEntry from,
        HistoryEntry to,
        string? id,
        CancellationToken cancel
    )
    {
        try
        {
            var difference = await RespondentDifference.Of(database, survey, wave, from, to, id, commands.Errors.WriteLine, cancel);
            if (difference.IsNone)
                return false;
            var known = id is null
                ? "; rows are compared as a whole, so that a changed row is both"
                : string.Create(CultureInfo.InvariantCulture, $", {difference.Changed} changed; known by column {Label.Quote(id)}");
            await commands.Output.WriteLineAsync(
                string.Create(CultureInfo.InvariantCulture, $"respondents: {difference.Added} added, {difference.Removed} removed{known}")
            );
            await ShowColumns(commands, "new", difference.ColumnsAdded);
            await ShowColumns(commands, "gone", difference.ColumnsRemoved);
        }
        catch (SurveyException exception)
        {
            await commands.Output.WriteLineAsync($"respondents cannot be compared: {exception.Message}");
        }
        return true;
    }

    private static async Task ShowColumns(CommandLine commands, string what, IReadOnlyList<string> columns)
    {
        if (columns.Count > 0)
            await commands.Output.WriteLineAsync(
                $"columns that are {what}, and not compared: {string.Join(", ", columns.Select(column => Label.Quote(column)))}"
            );
    }
}
