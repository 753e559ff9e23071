using System.CommandLine;
using System.Data.Common;
using Survey.Storage;

namespace Survey.Commands;

/// <summary>What the command lines of all programs do alike: parse, work, and say in one line what a user can mend.</summary>
public static class Invocation
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Misunderstood = 2;

    /// <summary>What a program gets to end in when it is told to stop, before it is ended.</summary>
    private static readonly TimeSpan Ending = TimeSpan.FromSeconds(30);

    /// <returns>what the command returned, or <see cref="Misunderstood"/></returns>
    public static async Task<int> Of(
        RootCommand root,
        string[] arguments,
        TextWriter output,
        TextWriter errors,
        CancellationToken cancel = default
    )
    {
        var parsed = root.Parse(arguments);
        var code = await parsed.InvokeAsync(
            new InvocationConfiguration
            {
                Output = output,
                Error = errors,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = Ending,
            },
            cancel
        );
        return parsed.Errors.Count > 0 ? Misunderstood : code;
    }

    /// <summary>Works on the database, and says in one line why it could not.</summary>
    /// <param name="server">a connection string; null for the database that the environment names</param>
    /// <param name="stopped">what comes of work that was told to stop: a load is not done, a server is</param>
    /// <returns>what the work returned, or <see cref="Failed"/></returns>
    public static async Task<int> WithDatabase(
        string? server,
        TextWriter errors,
        Func<SurveyDatabase, Task<int>> work,
        CancellationToken cancel,
        int stopped = Failed
    )
    {
        try
        {
            await using var session = await (
                server is null ? DatabaseSession.Open(errors.WriteLine, cancel) : DatabaseSession.Open(server, errors.WriteLine, cancel)
            );
            return await work(session.Database);
        }
        catch (SurveyException exception)
        {
            await errors.WriteLineAsync(exception.Message);
            return Failed;
        }
        catch (DbException exception)
        {
            await errors.WriteLineAsync($"the database failed: {exception.Message}");
            return Failed;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await errors.WriteLineAsync("stopped");
            return stopped;
        }
    }

    public static Argument<string> SurveyArgument() => new("survey") { Description = "the id of a survey that the database knows" };
}
