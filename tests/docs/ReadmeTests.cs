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

        await using var shell = new ReadersShell(folder.Path);
        foreach (var command in commands)
            await shell.Give(command);
        await shell.Stop();

        Assert.True(commands.Count > 8);
        foreach (var file in (string[])["june.pdf", "deploy.png", "my-survey/survey.yaml"])
            Assert.True(File.Exists(Path.Combine(folder.Path, file)), file);
    }
}
