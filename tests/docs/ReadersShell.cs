using Xunit;

namespace Survey.Tests.Docs;

/// <summary>A reader of a document who gives its commands, one after the other, in a folder of their own. A command that serves does so
/// until another one needs no server.</summary>
internal sealed class ReadersShell(string folder) : IAsyncDisposable
{
    private const string Written = "http://localhost:8080";

    private RunningSurvey? served;

    /// <summary>Gives a command, which must do what it says.</summary>
    /// <returns>what it said on standard output</returns>
    public async Task<string> Give(string command)
    {
        var asks = command.StartsWith("curl ", StringComparison.Ordinal);
        if (!asks)
            await Stop();
        if (Serves(command))
        {
            served = await RunningSurvey.Start(folder, Environment, command.Split(' ')[1..]);
            return served.Output.Replace(Address, Written, StringComparison.Ordinal);
        }
        Assert.False(asks && served is null, $"nothing serves: {command}");
        // A document speaks of a shell in the checkout; the reader's own files are in the folder.
        var line = command
            .Replace("./run", Path.Combine(Repository.Root, "run"), StringComparison.Ordinal)
            .Replace(Written, served is null ? Written : Address, StringComparison.Ordinal)
            .Replace("curl ", "curl --fail --silent --show-error ", StringComparison.Ordinal);
        var result = await Shell.Run("bash", ["-c", line], folder, Environment);
        Assert.True(result.ExitCode == 0, $"{command}: {result.Errors}");
        return result.Output;
    }

    /// <summary>As Ctrl-C does.</summary>
    public async Task Stop()
    {
        if (served is not { } running)
            return;
        served = null;
        Assert.Equal(0, await running.Stop());
        Assert.EndsWith("stopped\n", running.Output, StringComparison.Ordinal);
        await running.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (served is not null)
            await served.DisposeAsync();
    }

    private string Address => served!.Client.BaseAddress!.ToString().TrimEnd('/');

    private Dictionary<string, string> Environment =>
        new()
        {
            ["SURVEY_DATA"] = Path.Combine(folder, "data"),
            ["SURVEY_DB"] = "",
            ["PORT"] = "0",
        };

    private static bool Serves(string command) =>
        command.Split(' ') is ["./run", .. var rest]
        && (rest is not [var verb, ..] || verb is not ("ingest" or "reports" or "bench" or "--once"));
}
