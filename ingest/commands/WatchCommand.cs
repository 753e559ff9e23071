using System.CommandLine;
using System.Globalization;
using Survey.Commands;
using Survey.Ingest.Loading;
using Survey.Instruments;

namespace Survey.Ingest.Commands;

/// <summary><c>ingest watch</c>: a survey's folder, again and again.</summary>
internal static class WatchCommand
{
    public static Command Of(CommandLine commands)
    {
        var folder = new Argument<string>("folder") { Description = "a survey's folder with survey.yaml" };
        var every = new Option<TimeSpan?>("--every")
        {
            Description = "how often to look: 30s, 1m, 2h; every minute when not given",
            CustomParser = result =>
            {
                if (ParseTime(result.Tokens[0].Value) is { } time)
                    return time;
                result.AddError($"\"{result.Tokens[0].Value}\" is not a time such as 30s, 1m or 2h");
                return null;
            },
        };
        var heartbeat = new Option<string>("--heartbeat")
        {
            Description = "a file to write after every look that went well, for a health check",
        };
        var command = new Command("watch", "Load what is new or changed in a survey's folder, until stopped.") { folder, every, heartbeat };
        command.SetAction(
            (parsed, cancel) =>
                commands.WithDatabase(
                    async database =>
                    {
                        InstrumentFile.Read(parsed.GetValue(folder)!);
                        await commands.Output.WriteLineAsync($"watching {parsed.GetValue(folder)}; Ctrl-C stops");
                        var watch = new Watch(
                            database,
                            parsed.GetValue(folder)!,
                            outcome => commands.Tell(outcome),
                            commands.Errors.WriteLine,
                            parsed.GetValue(heartbeat)
                        );
                        await watch.Run(parsed.GetValue(every) ?? TimeSpan.FromMinutes(1), cancel);
                        await commands.Output.WriteLineAsync("stopped");
                        return Invocation.Done;
                    },
                    cancel
                )
        );
        return command;
    }

    /// <returns>null when the text is no time of a second to a week</returns>
    internal static TimeSpan? ParseTime(string text)
    {
        if (
            text.Length < 2
            || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number is 0 or > 604_800
        )
            return null;
        return text[^1] switch
        {
            's' => TimeSpan.FromSeconds(number),
            'm' when number <= 10_080 => TimeSpan.FromMinutes(number),
            'h' when number <= 168 => TimeSpan.FromHours(number),
            _ => null,
        };
    }
}
