using Xunit;

namespace Survey.Tests;

/// <summary>The README's first command, as a newcomer gives it.</summary>
[Collection(Name)]
public sealed class RunTests
{
    /// <summary>Of all tests that give <c>./run</c>: one at a time, because it builds what it runs.</summary>
    public const string Name = "run";

    [Fact]
    public async Task RunOnceLoadsTheSampleShowsTheHeadlineAndWritesTheReport()
    {
        using var data = new TemporaryFolder();
        var environment = new Dictionary<string, string> { ["SURVEY_DATA"] = data.Path, ["SURVEY_DB"] = "" };

        var first = await Shell.Run(Path.Combine(Repository.Root, "run"), ["--once"], data.Path, environment);

        Assert.True(first.ExitCode == 0, first.Errors + first.Output);
        Assert.Contains("container 2016-01: 2016-01.csv loaded as revision 1\n", first.Output, StringComparison.Ordinal);
        Assert.Contains("I am using containers", first.Output, StringComparison.Ordinal);
        Assert.Contains("84.7", first.Output, StringComparison.Ordinal);
        Assert.Contains("reconstructed", first.Output, StringComparison.Ordinal);
        var report = Path.Combine(data.Path, "reports", "container-2016-06.pdf");
        Assert.EndsWith($"report: {report}\n", first.Output, StringComparison.Ordinal);
        Assert.Equal("%PDF"u8.ToArray(), (await File.ReadAllBytesAsync(report))[..4]);

        var second = await Shell.Run(Path.Combine(Repository.Root, "run"), ["--once"], data.Path, environment);

        Assert.True(second.ExitCode == 0, second.Errors + second.Output);
        Assert.Contains("container 2016-06: 2016-06.csv is unchanged, revision 1\n", second.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(data.Path, "database", "postgresql", "postmaster.pid")), "the private database still runs");
    }

    [Fact]
    public async Task IngestAndReportsWorkOnTheSamePrivateDatabase()
    {
        using var data = new TemporaryFolder();
        var environment = new Dictionary<string, string> { ["SURVEY_DATA"] = data.Path, ["SURVEY_DB"] = "" };
        var run = Path.Combine(Repository.Root, "run");

        var load = await Shell.Run(run, ["ingest", "load", Repository.Sample("container")], data.Path, environment);
        var report = await Shell.Run(run, ["reports", "build", "container", "2016-06", "-o", "june.pdf"], data.Path, environment);
        var unknown = await Shell.Run(run, ["reports", "build", "container", "2016-05", "-o", "may.pdf"], data.Path, environment);
        var misused = await Shell.Run(run, ["ingest", "load"], data.Path, environment);

        Assert.True(load.ExitCode == 0, load.Errors);
        Assert.True(report.ExitCode == 0, report.Errors);
        Assert.True(File.Exists(Path.Combine(data.Path, "june.pdf")));
        Assert.Equal(1, unknown.ExitCode);
        Assert.Equal("no wave \"2016-05\" in survey \"container\"; there are 2016-01, 2016-02, 2016-03, 2016-06\n", unknown.Errors);
        Assert.Equal(2, misused.ExitCode);
    }

    [Fact]
    public async Task CtrlCStopsServerAndDatabase()
    {
        using var data = new TemporaryFolder();
        await using var survey = await RunningSurvey.Start(data.Path);
        Assert.Matches("^serving http://localhost:[0-9]+; Ctrl-C stops$", survey.Serving);
        Assert.Equal("""{"status":"ok"}""", await survey.Client.GetStringAsync("/healthz"));

        Assert.Equal(0, await survey.Stop());

        Assert.EndsWith("stopped\n", survey.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(data.Path, "database", "postgresql", "postmaster.pid")), "the private database still runs");
    }

    [Fact]
    public async Task AServerThatIsNamedIsUsedInsteadOfAPrivateOne()
    {
        using var data = new TemporaryFolder();
        var database = new TestDatabase();
        await database.InitializeAsync();
        try
        {
            var environment = new Dictionary<string, string> { ["SURVEY_DATA"] = data.Path, ["SURVEY_DB"] = database.ConnectionString };
            var result = await Shell.Run(Path.Combine(Repository.Root, "run"), ["--once"], data.Path, environment);

            Assert.True(result.ExitCode == 0, result.Errors + result.Output);
            Assert.Equal(4, await database.Value<long>("select count(*) from revision"));
            Assert.False(Directory.Exists(Path.Combine(data.Path, "database")));
        }
        finally
        {
            await database.DisposeAsync();
        }
    }

    [Fact]
    public async Task AServerThatIsNotThereIsSaidInOneLine()
    {
        using var data = new TemporaryFolder();
        var environment = new Dictionary<string, string>
        {
            ["SURVEY_DATA"] = data.Path,
            ["SURVEY_DB"] = "Host=127.0.0.1;Port=9;Username=nobody",
        };

        var result = await Shell.Run(Path.Combine(Repository.Root, "run"), ["--once"], data.Path, environment);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("the database cannot be used: Failed to connect to 127.0.0.1:9\n", result.Errors);
    }
}
