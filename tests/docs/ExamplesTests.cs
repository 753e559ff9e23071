using Survey.Tests.Api;
using Xunit;

namespace Survey.Tests.Docs;

/// <summary>Every example is run against a server, and gives what stands beside it.</summary>
public sealed class ExamplesTests(ExampleHost api) : IClassFixture<ExampleHost>
{
    public static TheoryData<string> Scripts =>
        [.. Directory.GetFiles(ExampleHost.Folder, "*.sh").Select(file => Path.GetFileNameWithoutExtension(file)).Order()];

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task AnExampleGivesWhatStandsBesideIt(string name)
    {
        var expected = Assert.Single(
            Directory.GetFiles(ExampleHost.Folder, $"{name}.*"),
            file => !file.EndsWith(".sh", StringComparison.Ordinal)
        );

        var answer = await Shell.Run(
            Path.Combine(ExampleHost.Folder, $"{name}.sh"),
            [],
            ExampleHost.Folder,
            new Dictionary<string, string> { ["SURVEY_URL"] = api.Address }
        );

        Assert.True(answer.ExitCode == 0, answer.Errors);
        Assert.Equal(Laid(expected, await File.ReadAllTextAsync(expected)), Laid(expected, answer.Output));
    }

    /// <summary>JSON is the same however it is laid out; anything else is the same byte by byte.</summary>
    private static string Laid(string file, string text) =>
        file.EndsWith(".json", StringComparison.Ordinal) ? JsonText.Compact(text) : text;
}
