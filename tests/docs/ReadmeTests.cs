using System.Diagnostics;
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
        Served? served = null;

        try
        {
            foreach (var command in commands)
            {
                if (served is not null && !command.StartsWith("curl ", StringComparison.Ordinal))
                {
                    await served.Stop();
                    served = null;
                }
                if (Serves(command))
                    served = await Served.Start(command, folder.Path);
                else
                {
                    Assert.False(served is null && command.StartsWith("curl ", StringComparison.Ordinal), $"nothing serves: {command}");
                    var line = Here(command)
                        .Replace("http://localhost:8080", served?.Address, StringComparison.Ordinal)
                        .Replace("curl ", "curl --fail --silent --show-error ", StringComparison.Ordinal);
                    var result = await Shell.Run("bash", ["-c", line], folder.Path, Served.Environment(folder.Path));
                    Assert.True(result.ExitCode == 0, $"{command}: {result.Errors}");
                }
            }
            if (served is not null)
                await served.Stop();
            served = null;
        }
        finally
        {
            served?.Process.Kill(entireProcessTree: true);
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

    /// <summary>A command that serves until it is stopped.</summary>
    private sealed record Served(Process Process, string Folder, string Address)
    {
        public static Dictionary<string, string> Environment(string folder) =>
            new()
            {
                ["SURVEY_DATA"] = Path.Combine(folder, "data"),
                ["SURVEY_DB"] = "",
                ["PORT"] = "0",
            };

        public static async Task<Served> Start(string command, string folder)
        {
            var start = new ProcessStartInfo("bash", ["-c", $"exec {Here(command)}"])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            foreach (var (name, value) in Environment(folder))
                start.Environment[name] = value;
            var process = Process.Start(start)!;
            _ = process.StandardError.ReadToEndAsync();
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            string? line;
            do line = await process.StandardOutput.ReadLineAsync(limit.Token);
            while (line is not null && !line.StartsWith("serving ", StringComparison.Ordinal));
            Assert.NotNull(line);
            return new Served(process, folder, line.Split(' ', ';')[1]);
        }

        public async Task Stop()
        {
            await Shell.Run("kill", ["-INT", $"{Process.Id}"], Folder);
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            Assert.Equal("stopped", await Process.StandardOutput.ReadLineAsync(limit.Token));
            await Process.WaitForExitAsync(limit.Token);
            Assert.Equal(0, Process.ExitCode);
            Process.Dispose();
        }
    }
}
