using Survey.Answers;
using Survey.Tests.Counting;
using Xunit;

namespace Survey.Tests.Ingest.Commands;

public sealed class RevertCommandTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    private const string Question = "  - { id: q, text: Q?, kind: single, options: [A, B] }";

    [Fact]
    public async Task AnOlderRevisionIsLiveAgainUntilTheNewestFileIsLoadedOnceMore()
    {
        using var folder = await LoadedTwice("again");

        await postgres.Says(
            ["revert", "again", "w1", "1"],
            "again w1: revision 1 is live again, and revision 2 no longer\n"
                + "  loading the file of revision 2 once more makes it live as a new revision; "
                + "take it out of the survey's folder if it should not be\n"
        );
        Assert.Equal("1 of 1", await Answer("again"));

        Assert.Equal(3, Assert.Single(await folder.Load(postgres.Database)).Revision);
        Assert.Equal("2 of 3", await Answer("again"));
        Assert.Equal(3, await postgres.Value<int>("select count(*) from revision where survey_id = 'again'"));
    }

    [Fact]
    public async Task TheFileOfTheRevisionThatIsLiveAgainIsUnchanged()
    {
        using var folder = await LoadedTwice("same");
        await postgres.Run("revert", "same", "w1", "1");
        folder.Write("w1.csv", "Q?\nA\n");

        Assert.Equal("same w1: w1.csv is unchanged, revision 1", Assert.Single(await folder.Load(postgres.Database)).ToString());
    }

    [Theory]
    [InlineData("2", "revision 2 of wave \"w1\" of survey \"refused\" is live already; nothing was changed\n")]
    [InlineData("0", "no revision 0 of wave \"w1\" of survey \"refused\"; there are 1, 2\n")]
    [InlineData("3", "no revision 3 of wave \"w1\" of survey \"refused\"; there are 1, 2\n")]
    public async Task ARevisionThatIsLiveOrNotThereIsRefused(string revision, string message)
    {
        if (await postgres.Value<int>("select count(*) from survey where survey_id = 'refused'") == 0)
            (await LoadedTwice("refused")).Dispose();
        var before = await postgres.Everything();

        await postgres.Fails(["revert", "refused", "w1", revision], message);

        Assert.Equal(before, await postgres.Everything());
    }

    [Fact]
    public async Task ANumberIsExpected() => Assert.Equal(2, (await postgres.Run("revert", "s", "w1", "first")).Code);

    private async Task<SurveyFolder> LoadedTwice(string survey)
    {
        var folder = new SurveyFolder(SmallSurvey.Yaml(survey, "  - { id: w1, file: w1.csv }", Question));
        folder.Write("w1.csv", "Q?\nA\n");
        await folder.Load(postgres.Database);
        folder.Write("w1.csv", "Q?\nA\nA\nB\n");
        await folder.Load(postgres.Database);
        return folder;
    }

    private async Task<string> Answer(string survey)
    {
        var question = Assert.Single((await WaveToplines.Of(postgres.Database, survey, "w1")).Questions);
        return $"{question.Options[0].Count} of {question.Base}";
    }
}
