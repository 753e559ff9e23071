using Survey.Answers;
using Survey.Counting;
using Survey.Instruments;
using Survey.Statistics;
using Survey.Tests.Counting;
using Xunit;

namespace Survey.Tests.Answers;

public sealed class TrendTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    internal const string TwoWaves = "  - { id: w1, label: Wave 1, file: w1.csv }\n  - { id: w2, label: Wave 2, file: w2.csv }";
    internal const string ThreeWaves = TwoWaves + "\n  - { id: w3, label: Wave 3, file: w3.csv }";
    internal const string YesNo = "  - { id: q, text: Q?, kind: single, options: [Yes, No] }";

    [Theory]
    [InlineData(BaseRule.Answered, 100, 100, "yes no unknown any")]
    [InlineData(BaseRule.Valid, 90, 80, "yes no any")]
    [InlineData(BaseRule.All, 120, 100, "yes no unknown any")]
    public async Task CountsArePercentagesOfTheBaseThatIsAskedFor(BaseRule rule, int base1, int base2, string options)
    {
        var survey = $"bases-{rule}".ToLowerInvariant();
        await postgres.Load(
            survey,
            TwoWaves,
            """
              - id: q
                text: Q?
                kind: single
                options: [Yes, No, { id: unknown, label: Don't know, missing: true }]
                nets: [{ id: any, label: Yes or no, of: [yes, no] }]
              - { id: r, text: R?, kind: text }
            """,
            ("w1.csv", SmallSurvey.Csv("Q?,R?", ("Yes,", 40), ("No,x", 50), ("Don't know,", 10), (",x", 20), (",", 7))),
            ("w2.csv", SmallSurvey.Csv("R?,Q?", (",Yes", 60), (",No", 20), (",Don't know", 20)))
        );

        var trend = await Trend.Of(postgres.Database, survey, "q", new Query { Base = rule });

        Assert.Equal(
            (survey, new QuestionSummary("q", "Q?", QuestionKind.Single), rule, Figure.Caveat),
            (trend.Survey, trend.Question, trend.BaseRule, trend.Caveat)
        );
        Assert.Equal(
            [("w1", "Wave 1", 1, 120, base1), ("w2", "Wave 2", 1, 100, base2)],
            trend.Waves.Select(wave => (wave.Id, wave.Label, wave.Revision, wave.Respondents, wave.Base!.Value))
        );
        Assert.Equal(options.Split(' '), trend.Options.Select(option => option.Id));
        Same(
            new TrendPoint("w1", "Yes", new Figure(40, 100.0 * 40 / base1, 100 * new Proportion(40, base1).Wilson(), null)),
            Point(trend, "yes", 0)
        );
        Same(
            new TrendPoint("w1", "Yes or no", new Figure(90, 100.0 * 90 / base1, 100 * new Proportion(90, base1).Wilson(), null)),
            Point(trend, "any", 0)
        );
        Assert.True(trend.Options[^1].Net);
        Assert.Equal((60, 100.0 * 60 / base2), (Point(trend, "yes", 1).Count, Point(trend, "yes", 1).Percent));
        Assert.Equal("w1", Point(trend, "yes", 1).Change!.From);
        Assert.Equal(100.0 * 60 / base2 - 100.0 * 40 / base1, Point(trend, "yes", 1).Change!.Points, 1e-12);
    }

    [Fact]
    public async Task ARespondentCountsOnceInANet()
    {
        await postgres.Load(
            "net",
            "  - { id: w1, file: w1.csv }",
            "  - { id: q, text: Q?, kind: multiple, options: [A, B, C], nets: [{ id: ab, label: A or B, of: [a, b] }] }",
            ("w1.csv", SmallSurvey.Csv("Q?", ("\"A, B\"", 10), ("\"B, C\"", 20), ("C", 30)))
        );

        var trend = await Trend.Of(postgres.Database, "net", "q");

        Assert.Equal([10, 30, 50, 30], trend.Options.Select(option => option.Points[0]!.Count));
        Assert.Equal(60, trend.Waves[0].Base);
        Assert.Equal(50, Point(trend, "ab", 0).Percent);
    }

    [Fact]
    public async Task AWaveThatDidNotAskHasNoPointAndTheNextChangeIsFromTheWaveBefore()
    {
        await postgres.Load(
            "skip",
            ThreeWaves,
            "  - { id: q, text: Q?, kind: single, asked: [w1, w3], options: [Yes, No] }\n  - { id: r, text: R?, kind: text }",
            ("w1.csv", SmallSurvey.Csv("Q?,R?", ("Yes,", 30), ("No,", 70))),
            ("w2.csv", SmallSurvey.Csv("R?", ("x", 50))),
            ("w3.csv", SmallSurvey.Csv("Q?,R?", ("Yes,", 45), ("No,", 55)))
        );

        var trend = await Trend.Of(postgres.Database, "skip", "q");

        Assert.Equal([100, null, 100], trend.Waves.Select(wave => wave.Base));
        Assert.Equal([100, 50, 100], trend.Waves.Select(wave => wave.Respondents));
        Assert.Empty(trend.Waves[1].Flags);
        Assert.Null(trend.Options[0].Points[1]);
        Assert.Null(Point(trend, "yes", 0).Change);
        var change = Point(trend, "yes", 2).Change!;
        Assert.Equal("w1", change.From);
        Assert.Equal(15, change.Points, 1e-12);
        Assert.Equal(1.5852195068122715, change.Low!.Value, 1e-9);
        Assert.Equal(27.683085391962481, change.High!.Value, 1e-9);
        Assert.Equal(0.028459736916310568, change.P!.Value, 1e-9);
    }

    [Fact]
    public async Task AnOptionThatAWaveDidNotOfferHasNoPointThereWhichIsNotAZero()
    {
        await postgres.Load(
            "offer",
            ThreeWaves,
            "  - { id: q, text: Q?, kind: single, options: [Yes, { id: maybe, label: Maybe, offered: [w1, w3] }, No], nets: [{ "
                + "id: net, label: Perhaps, of: [maybe] }] }",
            ("w1.csv", SmallSurvey.Csv("Q?", ("Yes", 60), ("Maybe", 40))),
            ("w2.csv", SmallSurvey.Csv("Q?", ("Yes", 100))),
            ("w3.csv", SmallSurvey.Csv("Q?", ("Yes", 60), ("No", 40)))
        );

        var trend = await Trend.Of(postgres.Database, "offer", "q");

        Assert.Equal([40, null, 0], Option(trend, "maybe").Points.Select(point => point?.Count));
        Assert.Equal([40, null, 0], Option(trend, "net").Points.Select(point => point?.Count));
        Assert.Equal([0, 0, 40], Option(trend, "no").Points.Select(point => point?.Count));
        Assert.Equal(("w1", -40.0), (Point(trend, "maybe", 2).Change!.From, Point(trend, "maybe", 2).Change!.Points));
        Assert.Equal("w2", Point(trend, "yes", 2).Change!.From);
    }

    [Fact]
    public async Task NoChangeIsComputedAcrossABreakEvenWhereItsWaveIsLeftOut()
    {
        await postgres.Load(
            "break",
            ThreeWaves + "\n  - { id: w4, file: w4.csv }",
            YesNo.Replace("{ id: q, ", "{ id: q, waves: { w2: { flag: break, reason: asked of all } }, ", StringComparison.Ordinal),
            [.. Enumerable.Range(1, 4).Select(wave => ($"w{wave}.csv", SmallSurvey.Csv("Q?", ("Yes", 30 + wave), ("No", 70 - wave))))]
        );

        var whole = await Trend.Of(postgres.Database, "break", "q");
        var without = await Trend.Of(postgres.Database, "break", "q", new Query { Waves = ["w1", "w3", "w4"] });

        Assert.Equal([null, null, "w2", "w3"], Option(whole, "yes").Points.Select(point => point!.Change?.From));
        Assert.Equal([null, null, "w3"], Option(without, "yes").Points.Select(point => point!.Change?.From));
        Assert.Equal(["break"], whole.Waves[1].Flags);
        Assert.Equal(["break: asked of all"], whole.Waves[1].Notes);
        Assert.Equal(
            [
                [],
                [],
                [],
            ],
            without.Waves.Select(wave => wave.Flags)
        );
    }

    [Fact]
    public async Task AWaveThatDiffersIsComparedWithItsReasonAndNeverSignificantly()
    {
        await postgres.Load(
            "differs",
            ThreeWaves,
            YesNo.Replace("{ id: q, ", "{ id: q, waves: { w2: { flag: differs, reason: only of users } }, ", StringComparison.Ordinal),
            ("w1.csv", SmallSurvey.Csv("Q?", ("Yes", 300), ("No", 700))),
            ("w2.csv", SmallSurvey.Csv("Q?", ("Yes", 600), ("No", 400))),
            ("w3.csv", SmallSurvey.Csv("Q?", ("Yes", 300), ("No", 700)))
        );

        var trend = await Trend.Of(postgres.Database, "differs", "q");
        var without = await Trend.Of(postgres.Database, "differs", "q", new Query { Waves = ["w3", "w1"] });

        var change = Point(trend, "yes", 1).Change!;
        Assert.Equal((30.0, false, "not comparable: only of users"), (change.Points, change.Significant, change.Note));
        Assert.Equal((null, null, null), (change.P, change.PAdjusted, change.Detectable));
        Assert.NotNull(change.Low);
        Assert.Equal((true, ""), (Point(trend, "yes", 2).Change!.Significant, Point(trend, "yes", 2).Change!.Note));
        Assert.Equal(["differs"], trend.Waves[1].Flags);
        Assert.Equal(["differs: only of users"], trend.Waves[1].Notes);
        Assert.Equal(["w1", "w3"], without.Waves.Select(wave => wave.Id));
        Assert.Equal("not comparable: only of users", Point(without, "yes", 1).Change!.Note);
    }

    [Fact]
    public async Task ProvisionalFiguresAreFlaggedAndComparedAllTheSame()
    {
        await postgres.Load(
            "provisional",
            TwoWaves,
            YesNo.Replace("{ id: q, ", "{ id: q, waves: { w2: { flag: provisional, reason: still open } }, ", StringComparison.Ordinal),
            ("w1.csv", SmallSurvey.Csv("Q?", ("Yes", 300), ("No", 700))),
            ("w2.csv", SmallSurvey.Csv("Q?", ("Yes", 600), ("No", 400)))
        );

        var trend = await Trend.Of(postgres.Database, "provisional", "q");

        Assert.Equal(["provisional: still open"], trend.Waves[1].Notes);
        Assert.Equal((true, ""), (Point(trend, "yes", 1).Change!.Significant, Point(trend, "yes", 1).Change!.Note));
    }

    [Theory]
    [InlineData(29, "low", "low: the base is 29, under 30")]
    [InlineData(30, null, null)]
    public async Task ABaseUnder30IsFlaggedLow(int respondents, string? flag, string? note)
    {
        var survey = $"low-{respondents}";
        await postgres.Load(survey, "  - { id: w1, file: w1.csv }", YesNo, ("w1.csv", SmallSurvey.Csv("Q?", ("Yes", respondents))));

        var wave = (await Trend.Of(postgres.Database, survey, "q")).Waves[0];

        Assert.Equal(flag is null ? [] : [flag], wave.Flags);
        Assert.Equal(note is null ? [] : [note], wave.Notes);
    }

    [Fact]
    public async Task ABaseOfZeroHasNoPointAndTheNextChangeIsFromTheWaveBefore()
    {
        await postgres.Load(
            "empty",
            ThreeWaves,
            YesNo + "\n  - { id: r, text: R?, kind: text }",
            ("w1.csv", SmallSurvey.Csv("Q?,R?", ("Yes,", 50))),
            ("w2.csv", SmallSurvey.Csv("Q?,R?", (",x", 50))),
            ("w3.csv", SmallSurvey.Csv("Q?,R?", ("No,", 50)))
        );

        var trend = await Trend.Of(postgres.Database, "empty", "q");

        Assert.Equal(0, trend.Waves[1].Base);
        Assert.Equal(["low"], trend.Waves[1].Flags);
        Assert.Null(trend.Options[0].Points[1]);
        Assert.Equal("w1", Point(trend, "yes", 2).Change!.From);
    }

    [Fact]
    public async Task APointSpeaksInItsWavesWords()
    {
        await postgres.Load(
            "words",
            TwoWaves,
            YesNo.Replace("{ id: q, ", "{ id: q, waves: { w2: { labels: { \"yes\": Certainly } } }, ", StringComparison.Ordinal),
            ("w1.csv", SmallSurvey.Csv("Q?", ("Yes", 30))),
            ("w2.csv", SmallSurvey.Csv("Q?", ("Certainly", 20), ("Yes", 10)))
        );

        var yes = Option(await Trend.Of(postgres.Database, "words", "q"), "yes");

        Assert.Equal("Yes", yes.Label);
        Assert.Equal([("Yes", 30), ("Certainly", 30)], yes.Points.Select(point => (point!.Label, point.Count)));
    }

    [Fact]
    public async Task AWaveThatWasCodedBeforeANetWasMadeHasNoPointOfIt()
    {
        using var folder = new SurveyFolder(SmallSurvey.Yaml("late-net", TwoWaves, YesNo));
        folder.Write("w1.csv", SmallSurvey.Csv("Q?", ("Yes", 30)));
        folder.Write("w2.csv", SmallSurvey.Csv("Q?", ("Yes", 40)));
        await folder.Load(postgres.Database);
        folder.Write(
            InstrumentFile.Name,
            SmallSurvey.Yaml(
                "late-net",
                TwoWaves,
                YesNo.Replace("[Yes, No]", "[Yes, No], nets: [{ id: all, label: All, of: [\"yes\", \"no\"] }]", StringComparison.Ordinal)
            )
        );
        File.Delete(Path.Combine(folder.Path, "w1.csv"));
        var outcomes = await folder.Load(postgres.Database);

        var trend = await Trend.Of(postgres.Database, "late-net", "q");

        Assert.Equal([1, 2], outcomes.Select(outcome => outcome.Revision));
        Assert.Equal([null, 40], Option(trend, "all").Points.Select(point => point?.Count));
        Assert.Equal([30, 40], Option(trend, "yes").Points.Select(point => point?.Count));
    }

    [Fact]
    public async Task WavesThatWereNotLoadedAreLeftOutUnlessAskedFor()
    {
        await postgres.Load(
            "partly",
            TwoWaves.Replace(", file: w2.csv", "", StringComparison.Ordinal),
            YesNo,
            ("w1.csv", SmallSurvey.Csv("Q?", ("Yes", 30)))
        );

        Assert.Equal(["w1"], (await Trend.Of(postgres.Database, "partly", "q")).Waves.Select(wave => wave.Id));
        Assert.Equal(
            "wave \"w2\" of survey \"partly\" has not been loaded yet; load its raw file with: ingest load FILE --survey partly --wave w2",
            (
                await Assert.ThrowsAsync<NotFoundException>(() =>
                    Trend.Of(postgres.Database, "partly", "q", new Query { Waves = ["w1", "w2"] })
                )
            ).Message
        );
    }

    [Fact]
    public async Task WhatIsNotThereIsAnsweredWithWhatThereIs()
    {
        await postgres.Load("there", "  - { id: w1, file: w1.csv }", YesNo, ("w1.csv", SmallSurvey.Csv("Q?", ("Yes", 30))));

        Assert.Equal("no question \"x\" in survey \"there\"; there are nothing, q", await Refused("there", "x"));
        Assert.Equal("no wave \"w9\" in survey \"there\"; there are w1", await Refused("there", "q", "w1", "w9"));
        Assert.StartsWith("no survey \"nowhere\"; there are ", await Refused("nowhere", "q"), StringComparison.Ordinal);
    }

    private async Task<string> Refused(string survey, string question, params string[] waves) =>
        (
            await Assert.ThrowsAsync<NotFoundException>(() =>
                Trend.Of(postgres.Database, survey, question, new Query { Waves = waves.Length > 0 ? waves : null })
            )
        ).Message;

    internal static TrendOption Option(Trend trend, string id) => trend.Options.Single(option => option.Id == id);

    internal static TrendPoint Point(Trend trend, string option, int wave) => Option(trend, option).Points[wave]!;

    private static void Same(TrendPoint expected, TrendPoint found)
    {
        Assert.Equal(
            (expected.Wave, expected.Label, expected.Count, expected.Change),
            (found.Wave, found.Label, found.Count, found.Change)
        );
        Assert.Equal(expected.Percent, found.Percent, 1e-12);
        Assert.Equal(expected.Low!.Value, found.Low!.Value, 1e-12);
        Assert.Equal(expected.High!.Value, found.High!.Value, 1e-12);
    }
}
