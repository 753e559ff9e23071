using Survey.Tests.Counting;
using Xunit;

namespace Survey.Tests.Ingest.Loading;

/// <summary>A folder that <c>./run</c> watches, in a process of its own, with the settling time that it has when nothing is said.</summary>
public sealed class WatchedFolderTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    private static readonly string Good = SmallSurvey.Csv("Q?", ("A", 30), ("B", 70));

    [Fact]
    public async Task HalfAFileThatPausesForSevenSecondsNeverBecomesLive()
    {
        using var folder = new SurveyFolder(
            SmallSurvey.Yaml(
                "watched-by-run",
                "  - { id: w1, file: w1.csv }\n  - { id: w2, file: w2.csv }\n  - { id: w3, file: w3.csv }",
                "  - { id: q, text: Q?, kind: single, options: [A, B] }"
            )
        );
        folder.Write("w1.csv", Good);
        using var data = new TemporaryFolder();
        var server = new Dictionary<string, string> { ["SURVEY_DB"] = postgres.ConnectionString };
        await using var survey = await RunningSurvey.Start(data.Path, server, folder.Path);
        using var stop = new CancellationTokenSource();
        var always = AlwaysBeingWritten(folder, stop.Token);

        folder.Write("w2.csv", Good[..(Good.Length / 2)]);
        await Task.Delay(TimeSpan.FromSeconds(7));
        folder.Write("w2.csv", Good);
        var noticed = DateTime.UtcNow;
        while (!survey.Output.Contains("watched-by-run w2: w2.csv loaded as revision 1\n", StringComparison.Ordinal))
        {
            Assert.True(DateTime.UtcNow - noticed < TimeSpan.FromSeconds(60), survey.Output + survey.Errors);
            await Task.Delay(100);
        }
        await stop.CancelAsync();
        await always;

        Assert.True(DateTime.UtcNow - noticed > TimeSpan.FromSeconds(9));
        Assert.Equal(
            "1 100",
            await postgres.Value<string>(
                "select string_agg(revision || ' ' || respondents, ', ') from revision "
                    + "where survey_id = 'watched-by-run' and wave_id = 'w2'"
            )
        );
        Assert.Contains("w2.csv: changed; it is read when it has been unchanged for 10 s\n", survey.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("w3: w3.csv loaded", survey.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheSettlingTimeIsWhatTheSettingSays()
    {
        using var folder = new SurveyFolder(
            SmallSurvey.Yaml("settles", "  - { id: w1, file: w1.csv }", "  - { id: q, text: Q?, kind: single, options: [A, B] }")
        );
        folder.Write("w1.csv", Good);
        using var data = new TemporaryFolder();
        var settings = new Dictionary<string, string> { ["SURVEY_DB"] = postgres.ConnectionString, ["SURVEY_SETTLING"] = "1s" };
        await using var survey = await RunningSurvey.Start(data.Path, settings, folder.Path);

        var changed = DateTime.UtcNow;
        folder.Write("w1.csv", Good + "A\n");
        while (!survey.Output.Contains("settles w1: w1.csv loaded as revision 2\n", StringComparison.Ordinal))
        {
            Assert.True(DateTime.UtcNow - changed < TimeSpan.FromSeconds(9), survey.Output + survey.Errors);
            await Task.Delay(100);
        }
    }

    [Fact]
    public async Task ASettlingTimeThatIsNoneIsSaid()
    {
        using var data = new TemporaryFolder();

        var result = await Shell.Survey(
            data.Path,
            ["ingest", "watch", "."],
            ("SURVEY_DB", postgres.ConnectionString),
            ("SURVEY_SETTLING", "soon")
        );

        Assert.Equal((1, "SURVEY_SETTLING is \"soon\"; a time such as 10s or 1m was expected\n"), (result.ExitCode, result.Errors));
    }

    private static async Task AlwaysBeingWritten(SurveyFolder folder, CancellationToken stop)
    {
        for (var text = Good; !stop.IsCancellationRequested; text += "A\n")
        {
            folder.Write("w3.csv", text);
            await Task.Delay(300, CancellationToken.None);
        }
    }
}
