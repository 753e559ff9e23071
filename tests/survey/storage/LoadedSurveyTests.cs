using Survey.Answers;
using Survey.Counting;
using Survey.Instruments;
using Survey.Storage;
using Survey.Tests.Counting;
using Xunit;

namespace Survey.Tests.Storage;

public sealed class LoadedSurveyTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    private const string Waves = "  - { id: w1 }\n  - { id: w2 }\n  - { id: w3 }";
    private const string Questions = "  - { id: q, text: Q?, kind: single, options: [A, B] }";

    [Fact]
    public async Task BeforeHasTheRevisionBeforeTheLiveOneOfEveryWaveThatHasOne()
    {
        await Load("before", ("w1", 10), ("w2", 20));
        Assert.Equal("w1 1 of 10, w2 1 of 20", Shown(await LoadedSurvey.Before(postgres.Database, "before")));
        await Load("before", ("w1", 11));
        await Load("before", ("w1", 12));

        Assert.Equal("w1 3 of 12, w2 1 of 20", Shown(await LoadedSurvey.Live(postgres.Database, "before")));
        Assert.Equal("w1 2 of 11, w2 1 of 20", Shown(await LoadedSurvey.Before(postgres.Database, "before")));
    }

    [Fact]
    public async Task AfterARevertTheRevisionsBehindTheLiveOneAreNotBeforeIt()
    {
        foreach (var respondents in new[] { 10, 11, 12 })
            await Load("reverted", ("w1", respondents));
        await postgres.Value<int>("update wave set live_revision = 2 where survey_id = 'reverted'");

        Assert.Equal("w1 2 of 11", Shown(await LoadedSurvey.Live(postgres.Database, "reverted")));
        Assert.Equal("w1 1 of 10", Shown(await LoadedSurvey.Before(postgres.Database, "reverted")));
    }

    [Fact]
    public async Task AnAnswerFromTheRevisionsBeforeIsTheOneThatWasGivenBefore()
    {
        var query = new Query { Where = [Filter.Parse("q:a,b")], Base = BaseRule.All };
        await Load("answered", ("w1", 10), ("w2", 20));
        var then = await Trend.Of(postgres.Database, "answered", "q", query);
        await Load("answered", ("w2", 40));

        var before = await Trend.Of(
            postgres.Database,
            await LoadedSurvey.Before(postgres.Database, "answered"),
            "q",
            query,
            CancellationToken.None
        );

        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(then), System.Text.Json.JsonSerializer.Serialize(before));
        Assert.Equal([10, 40], (await Trend.Of(postgres.Database, "answered", "q", query)).Waves.Select(wave => wave.Base));
    }

    [Fact]
    public async Task WavesThatTheInstrumentNoLongerHasAreNotThere()
    {
        await Load("renamed", ("w1", 10), ("w2", 20));
        await Surveys.Store(
            postgres.Database,
            InstrumentFile.Parse(
                InstrumentFile.Name,
                SmallSurvey.Yaml("renamed", Waves.Replace("w2", "w9", StringComparison.Ordinal), Questions)
            )
        );

        Assert.Equal("w1 1 of 10", Shown(await LoadedSurvey.Live(postgres.Database, "renamed")));
        Assert.Equal("w1 1 of 10", Shown(await LoadedSurvey.Before(postgres.Database, "renamed")));
    }

    [Fact]
    public async Task AnUnknownSurveyIsNotAnEmptyOne()
    {
        Assert.StartsWith(
            "no survey \"nowhere\"",
            (await Assert.ThrowsAsync<NotFoundException>(() => LoadedSurvey.Live(postgres.Database, "nowhere"))).Message,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "no survey \"nowhere\"",
            (await Assert.ThrowsAsync<NotFoundException>(() => LoadedSurvey.Before(postgres.Database, "nowhere"))).Message,
            StringComparison.Ordinal
        );
    }

    private async Task Load(string survey, params (string Wave, int Respondents)[] files)
    {
        using var folder = new SurveyFolder(SmallSurvey.Yaml(survey, Waves, Questions));
        foreach (var (wave, respondents) in files)
            Assert.Null(
                (
                    await Survey.Ingest.Loading.Load.File(
                        postgres.Database,
                        folder.Instrument,
                        wave,
                        folder.Write($"{wave}.csv", SmallSurvey.Csv("Q?", ("A", respondents - 1), ("B", 1)))
                    )
                ).Problem
            );
    }

    private static string Shown(LoadedSurvey survey) =>
        string.Join(", ", survey.Waves.Values.OrderBy(wave => wave.Id).Select(wave => $"{wave.Id} {wave.Revision} of {wave.Respondents}"));
}
