using Survey.Answers;
using Survey.Counting;
using Survey.Instruments;
using Survey.Tests.Counting;
using Xunit;
using static Survey.Tests.Answers.MixShiftSurvey;

namespace Survey.Tests.Answers;

/// <summary>What has no mix shift, and the reason that is given.</summary>
public sealed class MixShiftRefusalTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData("break-q", "q", "not computable: the series of \"q\" is broken between Wave 1 and Wave 2: only of users")]
    [InlineData("break-g", "g", "not computable: the series of \"g\" is broken between Wave 1 and Wave 2: only of users")]
    public async Task NothingIsPartedAcrossABreak(string survey, string question, string message)
    {
        await postgres.Load(survey, TwoWaves, Flagged(question, "break"), [("Yes,A,,", 40)], [("Yes,A,,", 50)]);

        Assert.Equal(message, await Refused<NotComputableException>(survey));
    }

    [Theory]
    [InlineData("mix-reconstructed", "provenance: reconstructed", "not computable: rows are reconstructed from published percentages")]
    [InlineData("mix-assumed", "respondents: assumed", "not computable: the number of respondents of Wave 2 is assumed")]
    public async Task RespondentsWhoAreNotKnownAreNotParted(string survey, string wave, string message)
    {
        await postgres.Load(
            survey,
            TwoWaves.Replace("id: w2", $"id: w2, {wave}", StringComparison.Ordinal),
            Questions,
            [("Yes,A,,", 40)],
            [("Yes,A,,", 50)]
        );

        Assert.Equal(message, await Refused<NotComputableException>(survey));
    }

    [Fact]
    public async Task WhatAWaveDidNotAskOrOfferIsNotComputable()
    {
        var questions = Questions
            .Replace("\"Yes\", \"No\",", "\"Yes\", { id: \"no\", label: \"No\", offered: [w1] },", StringComparison.Ordinal)
            .Replace("id: g,", "id: g, asked: [w1],", StringComparison.Ordinal);
        using var folder = new SurveyFolder(
            SmallSurvey.Yaml("unasked", TwoWaves, questions + "\n  - { id: h, text: H?, kind: single, options: [A, B] }")
        );
        folder.Write("w1.csv", SmallSurvey.Csv(Header + ",H?", ("Yes,A,,,A", 40)));
        folder.Write("w2.csv", SmallSurvey.Csv("Q?,M?,T?,H?", ("Yes,,,A", 40), (",,x,A", 5)));
        Assert.All(await folder.Load(postgres.Database), outcome => Assert.Null(outcome.Problem));

        Assert.Equal("not computable: Wave 2 did not ask \"g\"", await Refused<NotComputableException>("unasked"));
        Assert.Equal(
            "not computable: Wave 2 did not ask \"g\"",
            await Refused<NotComputableException>("unasked", question: "g", option: "a", by: "h")
        );
        Assert.Equal(
            "not computable: Wave 2 did not offer \"no\" of \"q\"",
            await Refused<NotComputableException>("unasked", option: "no", by: "h")
        );
        Assert.Equal(
            "not computable: the base of \"m\" in Wave 1 is 0",
            await Refused<NotComputableException>("unasked", question: "m", option: "x", by: "h")
        );
    }

    [Fact]
    public async Task WhatCannotBeAskedIsRefused()
    {
        await postgres.Load("refused", TwoWaves, Questions, [("Yes,A,X,x", 40)], [("Yes,A,X,x", 40)]);

        Assert.Equal(
            "groups by \"m\", which is of kind multiple; a question with one answer was expected, of kind single or scale",
            await Refused<SurveyException>("refused", by: "m")
        );
        Assert.Equal(
            "groups by \"q\", which is the question itself; another question was expected",
            await Refused<SurveyException>("refused", by: "q")
        );
        Assert.Equal(
            "question \"t\" is of kind text, which has no percentages; single, multiple or scale was expected",
            await Refused<SurveyException>("refused", question: "t", option: "text")
        );
        Assert.Equal("from and to are both \"w1\"; two waves were expected", await Refused<SurveyException>("refused", to: "w1"));
        Assert.Equal(
            "from \"w2\" is later than to \"w1\"; the earlier wave was expected first; swap them",
            await Refused<SurveyException>("refused", from: "w2", to: "w1")
        );
        Assert.Equal(
            "option \"na\" of question \"q\" is marked missing, so that it is not part of base \"valid\"; base answered, all or "
                + "asked was expected",
            await Refused<SurveyException>("refused", option: "na", query: new Query { Base = BaseRule.Valid })
        );
        Assert.Equal(
            "no question \"x\" in survey \"refused\"; there are nothing, q, g, m, t",
            await Refused<NotFoundException>("refused", by: "x")
        );
        Assert.Equal(
            "no option \"maybe\" in question \"q\"; there are yes, no, na, any",
            await Refused<NotFoundException>("refused", option: "maybe")
        );
        Assert.Equal("no wave \"w3\" in survey \"refused\"; there are w1, w2", await Refused<NotFoundException>("refused", to: "w3"));
    }

    [Fact]
    public async Task AProtectedSurveyIsNotParted()
    {
        await postgres.LoadYaml(
            SmallSurvey
                .Yaml("mix-protected", TwoWaves, Questions)
                .Replace("disclosure: open", "disclosure: protected", StringComparison.Ordinal),
            [("Yes,A,,", 40)],
            [("Yes,A,,", 40)]
        );

        Assert.Equal(
            "survey \"mix-protected\" is protected: a mix shift could tell who somebody is; it answers toplines and trends of "
                + "all respondents, or everything with \"disclosure: open\" in its instrument",
            await Refused<SurveyException>("mix-protected")
        );
    }

    [Fact]
    public async Task AWaveThatWasCodedWithOtherGroupsIsNotParted()
    {
        await postgres.Load("recoded", TwoWaves, Questions, [("Yes,A,,", 40), ("No,C,,", 40)], [("Yes,A,,", 40), ("No,B,,", 40)]);
        using var folder = new SurveyFolder(
            SmallSurvey.Yaml("recoded", TwoWaves, Questions.Replace("[A, B, C]", "[A, B]", StringComparison.Ordinal))
        );
        folder.Write("w2.csv", SmallSurvey.Csv(Header, ("Yes,A,,", 40), ("No,B,,", 41)));
        await folder.Load(postgres.Database);

        Assert.Equal(
            "not computable: revision 1 of Wave 1 was coded with other options of \"g\" than there are now; code it anew with: "
                + "ingest recode",
            await Refused<NotComputableException>("recoded")
        );
    }

    private async Task<string> Refused<T>(
        string survey,
        string question = "q",
        string option = "yes",
        string by = "g",
        string from = "w1",
        string to = "w2",
        Query? query = null
    )
        where T : SurveyException =>
        (await Assert.ThrowsAsync<T>(() => MixShift.Of(postgres.Database, survey, question, option, by, from, to, query))).Message;
}
