using System.Text.RegularExpressions;
using Xunit;

namespace Survey.Tests.Docs;

/// <summary>docs/first-survey.md, from a real export to a page that is served: each command is run, and says what stands below
/// it.</summary>
[Collection(RunTests.Name)]
public sealed class FirstSurveyTests
{
    private const string Export = "otel-getting-started.csv";

    [RealDataFact]
    public async Task EveryCommandSaysWhatStandsBelowIt()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(Path.Combine(folder.Path, Export), await File.ReadAllBytesAsync(RealData.File($"wild/{Export}")));
        var commands = Document
            .Blocks(Document.Of("docs/first-survey.md").Text, "console")
            .SelectMany(block => Regex.Split(block, "^\\$ ", RegexOptions.Multiline).Skip(1))
            .Select(command => command.Split('\n', 2))
            .ToList();

        await using var shell = new ReadersShell(folder.Path);
        foreach (var command in commands)
        {
            var (expected, said) = (command.Length > 1 ? command[1] : "", await shell.Give(command[0]));
            Assert.True(Says(said, expected), $"{command[0]}\nsays\n{said}\nand not\n{expected}");
        }
        await shell.Stop();

        Assert.True(commands.Count > 10);
        Assert.Equal("%PDF"u8.ToArray(), (await File.ReadAllBytesAsync(Path.Combine(folder.Path, "getting-started.pdf")))[..4]);
    }

    [Theory]
    [InlineData("a\nb\nc\n", "a\n...\nc", true)]
    [InlineData("a\nc\n", "a\n...\nc", true)]
    [InlineData("a\nb,d\n", "a\nb,...", true)]
    [InlineData("a\nb\nc\n", "a\nc", false)]
    [InlineData("a\nb\nc\n", "a\n...\nd", false)]
    [InlineData("a.c\n", "abc", false)]
    [InlineData("a\n", "", false)]
    public void DotsStandForWhatIsLeftOut(string said, string expected, bool same) => Assert.Equal(same, Says(said, expected));

    /// <summary>Whether a command said what a document shows; a line <c>...</c> stands for any lines, and at a line's end for its
    /// rest.</summary>
    private static bool Says(string said, string expected)
    {
        var lines = expected.TrimEnd('\n').Split('\n').Select(line => line.TrimEnd()).ToList();
        var pattern = string.Concat(
            lines.Select(line =>
                line == "..." ? "(.*\\n)*?"
                : line.EndsWith("...", StringComparison.Ordinal) ? Regex.Escape(line[..^3]) + ".*\\n"
                : Regex.Escape(line) + " *\\n"
            )
        );
        return expected.Length == 0
            ? said.Length == 0
            : Regex.IsMatch(said.TrimEnd('\n') + "\n", $"\\A{pattern}\\z", RegexOptions.None, TimeSpan.FromSeconds(10));
    }
}
