using Survey.Instruments;
using Survey.Storage;
using Survey.Tests.Counting;
using Xunit;

namespace Survey.Tests.Storage;

public sealed class SurveysTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task TheSameTextAgainIsNoNewVersion()
    {
        await Store("same", "Q?");
        await Store("same", "Q?");

        Assert.Equal(1, await Versions("same"));
    }

    [Fact]
    public async Task ANewTextIsANewVersionAndTheOldOneIsKept()
    {
        await Store("new", "Q?");
        await Store("new", "Which?");

        Assert.Equal(2, await Versions("new"));
        Assert.Equal("Which?", (await Surveys.Find(postgres.Database, "new")).Question("q").Text);
        await Store("new", "Q?");
        Assert.Equal(3, await Versions("new"));
        Assert.Equal("Q?", (await Surveys.Find(postgres.Database, "new")).Question("q").Text);
    }

    [Fact]
    public async Task AllSurveysAreListedByTheirIds()
    {
        await Store("list-b", "Q?");
        await Store("list-a", "Q?");

        Assert.Equal(
            ["list-a", "list-b"],
            (await LoadedSurvey.All(postgres.Database))
                .Select(survey => survey.Instrument.Survey)
                .Where(id => id.StartsWith("list-", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task AnUnknownSurveyIsAnsweredWithTheKnownOnes()
    {
        var empty = new TestDatabase();
        await empty.InitializeAsync();

        Assert.Equal("no survey \"x\": none has been loaded yet", await Refused(empty.Database));
        foreach (var survey in new[] { "b", "a" })
            await Surveys.Store(empty.Database, Instrument(survey, "Q?"));
        Assert.Equal("no survey \"x\"; there are a, b", await Refused(empty.Database));
        await empty.DisposeAsync();

        static async Task<string> Refused(SurveyDatabase database) =>
            (await Assert.ThrowsAsync<NotFoundException>(() => Surveys.Find(database, "x"))).Message;
    }

    private static Instrument Instrument(string survey, string text) =>
        InstrumentFile.Parse(
            InstrumentFile.Name,
            SmallSurvey.Yaml(survey, "  - { id: w1 }", $"  - {{ id: q, text: \"{text}\", kind: text }}")
        );

    private Task Store(string survey, string text) => Surveys.Store(postgres.Database, Instrument(survey, text));

    private Task<int> Versions(string survey) =>
        postgres.Value<int>("select count(*) from instrument where survey_id = @survey", new { survey });
}
