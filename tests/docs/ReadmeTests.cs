using Xunit;

namespace Survey.Tests.Docs;

/// <summary>Every command of the README is run as it stands there, from its first to its last, in a folder of its own.</summary>
[Collection(RunTests.Name)]
public sealed class ReadmeTests
{
    private const string Export = "my-export.csv";

    [Fact]
    public async Task EveryCommandDoesWhatItSays()
    {
        using var folder = new TemporaryFolder();
        File.CreateSymbolicLink(Path.Combine(folder.Path, "samples"), Path.Combine(Repository.Root, "samples"));
        File.Copy(Path.Combine(ExampleHost.Folder, "lunch", "2026.csv"), Path.Combine(folder.Path, Export));
        var commands = Document.Blocks(Document.Of("README.md").Text).SelectMany(block => block.Split('\n')).ToList();
        RunningSurvey? served = null;

        try
        {
            foreach (var command in commands)
            {
                if (served is not null && !command.StartsWith("curl ", StringComparison.Ordinal))
                {
                    await Stop(served);
                    served = null;
                }
                if (Serves(command))
                    served = await RunningSurvey.Start(folder.Path, Environment(folder.Path), command.Split(' ')[1..]);
                else
                {
                    Assert.False(served is null && command.StartsWith("curl ", StringComparison.Ordinal), $"nothing serves: {command}");
                    var line = Here(command)
                        .Replace("http://localhost:8080", served?.Client.BaseAddress?.ToString().TrimEnd('/'), StringComparison.Ordinal)
                        .Replace("curl ", "curl --fail --silent --show-error ", StringComparison.Ordinal);
                    var result = await Shell.Run("bash", ["-c", line], folder.Path, Environment(folder.Path));
                    Assert.True(result.ExitCode == 0, $"{command}: {result.Errors}");
                }
            }
            if (served is not null)
                await Stop(served);
            served = null;
        }
        finally
        {
            if (served is not null)
                await served.DisposeAsync();
        }

        Assert.True(commands.Count > 8);
        foreach (var file in (string[])["june.pdf", "deploy.png", "my-survey/survey.yaml"])
            Assert.True(File.Exists(Path.Combine(folder.Path, file)), file);
    }

    /// <summary>The README speaks of a shell in the checkout; files of the reader's own are in the test's folder.</summary>
    private static string Here(string command) => command.Replace("./run", Path.Combine(Repository.Root, "run"), StringComparison.Ordinal);

    private static bool Serves(string command) =>
        command.Split(' ') is ["./run", .. var rest]
        && (rest is not [var verb, ..] || verb is not ("ingest" or "reports" or "bench" or "--once"));

    private static Dictionary<string, string> Environment(string folder) =>
        new()
        {
            ["SURVEY_DATA"] = Path.Combine(folder, "data"),
            ["SURVEY_DB"] = "",
            ["PORT"] = "0",
        };

    private static async Task Stop(RunningSurvey served)
    {
        Assert.Equal(0, await served.Stop());
        Assert.EndsWith("stopped\n", served.Output, StringComparison.Ordinal);
        await served.DisposeAsync();
    }
}
