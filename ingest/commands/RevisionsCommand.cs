using System.CommandLine;
using Survey.Ingest.Loading;
using Survey.Storage;

namespace Survey.Ingest.Commands;

/// <summary><c>ingest revisions</c>: what was ever loaded of a wave, and which of it is live.</summary>
internal static class RevisionsCommand
{
    private static readonly string[] Header =
    [
        "revision",
        "live",
        "loaded at",
        "file",
        "bytes",
        "sha-256",
        "respondents",
        "coded",
        "rejected",
        "ignored",
        "instrument",
    ];

    public static Command Of(CommandLine commands)
    {
        var (survey, wave) = (CommandLine.SurveyArgument(), CommandLine.WaveArgument());
        var command = new Command("revisions", "List the revisions of a wave, oldest first; figures come from the live one.")
        {
            survey,
            wave,
        };
        command.SetAction(
            (parsed, cancel) =>
                commands.WithDatabase(
                    async database =>
                    {
                        var entries = await History.Of(database, parsed.GetValue(survey)!, parsed.GetValue(wave)!, cancel);
                        await commands.Output.WriteAsync(
                            PlainTable.Of(Header, entries.Select(Cells), "live", "loaded at", "file", "sha-256")
                        );
                        return CommandLine.Done;
                    },
                    cancel
                )
        );
        return command;
    }

    private static string[] Cells(HistoryEntry entry) =>
        [
            FormattableString.Invariant($"{entry.Number}"),
            entry.Live ? "live" : "",
            FormattableString.Invariant($"{entry.LoadedAt:yyyy-MM-ddTHH:mm:ssZ}"),
            entry.FileName,
            FormattableString.Invariant($"{entry.FileBytes}"),
            Convert.ToHexStringLower(entry.FileSha256.AsSpan(0, 6)),
            .. new[] { entry.Respondents, entry.Coded, entry.RejectedCells, entry.Ignored, entry.InstrumentVersion }.Select(number =>
                FormattableString.Invariant($"{number}")
            ),
        ];
}
