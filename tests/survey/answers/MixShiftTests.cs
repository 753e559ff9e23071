using Survey.Answers;
using Survey.Counting;
using Survey.Instruments;
using Survey.Storage;
using Xunit;
using static Survey.Tests.Answers.MixShiftSurvey;

namespace Survey.Tests.Answers;

public sealed class MixShiftTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task AChangeIsPartedIntoWhoAnsweredAndHowGroupsAnswered()
    {
        // A: 20 of 100, then 90 of 300. B: 80 of 100, then 80 of 100. Nobody else answered Q.
        await postgres.Load(
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
        await postgres.Load("trend", TwoWaves, Questions, [("Yes,A,,", 20), ("No,B,,", 80)], [("Yes,A,,", 50), ("No,B,,", 90)]);

        var change = (await Trend.Of(postgres.Database, "trend", "q")).Options[0].Points[1]!.Change!;

        Assert.Equal(new MixPart(change.Points, change.Interval), (await Of("trend")).Change);
    }

    [Fact]
    public async Task WhoGaveNoGroupIsAGroupAndOneThatIsInOneWaveOnlyHasItsRateOfThatWaveInBoth()
    {
        await postgres.Load(
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
        await postgres.Load(
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
        await postgres.Load(
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
        await postgres.Load(
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
        await postgres.Load(
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
        await postgres.Load(
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
        await postgres.Load(
            survey,
            TwoWaves,
            Questions,
            [("Yes,A,,", 40), ("No,B,,", 60)],
            [("Yes,A,,", chosen), ("No,B,,", respondents - chosen)]
        );

        var shift = await Of(survey);

        Assert.Equal([note], shift.Notes);
        Assert.Null(shift.Composition.Low);
        Assert.Null(shift.Replicates);
    }

    [Theory]
    [InlineData("q", "q", "not comparable: only of users")]
    [InlineData("g", "g", "the groups by \"g\": not comparable: only of users")]
    public async Task WhatDiffersIsSaid(string survey, string question, string note)
    {
        await postgres.Load(
            $"differs-{survey}",
            TwoWaves,
            Flagged(question, "differs"),
            [("Yes,A,,", 40), ("No,B,,", 60)],
            [("Yes,A,,", 50), ("No,B,,", 50)]
        );

        Assert.Equal([note], (await Of($"differs-{survey}")).Notes);
    }

    private Task<MixShift> Of(string survey, Query? query = null) =>
        MixShift.Of(postgres.Database, survey, "q", "yes", "g", "w1", "w2", query);
}
