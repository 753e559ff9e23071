using Survey.Answers;
using Survey.Counting;
using Survey.Instruments;
using Survey.Statistics;
using Survey.Tests.Counting;
using Xunit;

namespace Survey.Tests.Answers;

public sealed class TrendTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    private const string TwoWaves = "  - { id: w1, label: Wave 1, file: w1.csv }\n  - { id: w2, label: Wave 2, file: w2.csv }";
    private const string ThreeWaves = TwoWaves + "\n  - { id: w3, label: Wave 3, file: w3.csv }";
    private const string YesNo = "  - { id: q, text: Q?, kind: single, options: [Yes, No] }";

    [Theory]
    [InlineData(BaseRule.Answered, 100, 100, "yes no unknown any")]
    [InlineData(BaseRule.Valid, 90, 80, "yes no any")]
    [InlineData(BaseRule.All, 120, 100, "yes no unknown any")]
    public async Task CountsArePercentagesOfTheBaseThatIsAskedFor(BaseRule rule, int base1, int base2, string options)
    {
        var survey = $"bases-{rule}".ToLowerInvariant();
        await Load(
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
        await Load(
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
        await Load(
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
        await Load(
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
        await Load(
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
        await Load(
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
        Assert.True(change.PAdjusted < 1e-30);
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
        await Load(
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

    [Fact]
    public async Task ReconstructedRowsAreNotTested()
    {
        await Load(
            "reconstructed",
            TwoWaves.Replace("id: w1", "id: w1, provenance: reconstructed", StringComparison.Ordinal),
            YesNo,
            ("w1.csv", SmallSurvey.Csv("Q?", ("Yes", 300), ("No", 700))),
            ("w2.csv", SmallSurvey.Csv("Q?", ("Yes", 600), ("No", 400)))
        );

        var trend = await Trend.Of(postgres.Database, "reconstructed", "q");

        Untested("not tested: rows are reconstructed from published percentages", Point(trend, "yes", 1).Change!);
        Assert.Equal(
            (Provenance.Reconstructed, "reconstructed from published percentages"),
            (trend.Waves[0].Provenance, trend.Waves[0].Caveat)
        );
        Assert.Equal((Provenance.Raw, ""), (trend.Waves[1].Provenance, trend.Waves[1].Caveat));
        Assert.NotNull(Point(trend, "yes", 0).Low);
    }

    [Fact]
    public async Task AnAssumedNumberOfRespondentsHasNoIntervalAndIsNotTested()
    {
        await Load(
            "assumed",
            TwoWaves.Replace("id: w2", "id: w2, respondents: assumed", StringComparison.Ordinal),
            YesNo,
            ("w1.csv", SmallSurvey.Csv("Q?", ("Yes", 30), ("No", 70))),
            ("w2.csv", SmallSurvey.Csv("Q?", ("Yes", 60), ("No", 40)))
        );

        var trend = await Trend.Of(postgres.Database, "assumed", "q");

        Assert.Equal(new TrendPoint("w2", "Yes", new Figure(60, 60, null, null)), Point(trend, "yes", 1) with { Change = null });
        Untested("not tested: the number of respondents is assumed", Point(trend, "yes", 1).Change!);
        Assert.Equal((true, "number of respondents assumed"), (trend.Waves[1].RespondentsAssumed, trend.Waves[1].Caveat));
        Assert.NotNull(Point(trend, "yes", 0).Low);
    }

    [Theory]
    [InlineData(29, "low", "low: the base is 29, under 30")]
    [InlineData(30, null, null)]
    public async Task ABaseUnder30IsFlaggedLow(int respondents, string? flag, string? note)
    {
        var survey = $"low-{respondents}";
        await Load(survey, "  - { id: w1, file: w1.csv }", YesNo, ("w1.csv", SmallSurvey.Csv("Q?", ("Yes", respondents))));

        var wave = (await Trend.Of(postgres.Database, survey, "q")).Waves[0];

        Assert.Equal(flag is null ? [] : [flag], wave.Flags);
        Assert.Equal(note is null ? [] : [note], wave.Notes);
    }

    [Fact]
    public async Task ABaseOfZeroHasNoPointAndTheNextChangeIsFromTheWaveBefore()
    {
        await Load(
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
    public async Task PValuesAreAdjustedOverTheWholeAnswer()
    {
        await Load(
            "holm",
            ThreeWaves,
            "  - { id: q, text: Q?, kind: multiple, options: [A, B, C], nets: [{ id: ab, label: A or B, of: [a, b] }] }",
            ("w1.csv", SmallSurvey.Csv("Q?", ("A", 300), ("C", 700))),
            ("w2.csv", SmallSurvey.Csv("Q?", ("A", 480), ("C", 520))),
            ("w3.csv", SmallSurvey.Csv("Q?", ("A", 480), ("B", 18), ("C", 502)))
        );

        var trend = await Trend.Of(postgres.Database, "holm", "q");

        var changes = trend.Options.SelectMany(option => option.Points).Select(point => point!.Change).OfType<Change>().ToList();
        Assert.Equal(8, changes.Count);
        Assert.Equal(
            Family.Adjust([.. changes.Select(change => change.P!.Value)], Adjustment.Holm),
            changes.Select(change => change.PAdjusted!.Value)
        );
        Assert.Equal(changes.Select(change => change.PAdjusted < 0.05), changes.Select(change => change.Significant));
        Assert.Equal(8 * Point(trend, "a", 1).Change!.P, Point(trend, "a", 1).Change!.PAdjusted);
        Assert.True(Point(trend, "a", 1).Change!.Significant);
        Assert.True(Point(trend, "b", 2).Change!.Significant);
        Assert.False(Point(trend, "c", 2).Change!.Significant);
    }

    [Fact]
    public async Task AChangeThatWouldBeSignificantAloneMayNotBeSoInItsFamily()
    {
        await Load(
            "family",
            TwoWaves,
            YesNo,
            ("w1.csv", SmallSurvey.Csv("Q?", ("Yes", 30), ("No", 70))),
            ("w2.csv", SmallSurvey.Csv("Q?", ("Yes", 45), ("No", 55)))
        );

        var change = Point(await Trend.Of(postgres.Database, "family", "q"), "yes", 1).Change!;

        Assert.True(change.P < 0.05);
        Assert.Equal(2 * 0.028459736916310568, change.PAdjusted!.Value, 1e-9);
        Assert.False(change.Significant);
    }

    [Fact]
    public async Task AFewRespondentsAreTestedExactlyAndThatIsSaid()
    {
        await Load(
            "exact",
            TwoWaves,
            YesNo,
            ("w1.csv", SmallSurvey.Csv("Q?", ("Yes", 2), ("No", 8))),
            ("w2.csv", SmallSurvey.Csv("Q?", ("Yes", 6), ("No", 4)))
        );

        var change = Point(await Trend.Of(postgres.Database, "exact", "q"), "yes", 1).Change!;

        Assert.Equal("Fisher's exact test: an expected count is under 5", change.Note);
        Assert.Equal(0.1698023338890213, change.P!.Value, 1e-9);
    }

    [Fact]
    public async Task AnExactTestMayBeSignificant()
    {
        await Load(
            "exact-significant",
            TwoWaves,
            YesNo,
            ("w1.csv", SmallSurvey.Csv("Q?", ("No", 5))),
            ("w2.csv", SmallSurvey.Csv("Q?", ("Yes", 5)))
        );

        var change = Point(await Trend.Of(postgres.Database, "exact-significant", "q"), "yes", 1).Change!;

        Assert.Equal((100.0, true), (change.Points, change.Significant));
        Assert.Equal(2 * 0.0079365079365079395, change.PAdjusted!.Value, 1e-9);
    }

    [Fact]
    public async Task APointSpeaksInItsWavesWords()
    {
        await Load(
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
        await Load(
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
        await Load("there", "  - { id: w1, file: w1.csv }", YesNo, ("w1.csv", SmallSurvey.Csv("Q?", ("Yes", 30))));

        Assert.Equal("no question \"x\" in survey \"there\"; there are nothing, q", await Refused("there", "x"));
        Assert.Equal("no wave \"w9\" in survey \"there\"; there are w1", await Refused("there", "q", "w1", "w9"));
        Assert.StartsWith("no survey \"nowhere\"; there are ", await Refused("nowhere", "q"), StringComparison.Ordinal);
    }

    private Task Load(string survey, string waves, string questions, params (string File, string Csv)[] files) =>
        SmallSurvey.Loaded(postgres.Database, SmallSurvey.Yaml(survey, waves, questions), files);

    private async Task<string> Refused(string survey, string question, params string[] waves) =>
        (
            await Assert.ThrowsAsync<NotFoundException>(() =>
                Trend.Of(postgres.Database, survey, question, new Query { Waves = waves.Length > 0 ? waves : null })
            )
        ).Message;

    private static TrendOption Option(Trend trend, string id) => trend.Options.Single(option => option.Id == id);

    private static TrendPoint Point(Trend trend, string option, int wave) => Option(trend, option).Points[wave]!;

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

    /// <summary>Thirty points since the first wave, and nothing more but why.</summary>
    private static void Untested(string note, Change change) =>
        Assert.Equal(
            ("w1", 30, null, null, null, null, false, null, note),
            (
                change.From,
                change.Points,
                change.Low,
                change.High,
                change.P,
                change.PAdjusted,
                change.Significant,
                change.Detectable,
                change.Note
            )
        );
}
