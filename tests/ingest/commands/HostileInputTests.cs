using Survey.Tests.Counting;
using Xunit;

namespace Survey.Tests.Ingest.Commands;

/// <summary>Input that never ends, through the front door: each is said in one line, soon, and without much memory.</summary>
public sealed class HostileInputTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    private const int Patience = 10;
    private const long Memory = 500_000_000;

    public static TheoryData<string> Names => [.. HostileInputs.All.Keys];

    [Fact]
    public void ThereAreFiftyOfThemAndMore() => Assert.InRange(HostileInputs.All.Count, 50, 100);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task EachEndsWithOneLine(string name)
    {
        using var data = new TemporaryFolder();
        using var folder = new SurveyFolder(
            SmallSurvey.Yaml("hostile", "  - { id: w1, file: w1.raw }", "  - { id: q, text: Q?, kind: single, options: [A, B] }")
        );
        folder.Write("w1.raw", "Q?\nA\n");
        var (make, said) = HostileInputs.All[name];
        make(folder);
        // What builds is not measured.
        Assert.Equal(0, (await Shell.Survey(data.Path, ["ingest", "--version"])).ExitCode);

        var result = await Measured.Run(data.Path, ["ingest", "load", folder.Path], ("SURVEY_DB", postgres.ConnectionString));

        var line = Shell.WithoutProgress(result.Errors).Replace(folder.Path, "", StringComparison.Ordinal);
        Assert.StartsWith(said, line, StringComparison.Ordinal);
        Assert.Equal((1, line.Length - 1), (result.ExitCode, line.IndexOf('\n', StringComparison.Ordinal)));
        Assert.InRange(line.Length, 1, 2_000);
        Assert.InRange(result.Time.TotalSeconds, 0, Patience);
        Assert.InRange(result.PeakBytes, 10_000_000, Memory);
    }
}
