using Survey.Answers;
using Survey.Counting;
using Survey.Instruments;
using Survey.Statistics;
using Survey.Storage;
using Survey.Tests.Counting;
using Xunit;

namespace Survey.Tests.Answers;

public sealed class OverlapTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    private const string Waves =
        "  - { id: w1, label: Wave 1, file: w1.csv }\n  - { id: w2, label: Wave 2, file: w2.csv, provenance: reconstructed }";

    private const string Questions = """
          - id: tools
            text: Tools?
            kind: multiple
            options: [Hammer, Saw, Drill, { id: none, label: No tools, missing: true }]
            nets: [{ id: power, label: Power tools, of: [saw, drill] }, { id: hand, label: Hand tools, of: [hammer, saw] }]
          - { id: region, text: Region?, kind: single, options: [North, South] }
        weights:
          - { id: even, label: Even regions, targets: { region: { north: 50, south: 50 } } }
        """;

    private static readonly (string Row, int Times)[] Rows =
    [
        ("\"Hammer, Saw\",North", 20),
        ("Hammer,South", 22),
        ("Drill,North", 10),
        ("Saw,South", 30),
        ("\"Saw, Drill\",South", 10),
        (",North", 15),
    ];

    [Fact]
    public async Task EveryTwoOptionsAreHeldAgainstEachOtherOnce()
    {
        var overlap = await Of("pairs");

        Assert.Equal(
            ("pairs", Figure.Caveat, 92, null, ""),
            (overlap.Survey, overlap.Caveat, overlap.Base, overlap.EffectiveBase, overlap.Untested)
        );
        Assert.Equal(
            ["hammer 42", "saw 60", "drill 20", "none 0", "power 70", "hand 82"],
            overlap.Options.Select(option => $"{option.Id} {option.Count}")
        );
        Assert.Equal(
            [
                "hammer saw 20",
                "hammer drill 0",
                "hammer none 0",
                "hammer power 20",
                "saw drill 10",
                "saw none 0",
                "drill none 0",
                "drill hand 10",
                "none power 0",
                "none hand 0",
            ],
            overlap.Pairs.Select(pair => $"{pair.First} {pair.Second} {pair.Count}")
        );
    }

    /// <summary>chisq.test(correct = FALSE) of R.</summary>
    [Fact]
    public async Task APairHasItsPercentagesItsLiftAndItsTest()
    {
        var pair = (await Of("pair", Query.Parse(adjust: "none"))).Pairs[0];

        var (ofBase, ofFirst, ofSecond) = (
            new Proportion(20, 92).Wilson(),
            new Proportion(20, 42).Wilson(),
            new Proportion(20, 60).Wilson()
        );
        Assert.Equal(
            [
                100.0 * 20 / 92,
                100 * ofBase.Low,
                100 * ofBase.High,
                100.0 * 20 / 42,
                100 * ofFirst.Low,
                100 * ofFirst.High,
                100.0 * 20 / 60,
                100 * ofSecond.Low,
                100 * ofSecond.High,
                20.0 * 92 / 42 / 60,
            ],
            [
                pair.Percent!.Value,
                pair.Low!.Value,
                pair.High!.Value,
                pair.FirstPercent!.Value,
                pair.FirstLow!.Value,
                pair.FirstHigh!.Value,
                pair.SecondPercent!.Value,
                pair.SecondLow!.Value,
                pair.SecondHigh!.Value,
                pair.Lift!.Value,
            ],
            Near
        );
        Assert.Equal(
            [10.5507936507936506, 1.1613820866518522e-03, 1.1613820866518522e-03, 0.33864810597807821],
            [pair.Test!.Statistic!.Value, pair.Test.P!.Value, pair.Test.PAdjusted!.Value, pair.Test.CramersV!.Value],
            Near
        );
        Assert.Equal((92, 1, true, ""), (pair.Test.Respondents, pair.Test.DegreesOfFreedom, pair.Test.Significant, pair.Test.Note));
    }

    [Fact]
    public async Task AllPairsAreOneFamily()
    {
        var tests = (await Of("family")).Pairs.Select(pair => pair.Test!).Where(test => test.P is not null).ToList();

        Assert.Equal(Family.Adjust([.. tests.Select(test => test.P!.Value)], Adjustment.Holm), tests.Select(test => test.PAdjusted!.Value));
        Assert.Equal(4, tests.Count);
    }

    [Fact]
    public async Task WhatNobodyChoseHasNoLiftAndNoTest()
    {
        var pair = (await Of("nobody-chose")).Pairs[2];

        Assert.Equal((0.0, 0.0, null, null), (pair.Percent, pair.FirstPercent, pair.SecondPercent, pair.Lift));
        Assert.Equal("not tested: fewer than two rows or two columns have respondents", pair.Test!.Note);
    }

    [Fact]
    public async Task RespondentsAreCountedByHowManyOptionsTheyChose()
    {
        var overlap = await Of("numbers");

        Assert.Equal(
            [(1, 62, 100.0 * 62 / 92), (2, 30, 100.0 * 30 / 92)],
            overlap.Chosen.Select(number => (number.Options, number.Count, number.Percent!.Value))
        );
        // t.test of R
        Assert.Equal(
            [1.32608695652173902, 1.2284735070220107, 1.4237004060214673, 0.47134821015106598],
            [overlap.Mean!.Mean, overlap.Mean.Low!.Value, overlap.Mean.High!.Value, overlap.Mean.StandardDeviation!.Value],
            Near
        );
    }

    [Fact]
    public async Task WhoChoseNothingCountsWhereTheBaseIsOfAll()
    {
        var overlap = await Of("all", Query.Parse(@base: "all"));

        Assert.Equal(107, overlap.Base);
        Assert.Equal([(0, 15), (1, 62), (2, 30)], overlap.Chosen.Select(number => (number.Options, number.Count)));
        Assert.Equal(20.0 * 107 / 42 / 60, overlap.Pairs[0].Lift!.Value, 1e-12);
    }

    [Fact]
    public async Task AnOptionThatIsMissingIsNotPartOfTheBaseValid() =>
        Assert.DoesNotContain((await Of("valid", Query.Parse(@base: "valid"))).Options, option => option.Id == "none");

    [Fact]
    public async Task OnlyThoseWhoMatchTheFiltersAreCounted()
    {
        var overlap = await Of("where", Query.Parse(where: ["region:south"]));

        Assert.Equal((62, "Region? “South”"), (overlap.Base, overlap.Query.Segment));
        Assert.Equal([(1, 52), (2, 10)], overlap.Chosen.Select(number => (number.Options, number.Count)));
    }

    [Fact]
    public async Task WhereNobodyIsLeftThereAreNoFigures()
    {
        var overlap = await Of("nobody", Query.Parse(where: ["region:south", "region:north"]));

        Assert.Equal((0, null), (overlap.Base, overlap.Mean));
        Assert.Empty(overlap.Chosen);
        Assert.All(overlap.Pairs, pair => Assert.Equal((0, null, null), (pair.Count, pair.Percent, pair.Lift)));
    }

    /// <summary>45 of the north weigh 107/90, 62 of the south 107/124.</summary>
    [Fact]
    public async Task WeightedPairsHaveWeightedPercentagesAndNoTests()
    {
        var overlap = await Of("weighted", Query.Parse(weight: "even"));

        var (north, south) = (107.0 / 90, 107.0 / 124);
        var (hammer, saw, all) = (20 * north + 22 * south, 20 * north + 40 * south, 30 * north + 62 * south);
        Assert.Equal("not tested: respondents are weighted", overlap.Untested);
        Assert.All(overlap.Pairs, pair => Assert.Null(pair.Test));
        var first = overlap.Pairs[0];
        Assert.Equal(20, first.Count);
        Assert.Equal(
            [
                2000 * north / all,
                2000 * north / hammer,
                2000 * north / saw,
                20 * north * all / hammer / saw,
                2000 * (north + south / 2) / all,
            ],
            [
                first.Percent!.Value,
                first.FirstPercent!.Value,
                first.SecondPercent!.Value,
                first.Lift!.Value,
                overlap.Chosen[1].Percent!.Value,
            ],
            Near
        );
    }

    [Theory]
    [InlineData("region", "w1", "question \"region\" is of kind single; an overlap is of a question of kind multiple")]
    [InlineData("tools", "w2", "not computable: rows are reconstructed from published percentages")]
    public async Task WhatHasNoOverlapIsRefusedWithTheReason(string question, string wave, string message)
    {
        var survey = await Load("refused-" + question);

        Assert.Equal(
            message,
            (await Assert.ThrowsAnyAsync<SurveyException>(() => Overlap.Of(postgres.Database, survey, question, wave))).Message
        );
    }

    [Fact]
    public async Task AProtectedSurveyHasNoOverlap()
    {
        await Surveys.Store(
            postgres.Database,
            InstrumentFile.Parse(
                "survey.yaml",
                SmallSurvey
                    .Yaml("protected", Waves, Questions)
                    .Replace("disclosure: open", "disclosure: protected", StringComparison.Ordinal)
            )
        );

        Assert.StartsWith(
            "survey \"protected\" is protected: an overlap could tell who somebody is; ",
            (await Assert.ThrowsAsync<SurveyException>(() => Overlap.Of(postgres.Database, "protected", "tools", "w1"))).Message,
            StringComparison.Ordinal
        );
    }

    private static bool Near(double expected, double found) => Math.Abs(expected - found) <= 1e-9 * Math.Abs(expected);

    private async Task<Overlap> Of(string survey, Query? query = null) =>
        await Overlap.Of(postgres.Database, await Load(survey), "tools", "w1", query);

    private async Task<string> Load(string survey)
    {
        var csv = SmallSurvey.Csv("Tools?,Region?", Rows);
        await SmallSurvey.Loaded(postgres.Database, SmallSurvey.Yaml(survey, Waves, Questions), ("w1.csv", csv), ("w2.csv", csv));
        return survey;
    }
}
