using Survey.Answers;
using Survey.Counting;
using Survey.Instruments;
using Survey.Storage;
using Survey.Tests.Counting;
using Xunit;

namespace Survey.Tests.Answers;

public sealed class MixShiftTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    private const string TwoWaves = "  - { id: w1, label: Wave 1, file: w1.csv }\n  - { id: w2, label: Wave 2, file: w2.csv }";

    private const string Questions = """
          - { id: q, text: Q?, kind: single, options: ["Yes", "No", { id: na, label: N/A, missing: true }], nets: [{ id: any, label: Any, of: ["yes", "no"] }] }
          - { id: g, text: G?, kind: single, options: [A, B, C] }
          - { id: m, text: M?, kind: multiple, options: [X, Y] }
          - { id: t, text: T?, kind: text }
        """;

    private const string Header = "Q?,G?,M?,T?";

    [Fact]
    public async Task AChangeIsPartedIntoWhoAnsweredAndHowGroupsAnswered()
    {
        // A: 20 of 100, then 90 of 300. B: 80 of 100, then 80 of 100. Nobody else answered Q.
        await Load(
            "parts",
            TwoWaves,
            Questions,
            [("Yes,A,,", 20), ("No,A,,", 80), ("Yes,B,,", 80), ("No,B,,", 20), (",C,,x", 9)],
            [("Yes,A,,", 90), ("No,A,,", 210), ("Yes,B,,", 80), ("No,B,,", 20)]
        );

        var shift = await Of("parts");

        Assert.Equal(
            (
                "parts",
                new QuestionSummary("q", "Q?", QuestionKind.Single),
                new Choice("yes", "Yes", false),
                new QuestionSummary("g", "G?", QuestionKind.Single)
            ),
            (shift.Survey, shift.Question, shift.Option, shift.By)
        );
        Assert.Equal((100, 200, 50.0), (shift.From.Count, shift.From.Base, shift.From.Percent));
        Assert.Equal((170, 400, 42.5), (shift.To.Count, shift.To.Base, shift.To.Percent));
        Assert.Equal(-7.5, shift.Change.Points, 1e-12);
        Assert.Equal(0.25 * 25 - 0.25 * 80, shift.Composition.Points, 1e-12);
        Assert.Equal(10 * 0.625, shift.Behaviour.Points, 1e-12);
        Assert.Equal(
            "Of the change of −7.5 points, −13.8 come from who answered (composition) and +6.3 from how groups answered (behaviour).",
            shift.Sentence
        );
        Assert.Equal(["a", "b"], shift.Groups.Select(group => group.Id));
        Assert.Equal((new MixSide(20, 100, 50, 20), new MixSide(90, 300, 75, 30)), (shift.Groups[0].From, shift.Groups[0].To));
        Assert.Equal([0.25 * 25, -0.25 * 80], shift.Groups.Select(group => group.Composition));
        Assert.Equal(
            [0.25 * (25 - 46.25), -0.25 * (80 - 46.25)],
            shift.Groups.Select(group => group.CompositionFromMean).Select(points => Math.Round(points, 9))
        );
        Assert.Equal((2000, 1955), (shift.Replicates, shift.Seed));
        Assert.InRange(shift.Composition.Points, shift.Composition.Low!.Value, shift.Composition.High!.Value);
        Assert.InRange(shift.Behaviour.Points, shift.Behaviour.Low!.Value, shift.Behaviour.High!.Value);
        Assert.Equal((Figure.Caveat, BaseRule.Answered, "w1 w2"), (shift.Caveat, shift.Query.Base, string.Join(' ', shift.Query.Waves!)));
        Assert.Empty(shift.Notes);
        Assert.Equal(shift.Composition, (await Of("parts")).Composition);
    }

    [Fact]
    public async Task TheChangeHasTheIntervalThatATrendGivesIt()
    {
        await Load("trend", TwoWaves, Questions, [("Yes,A,,", 20), ("No,B,,", 80)], [("Yes,A,,", 50), ("No,B,,", 90)]);

        var change = (await Trend.Of(postgres.Database, "trend", "q")).Options[0].Points[1]!.Change!;

        Assert.Equal(new MixPart(change.Points, change.Interval), (await Of("trend")).Change);
    }

    [Fact]
    public async Task WhoGaveNoGroupIsAGroupAndOneThatIsInOneWaveOnlyHasItsRateOfThatWaveInBoth()
    {
        await Load(
            "groups",
            TwoWaves,
            Questions,
            [("Yes,A,,", 30), ("No,A,,", 30), ("Yes,C,,", 40)],
            [("Yes,A,,", 30), ("No,A,,", 30), ("Yes,,,", 10), ("No,,,", 30)]
        );

        var shift = await Of("groups");

        Assert.Equal([("a", "A"), ("c", "C"), ("", "no answer")], shift.Groups.Select(group => (group.Id, group.Label)));
        Assert.Equal(
            [
                "",
                "nobody in Wave 2: its rate of Wave 1 is taken for both waves",
                "nobody in Wave 1: its rate of Wave 2 is taken for both waves",
            ],
            shift.Groups.Select(group => group.Note)
        );
        Assert.Equal([0.0, -40, 10], shift.Groups.Select(group => Math.Round(group.Composition, 9)));
        Assert.Equal([0.0, 0, 0], shift.Groups.Select(group => group.Behaviour));
        Assert.Equal((null, 25.0), (shift.Groups[2].From.Rate, shift.Groups[2].To.Rate));
        Assert.Equal(
            [
                [],
                ["low"],
                ["low"],
            ],
            shift.Groups.Select(group => group.Flags)
        );
    }

    [Fact]
    public async Task AGroupThatAWaveDidNotOfferIsSaidToBeNoneOfIts()
    {
        await Load(
            "offered",
            TwoWaves,
            Questions.Replace("[A, B, C]", "[A, { id: b, label: B, offered: [w1] }, C]", StringComparison.Ordinal),
            [("Yes,A,,", 40), ("No,B,,", 29)],
            [("Yes,A,,", 40), ("No,A,,", 40)]
        );

        Assert.Equal(
            ["", "low: the base in Wave 1 is 29, under 30; Wave 2 did not offer it: its rate of Wave 1 is taken for both waves"],
            (await Of("offered")).Groups.Select(group => group.Note)
        );
    }

    [Theory]
    [InlineData(BaseRule.Answered, "yes", 100, 100, 40.0)]
    [InlineData(BaseRule.Answered, "any", 100, 100, 80.0)]
    [InlineData(BaseRule.Valid, "yes", 80, 90, 50.0)]
    [InlineData(BaseRule.All, "yes", 110, 100, 100.0 * 40 / 110)]
    public async Task GroupsAreOfTheBaseThatIsAskedFor(BaseRule rule, string option, int base1, int base2, double percent)
    {
        var survey = $"mix-base-{rule}-{option}".ToLowerInvariant();
        await Load(
            survey,
            TwoWaves,
            Questions,
            [("Yes,A,,", 40), ("No,B,,", 40), ("N/A,B,,", 20), (",C,,", 10)],
            [("Yes,A,,", 50), ("No,B,,", 40), ("N/A,,,", 10)]
        );

        var shift = await MixShift.Of(postgres.Database, survey, "q", option, "g", "w1", "w2", new Query { Base = rule });

        Assert.Equal((base1, base2), (shift.From.Base, shift.To.Base));
        Assert.Equal((base1, base2), (shift.Groups.Sum(group => group.From.Base), shift.Groups.Sum(group => group.To.Base)));
        Assert.Equal(percent, shift.From.Percent, 1e-12);
        Assert.Equal(shift.Change.Points, shift.Composition.Points + shift.Behaviour.Points, 1e-9);
        Assert.Equal(shift.Composition.Points, shift.Groups.Sum(group => group.Composition), 1e-9);
        Assert.Equal(shift.Composition.Points, shift.Groups.Sum(group => group.CompositionFromMean), 1e-9);
        Assert.Equal(shift.Behaviour.Points, shift.Groups.Sum(group => group.Behaviour), 1e-9);
    }

    [Fact]
    public async Task OfThoseWhoWereAskedWhoGaveNoAnswerCountsToo()
    {
        await Load(
            "asked",
            TwoWaves,
            Questions,
            [("Yes,A,X,", 30), ("No,B,X,", 30), (",A,X,", 40), ("Yes,A,Y,", 99)],
            [("Yes,A,X,", 50), (",B,X,", 50), (",B,Y,", 99)]
        );
        var loaded = await LoadedSurvey.Live(postgres.Database, "asked");
        var routing = new Dictionary<string, IReadOnlyList<Filter>> { ["w1"] = [Filter.Parse("m:x")], ["w2"] = [Filter.Parse("m:x")] };
        loaded = loaded with
        {
            Instrument = loaded.Instrument with
            {
                Questions =
                [
                    .. loaded.Instrument.Questions.Select(question => question.Id == "q" ? question with { Routing = routing } : question),
                ],
            },
        };

        var shift = await MixShift.Of(postgres.Database, loaded, "q", "yes", "g", "w1", "w2", new Query { Base = BaseRule.Asked }, default);

        Assert.Equal((30, 100, 50, 100), (shift.From.Count, shift.From.Base, shift.To.Count, shift.To.Base));
        Assert.Equal([(70, 50), (30, 50)], shift.Groups.Select(group => (group.From.Base, group.To.Base)));
        Assert.Equal(20, shift.Change.Points, 1e-12);
    }

    [Fact]
    public async Task ASegmentIsPartedLikeAll()
    {
        await Load(
            "segment",
            TwoWaves,
            Questions,
            [("Yes,A,X,", 40), ("No,B,X,", 60), ("Yes,B,Y,", 99)],
            [("Yes,A,X,", 70), ("No,B,X,", 50), ("No,A,Y,", 99)]
        );

        var shift = await Of("segment", new Query { Where = [Filter.Parse("m:x")] });

        Assert.Equal((100, 120), (shift.From.Base, shift.To.Base));
        Assert.Equal("M? “X”", shift.Query.Segment);
        Assert.Equal(shift.Change.Points, shift.Composition.Points, 1e-9);
    }

    [Fact]
    public async Task WeightedToTheFirstWavesGroupsThereIsNoCompositionLeftAndNoInterval()
    {
        await Load(
            "weighted",
            TwoWaves,
            Questions,
            [("Yes,A,,", 20), ("No,A,,", 80), ("Yes,B,,", 80), ("No,B,,", 20)],
            [("Yes,A,,", 90), ("No,A,,", 210), ("Yes,B,,", 80), ("No,B,,", 20)]
        );

        var loaded = await LoadedSurvey.Live(postgres.Database, "weighted");
        loaded = loaded with
        {
            Instrument = loaded.Instrument with
            {
                Weights = [new WeightScheme("like-w1", "Like wave 1", [new WeightTarget("g", null)], "w1", null)],
            },
        };

        var shift = await MixShift.Of(postgres.Database, loaded, "q", "yes", "g", "w1", "w2", new Query { Weight = "like-w1" }, default);

        Assert.Equal((0.0, 5.0), (Math.Round(shift.Composition.Points, 9), Math.Round(shift.Behaviour.Points, 9)));
        Assert.Equal((55.0, 300.0), (Math.Round(shift.To.Percent, 9), Math.Round(shift.To.EffectiveBase!.Value, 6)));
        Assert.Equal("like-w1", shift.To.Weighting!.Scheme);
        Assert.Equal((null, null, null, null), (shift.Composition.Low, shift.Behaviour.High, shift.Replicates, shift.Seed));
        Assert.NotNull(shift.Change.Low);
        Assert.Equal(["composition and behaviour have no intervals: respondents are weighted"], shift.Notes);
    }

    [Theory]
    [InlineData(29, 10, "composition and behaviour have no intervals: the base of Wave 2 is 29, under 30")]
    [InlineData(
        40,
        0,
        "composition and behaviour have no intervals: nobody of the base of Wave 2 chose the option, and resamples cannot show otherwise"
    )]
    [InlineData(
        40,
        40,
        "composition and behaviour have no intervals: everybody of the base of Wave 2 chose the option, and resamples cannot show otherwise"
    )]
    public async Task WhereResamplingSaysNothingThereIsNoInterval(int respondents, int chosen, string note)
    {
        var survey = $"resampling-{respondents}-{chosen}";
        await Load(survey, TwoWaves, Questions, [("Yes,A,,", 40), ("No,B,,", 60)], [("Yes,A,,", chosen), ("No,B,,", respondents - chosen)]);

        var shift = await Of(survey);

        Assert.Equal([note], shift.Notes);
        Assert.Null(shift.Composition.Low);
        Assert.Null(shift.Replicates);
    }

    [Theory]
    [InlineData("q", "q", "\"q\" differs between the waves: only of users")]
    [InlineData("g", "g", "\"g\" differs between the waves: only of users")]
    public async Task WhatDiffersIsSaid(string survey, string question, string note)
    {
        await Load(
            $"differs-{survey}",
            TwoWaves,
            Flagged(question, "differs"),
            [("Yes,A,,", 40), ("No,B,,", 60)],
            [("Yes,A,,", 50), ("No,B,,", 50)]
        );

        Assert.Equal([note], (await Of($"differs-{survey}")).Notes);
    }

    [Theory]
    [InlineData("break-q", "q", "not computable: the series of \"q\" is broken between Wave 1 and Wave 2: only of users")]
    [InlineData("break-g", "g", "not computable: the series of \"g\" is broken between Wave 1 and Wave 2: only of users")]
    public async Task NothingIsPartedAcrossABreak(string survey, string question, string message)
    {
        await Load(survey, TwoWaves, Flagged(question, "break"), [("Yes,A,,", 40)], [("Yes,A,,", 50)]);

        Assert.Equal(message, await Refused<NotComputableException>(survey));
    }

    [Theory]
    [InlineData("mix-reconstructed", "provenance: reconstructed", "not computable: rows are reconstructed from published percentages")]
    [InlineData("mix-assumed", "respondents: assumed", "not computable: the number of respondents of Wave 2 is assumed")]
    public async Task RespondentsWhoAreNotKnownAreNotParted(string survey, string wave, string message)
    {
        await Load(
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
        await Load("refused", TwoWaves, Questions, [("Yes,A,X,x", 40)], [("Yes,A,X,x", 40)]);

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
        await LoadYaml(
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
        await Load("recoded", TwoWaves, Questions, [("Yes,A,,", 40), ("No,C,,", 40)], [("Yes,A,,", 40), ("No,B,,", 40)]);
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

    private static string Flagged(string question, string flag) =>
        Questions.Replace(
            $"id: {question},",
            $"id: {question}, waves: {{ w2: {{ flag: {flag}, reason: only of users }} }},",
            StringComparison.Ordinal
        );

    private Task Load(string survey, string waves, string questions, (string Row, int Times)[] first, (string Row, int Times)[] second) =>
        LoadYaml(SmallSurvey.Yaml(survey, waves, questions), first, second);

    private Task LoadYaml(string yaml, (string Row, int Times)[] first, (string Row, int Times)[] second) =>
        SmallSurvey.Loaded(
            postgres.Database,
            yaml,
            ("w1.csv", SmallSurvey.Csv(Header, first)),
            ("w2.csv", SmallSurvey.Csv(Header, second))
        );

    private Task<MixShift> Of(string survey, Query? query = null) =>
        MixShift.Of(postgres.Database, survey, "q", "yes", "g", "w1", "w2", query);

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
