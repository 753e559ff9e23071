using System.CommandLine;
using System.Globalization;
using Survey.Commands;
using Survey.Storage;

namespace Survey.Ingest.Commands;

/// <summary><c>ingest distribute</c>: what is stored, over the nodes of Citus.</summary>
internal static class DistributeCommand
{
    public static Command Of(CommandLine commands)
    {
        var command = new Command(
            "distribute",
            "Distribute what is stored over the nodes of Citus, by survey. What is distributed already stays as it is."
        );
        command.SetAction(
            (_, cancel) =>
                commands.WithDatabase(
                    async database =>
                    {
                        var moved = false;
                        await foreach (var table in Distribution.Spread(database, cancel))
                        {
                            moved |= table.Rows is not null;
                            await commands.Output.WriteLineAsync(
                                table.Rows is { } rows
                                    ? string.Create(CultureInfo.InvariantCulture, $"{table.Name}: distributed by survey, {rows} rows moved")
                                    : $"{table.Name}: distributed already"
                            );
                        }
                        if (moved)
                            await commands.Output.WriteLineAsync(
                                "restart the programs that were running: they plan statements without Citus"
                            );
                        return Invocation.Done;
                    },
                    cancel
                )
        );
        return command;
    }
}
