using System.CommandLine;
using Survey.Commands;
using Survey.Ingest.Loading;
using Survey.Storage;

namespace Survey.Ingest.Commands;

/// <summary>The command line <c>ingest</c>: what all its commands share. Each command stands in a file of its own.</summary>
/// <param name="server">the connection string of the database to work on; null for the one that the environment names</param>
public sealed class CommandLine(TextWriter output, TextWriter errors, string? server = null)
{
    internal TextWriter Output { get; } = output;

    internal TextWriter Errors { get; } = errors;

    /// <returns>0: all went well; 1: something was not loaded or could not be done; 2: the command was not understood</returns>
    public async Task<int> Run(string[] arguments, CancellationToken cancel = default)
    {
        var root = new RootCommand("Loads raw survey files, wave by wave.")
        {
            LoadCommand.Of(this),
            WatchCommand.Of(this),
            InspectCommand.Of(this),
            CheckCommand.Of(this),
            RevisionsCommand.Of(this),
            RejectsCommand.Of(this),
            DiffCommand.Of(this),
            RevertCommand.Of(this),
            RecodeCommand.Of(this),
        };
        return await Invocation.Of(root, arguments, Output, Errors, cancel);
    }

    internal static Argument<string> WaveArgument() => new("wave") { Description = "the id of a wave" };

    /// <summary>Says what became of a wave.</summary>
    /// <returns>the exit code that it stands for</returns>
    internal int Tell(LoadOutcome outcome)
    {
        (outcome.Problem is null ? Output : Errors).WriteLine(outcome);
        return outcome.Problem is null ? Invocation.Done : Invocation.Failed;
    }

    /// <summary>Works without a database; what the user can mend is said in one line.</summary>
    internal async Task<int> Say(Func<Task> work)
    {
        try
        {
            await work();
            return Invocation.Done;
        }
        catch (Exception exception) when (exception is SurveyException or IOException or UnauthorizedAccessException)
        {
            await Errors.WriteLineAsync(exception.Message);
            return Invocation.Failed;
        }
    }

    /// <summary>Works on the database; what the user can mend is said in one line.</summary>
    internal Task<int> WithDatabase(Func<SurveyDatabase, Task<int>> work, CancellationToken cancel) =>
        Invocation.WithDatabase(server, Errors, work, cancel);
}
