using Survey.Answers;
using Survey.Tests.Ingest.Drafting;
using Xunit;

namespace Survey.Tests.Samples;

/// <summary>Drafts of real exports, unedited: the whole path from <c>ingest inspect --draft</c> to the counts.</summary>
public sealed class DraftSampleTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    [RealDataTheory]
    [InlineData("maintainers-2019-h1", 15)]
    [InlineData("maintainers-2020-h2", 19)]
    [InlineData("service-mesh-2022", 14)]
    public async Task AnUneditedDraftGivesEveryIndependentCount(string name, int questions)
    {
        using var draft = await DraftFolder.Of(RealData.File($"cncf/{name}.csv"));
        var coded = await draft.Load(postgres.Database);
        var toplines = await WaveToplines.Of(postgres.Database, draft.Survey, DraftFolder.Wave);
        var expected = CsvText
            .File(RealData.File($"expected/{name}.csv"))
            .Select(row =>
                (
                    Question: Label.Normalise(row["question"]),
                    Option: Label.Normalise(row["option"]),
                    Count: int.Parse(row["count"], null),
                    Answered: int.Parse(row["answered"], null)
                )
            )
            .ToList();
        var asked = expected.Select(row => row.Question).ToHashSet();
        var ours = toplines
            .Questions.Where(question => asked.Contains(question.Text))
            .SelectMany(question =>
                question
                    .Options.Where(option => !option.Net)
                    .Select(option => (Question: question.Text, Option: option.Label, option.Count, question.Answered))
            );

        Assert.Equal(questions, asked.Count);
        Assert.Equal(expected.Order(), ours.Order());
        Assert.Empty(coded.Rejects);
    }

    [RealDataTheory]
    [InlineData("maintainers-2018-h1", "utf-8", 56)]
    [InlineData("cloud-native-2019", "utf-8", 1337)]
    [InlineData("cloud-native-2020-h1", "macintosh", 1324)]
    public async Task AnUneditedDraftLoadsEveryCell(string name, string encoding, int respondents)
    {
        using var draft = await DraftFolder.Of(RealData.File($"cncf/{name}.csv"), encoding);
        var coded = await draft.Load(postgres.Database);

        Assert.Equal(respondents, coded.Accounts.Respondents);
        Assert.Equal((0, 0, 0), (coded.Accounts.BlankRows, coded.Accounts.RejectedRows, coded.Accounts.RejectedCells));
    }
}
