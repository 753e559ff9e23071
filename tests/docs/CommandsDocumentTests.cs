using System.Text.RegularExpressions;
using Xunit;

namespace Survey.Tests.Docs;

/// <summary>docs/commands.md lists what the programs say of themselves, and nothing else.</summary>
public sealed partial class CommandsDocumentTests
{
    private static readonly Document Commands = Document.Of("docs/commands.md");

    [Theory]
    [InlineData("ingest")]
    [InlineData("reports")]
    public async Task EveryCommandHasItsSectionAndNoOther(string program) =>
        Assert.Equal(
            (await Help(program))
                .Where(entry => !entry.Name.StartsWith('-'))
                .Select(entry => $"`{program} {entry.Name.Split(' ')[0]}`")
                .Order(),
            Commands.Sections.Keys.Where(heading => heading.StartsWith($"`{program} ", StringComparison.Ordinal)).Order()
        );

    [Theory]
    [InlineData("ingest")]
    [InlineData("reports")]
    public async Task EveryOptionIsDescribedAsItsHelpDoesAndNoOther(string program)
    {
        foreach (var (command, description) in await Help(program))
        {
            if (command.StartsWith('-'))
                continue;
            var name = command.Split(' ')[0];
            var section = Commands.Sections[$"`{program} {name}`"];

            Assert.StartsWith(description, section, StringComparison.Ordinal);
            Same(await Help(program, name), section);
        }
    }

    [Fact]
    public async Task TheProgramThatServesIsDescribedToo() => Same(await Help("api"), Commands.Sections["`run`"]);

    /// <summary>The benchmarks are not built with the tests: what they take is read from their source.</summary>
    [Fact]
    public void EveryVerbOfTheBenchmarksIsDescribedAndNoOther()
    {
        var source = File.ReadAllText(Path.Combine(Repository.Root, "bench", "Program.cs"));

        Assert.Equal(
            Verb().Matches(source).Select(match => string.Concat(match.Groups.Values.Skip(1))).Order(),
            Document.Rows(Commands.Sections["`bench`"]).SelectMany(row => Document.Code(row[0])).Order()
        );
    }

    [Fact]
    public void EveryCommandHasAnExampleOfItsOwnOptions()
    {
        foreach (var (heading, section) in Commands.Sections)
        {
            var known = Document.Rows(section).SelectMany(row => Document.Code(row[0])).ToHashSet();
            var command = heading.Trim('`') is "run" ? "./run" : $"./run {heading.Trim('`')}";
            var example = Assert.Single(Document.Blocks(section));

            Assert.All(
                example.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n'),
                line =>
                {
                    Assert.StartsWith(command, line, StringComparison.Ordinal);
                    Assert.All(Option().Matches(line).Select(match => match.Value), option => Assert.Contains(option, known));
                }
            );
        }
    }

    private static void Same(IReadOnlyList<(string Name, string Description)> help, string section)
    {
        var rows = Document.Rows(section).ToDictionary(row => string.Join(", ", Document.Code(row[0])), row => row[1]);

        Assert.Equal(help.Select(entry => entry.Name).Order(), rows.Keys.Order());
        Assert.All(help, entry => Assert.StartsWith(entry.Description, rows[entry.Name], StringComparison.Ordinal));
    }

    /// <summary>The arguments, options and commands that a program names, but for those that every program has.</summary>
    private static async Task<IReadOnlyList<(string Name, string Description)>> Help(string program, params string[] command)
    {
        var file = $"Survey.{char.ToUpperInvariant(program[0])}{program[1..]}.dll";
        var result = await Shell.Run("dotnet", [file, .. command, "--help"], AppContext.BaseDirectory);
        Assert.True(result.ExitCode == 0, result.Errors);
        return
        [
            .. from match in Entry().Matches(result.Output)
            let name = string.Join(
                ", ",
                match.Groups["name"].Value.Split(", ").Select(part => part.StartsWith('-') ? part.Split(' ')[0] : part)
            )
            where name is not ("-?, -h, --help" or "--version")
            select (name, match.Groups["description"].Value),
        ];
    }

    [GeneratedRegex(
        @"^  (?<name>(<|-|[a-z][a-z-]*( <|  ))\S*.*?)( \(REQUIRED\))?  +(?<description>\S.*?)( \[default: .*\])?\r?$",
        RegexOptions.Multiline
    )]
    private static partial Regex Entry();

    [GeneratedRegex(@"\(""(\w+)"", "".*"", \w+\.Run\)|new Command\(""(\w+)""|new Option<\w+>\(""([\w-]+)""\)")]
    private static partial Regex Verb();

    [GeneratedRegex(@"(?<=\s)--?[a-z][a-z-]*")]
    private static partial Regex Option();
}
