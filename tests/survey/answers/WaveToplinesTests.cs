using Survey.Answers;
using Survey.Counting;
using Survey.Instruments;
using Survey.Statistics;
using Survey.Tests.Counting;
using Xunit;

namespace Survey.Tests.Answers;

public sealed class WaveToplinesTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    private const string Waves = """
          - { id: w1, label: Wave 1, file: w1.csv }
          - { id: w2, file: w2.csv, provenance: reconstructed, respondents: assumed }
          - { id: w3 }
        """;

    private const string Questions = """
          - id: q
            text: Q?
            kind: single
            options: ["Yes", { id: later, label: Later, offered: [w2] }, "No", { id: unknown, label: Don't know, missing: true }]
            nets: [{ id: willing, label: Willing, of: ["yes", later] }]
            waves: { w2: { text: Will you?, flag: break, reason: asked of all, labels: { later: Not now } } }
          - { id: r, text: R?, kind: text, asked: [w1] }
        """;

    [Theory]
    [InlineData(BaseRule.Answered, 50)]
    [InlineData(BaseRule.Valid, 40)]
    [InlineData(BaseRule.All, 60)]
    public async Task EveryOptionHasItsCountAndItsPercentageOfTheBase(BaseRule rule, int counted)
    {
        var survey = await Load($"toplines-{rule}");

        var toplines = await WaveToplines.Of(postgres.Database, survey, "w1", query: new Query { Base = rule });

        Assert.Equal((survey, rule, Figure.Caveat), (toplines.Survey, toplines.BaseRule, toplines.Caveat));
        Assert.Equal(new WaveSummary("w1", "Wave 1", 1, Provenance.Raw, false, "", 60), toplines.Wave);
        Assert.Equal(["q", "r"], toplines.Questions.Select(question => question.Id));
        var question = toplines.Questions[0];
        Assert.Equal(("Q?", QuestionKind.Single, 50, counted), (question.Text, question.Kind, question.Answered, question.Base));
        Assert.Equal(
            [("yes", "Yes", false, 30), ("no", "No", false, 10), ("unknown", "Don't know", false, 10), ("willing", "Willing", true, 30)],
            question.Options.Select(option => (option.Id, option.Label, option.Net, option.Count))
        );
        var (low, high) = new Proportion(30, counted).Wilson();
        Assert.Equal(
            [100.0 * 30 / counted, 100 * low, 100 * high],
            [question.Options[0].Percent!.Value, question.Options[0].Low!.Value, question.Options[0].High!.Value],
            Near
        );
    }

    [Fact]
    public async Task AnOptionThatIsNotPartOfTheBaseHasACountAndNoPercentage()
    {
        var survey = await Load("missing");

        var unknown = (await WaveToplines.Of(postgres.Database, survey, "w1", query: new Query { Base = BaseRule.Valid }))
            .Questions[0]
            .Options[2];

        Assert.Equal(new ToplineOption(new Choice("unknown", "Don't know", false)) { Count = 10 }, unknown);
    }

    [Fact]
    public async Task AWaveSpeaksInItsOwnWordsAndSaysWhatItIsNot()
    {
        var survey = await Load("words");

        var toplines = await WaveToplines.Of(postgres.Database, survey, "w2");

        Assert.Equal(
            new WaveSummary(
                "w2",
                "w2",
                1,
                Provenance.Reconstructed,
                true,
                "reconstructed from published percentages; number of respondents assumed",
                20
            ),
            toplines.Wave
        );
        var question = Assert.Single(toplines.Questions);
        Assert.Equal("Will you?", question.Text);
        Assert.Equal(["break", "low"], question.Flags);
        Assert.Equal(["break: asked of all", "low: the base is 20, under 30"], question.Notes);
        Assert.Equal(Assumed("later", "Not now", false, 5, 25), question.Options[1]);
        Assert.Equal(Assumed("willing", "Willing", true, 20, 100), question.Options[^1]);
    }

    [Fact]
    public async Task AQuestionThatNobodyAnsweredHasNoPercentages()
    {
        await SmallSurvey.Loaded(
            postgres.Database,
            SmallSurvey.Yaml(
                "nobody",
                "  - { id: w1, file: w1.csv }",
                "  - { id: q, text: Q?, kind: single, options: [A] }\n  - { id: r, text: R?, kind: text }"
            ),
            ("w1.csv", SmallSurvey.Csv("Q?,R?", (",x", 40)))
        );

        var question = (await WaveToplines.Of(postgres.Database, "nobody", "w1")).Questions[0];

        Assert.Equal((0, 0), (question.Answered, question.Base));
        Assert.Equal([new ToplineOption(new Choice("a", "A", false)) { Count = 0 }], question.Options);
    }

    [Fact]
    public async Task WhatIsNotThereIsAnsweredWithWhatThereIs()
    {
        var survey = await Load("there");

        Assert.Equal("no wave \"w4\" in survey \"there\"; there are w1, w2, w3", await Refused(survey, "w4"));
        Assert.Equal(
            "wave \"w3\" of survey \"there\" has not been loaded yet; load its raw file with: ingest load FILE --survey there --wave w3",
            await Refused(survey, "w3")
        );
        Assert.StartsWith("no survey \"nowhere\"; there are ", await Refused("nowhere", "w1"), StringComparison.Ordinal);
    }

    private static bool Near(double expected, double found) => Math.Abs(expected - found) < 1e-12;

    private async Task<string> Load(string survey)
    {
        survey = survey.ToLowerInvariant();
        await SmallSurvey.Loaded(
            postgres.Database,
            SmallSurvey.Yaml(survey, Waves, Questions),
            ("w1.csv", SmallSurvey.Csv("Q?,R?", ("Yes,", 30), ("No,x", 10), ("Don't know,", 10), (",x", 10))),
            ("w2.csv", SmallSurvey.Csv("Will you?", ("Yes", 15), ("Not now", 3), ("Later", 2)))
        );
        return survey;
    }

    private async Task<string> Refused(string survey, string wave) =>
        (await Assert.ThrowsAsync<NotFoundException>(() => WaveToplines.Of(postgres.Database, survey, wave))).Message;

    /// <summary>An option of a base that is assumed: without an interval.</summary>
    private static ToplineOption Assumed(string id, string label, bool net, int count, double percent) =>
        new(new Choice(id, label, net)) { Count = count, Figure = new Figure(count, percent, null, null) };
}
