using Survey.Answers;
using Survey.Counting;
using Survey.Instruments;
using Survey.Statistics;
using Survey.Storage;
using Survey.Tests.Counting;
using Xunit;
using static Survey.Tests.Answers.CrosstabSurvey;

namespace Survey.Tests.Answers;

public sealed class CrosstabTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task CellsAreCountedAmongThoseWhoAnsweredBoth()
    {
        var crosstab = await Of("both", "tools", "region");

        Assert.Equal(
            ("both", Figure.Caveat, 85, null, ""),
            (crosstab.Survey, crosstab.Caveat, crosstab.Base, crosstab.EffectiveBase, crosstab.Untested)
        );
        Assert.Equal(new WaveSummary("w1", "Wave 1", 1, Provenance.Raw, false, "", 107), crosstab.Wave);
        Assert.Equal(("tools", "Tools?", QuestionKind.Multiple), (crosstab.Row.Id, crosstab.Row.Text, crosstab.Row.Kind));
        Assert.Equal(
            [
                ("north", "North", false, 40, ""),
                ("south", "South", false, 40, ""),
                ("nowhere", "Nowhere", false, 5, "low"),
                ("somewhere", "Somewhere", true, 80, ""),
            ],
            crosstab.Columns.Select(column => (column.Id, column.Label, column.Net, column.Count, string.Join(' ', column.Flags)))
        );
        Assert.Equal(
            ["hammer 35: 30 0 5 30", "saw 60: 20 40 0 60", "drill 20: 10 10 0 20", "power 70: 30 40 0 70"],
            crosstab.Rows.Select(row => $"{row.Total.Id} {row.Total.Count}: {string.Join(' ', row.Cells.Select(cell => cell.Count))}")
        );
        Assert.Equal(["", "", "low", ""], crosstab.Rows.Select(row => string.Join(' ', row.Total.Flags)));
    }

    [Fact]
    public async Task ACellIsAPercentageOfItsColumnAndOfItsRow()
    {
        var row = (await Of("percentages", "tools", "region")).Rows[0];

        var (ofColumn, ofRow, ofAll) = (new Proportion(30, 40).Wilson(), new Proportion(30, 35).Wilson(), new Proportion(35, 85).Wilson());
        Assert.Equal(
            ("north", 30, 75, 100 * ofColumn.Low, 100 * ofColumn.High, 100.0 * 30 / 35, 100 * ofRow.Low, 100 * ofRow.High),
            Figures(row.Cells[0])
        );
        Assert.Equal((100.0 * 35 / 85, 100 * ofAll.Low, 100 * ofAll.High), (row.Total.Percent, row.Total.Low, row.Total.High));
        Assert.Equal((0.0, 0.0), (row.Cells[1].ColumnPercent, row.Cells[1].ColumnLow));
    }

    [Theory]
    [InlineData("answered", 85)]
    [InlineData("valid", 80)]
    [InlineData("all", 107)]
    [InlineData("asked", 95)]
    public async Task TheBaseIsOfThoseWhoAreInItForBothQuestions(string rule, int counted)
    {
        var crosstab = await Of("base-" + rule, "tools", "region", Query.Parse(@base: rule));

        Assert.Equal((counted, rule != "valid"), (crosstab.Base, crosstab.Columns.Any(column => column.Id == "nowhere")));
        Assert.Equal(
            rule == "all" ? 42
                : rule == "answered" ? 35
                : 30,
            crosstab.Rows[0].Total.Count
        );
        Assert.Equal(30, crosstab.Rows[0].Cells[0].Count);
        Assert.Equal(rule is "all" or "asked" ? 55 : 40, crosstab.Columns[0].Count);
    }

    [Fact]
    public async Task OnlyThoseWhoMatchTheFiltersAreCounted()
    {
        var crosstab = await Of("where", "tools", "region", Query.Parse(where: ["grade:1"]));

        Assert.Equal(35, crosstab.Base);
        Assert.Equal([30, 0, 5, 30], crosstab.Rows[0].Cells.Select(cell => cell.Count));
        Assert.Null(crosstab.Rows[0].Cells[1].ColumnPercent);
        Assert.Equal("Grade? “1”", crosstab.Query.Segment);
    }

    /// <summary>chisq.test(correct = FALSE) and p.adjust of R.</summary>
    [Fact]
    public async Task EveryOptionAndNetOfAMultiSelectIsTestedAndTheTestsAreOneFamily()
    {
        var crosstab = await Of("multi", "tools", "region", Query.Parse(@base: "valid"));

        Assert.Equal(["hammer", "saw", "drill", "power"], crosstab.Tests.Select(test => test.Rows.Single()));
        Assert.All(
            crosstab.Tests,
            test =>
                Assert.Equal(
                    ("north south", 80, 1, ""),
                    (string.Join(' ', test.Columns), test.Test.Respondents, test.Test.DegreesOfFreedom, test.Test.Note)
                )
        );
        Assert.Equal([48, 80 / 3.0, 0, 80 / 7.0], crosstab.Tests.Select(test => test.Test.Statistic!.Value), Near);
        Assert.Equal(
            [4.2621915978436469e-12, 2.4175638811190194e-07, 1, 7.2323271643019303e-04],
            crosstab.Tests.Select(test => test.Test.P!.Value),
            Near
        );
        Assert.Equal(
            [1.7048766391374588e-11, 7.2526916433570586e-07, 1, 1.4464654328603861e-03],
            crosstab.Tests.Select(test => test.Test.PAdjusted!.Value),
            Near
        );
        Assert.Equal(
            [Math.Sqrt(48 / 80.0), Math.Sqrt(1 / 3.0), 0, Math.Sqrt(1 / 7.0)],
            crosstab.Tests.Select(test => test.Test.CramersV!.Value),
            Near
        );
        Assert.Equal([true, true, false, true], crosstab.Tests.Select(test => test.Test.Significant));
    }

    [Fact]
    public async Task TurnedRoundACrosstabIsTheSame()
    {
        var survey = await postgres.Load("turned");
        var (one, other) = (
            await Crosstab.Of(postgres.Database, survey, "tools", "region", "w1"),
            await Crosstab.Of(postgres.Database, survey, "region", "tools", "w1")
        );

        Assert.Equal(one.Tests.Select(test => (test.Rows, test.Columns)), other.Tests.Select(test => (test.Columns, test.Rows)));
        Assert.Equal(one.Tests.Select(test => test.Test.P!.Value), other.Tests.Select(test => test.Test.P!.Value), Near);
        Assert.Equal("an expected count is under 5: the test is rough", other.Tests[0].Test.Note);
        Assert.Equal(
            one.Rows[0].Cells.Select(cell => (cell.Count, cell.ColumnPercent)),
            other.Rows.Select(row => (row.Cells[0].Count, row.Cells[0].RowPercent))
        );
        Assert.Equal(one.Tests[1].Test, one.TestOf(one.Rows[1].Total, one.Columns[0]));
        Assert.Null(one.TestOf(one.Rows[1].Total, one.Columns[3]));
    }

    [Fact]
    public async Task TwoQuestionsOfOneAnswerAreTestedOnceWithoutNets()
    {
        var test = Assert.Single((await Of("single", "grade", "region", Query.Parse(@base: "valid"))).Tests);

        Assert.Equal(
            ("1 2", "north south", 95, 1),
            (string.Join(' ', test.Rows), string.Join(' ', test.Columns), test.Test.Respondents, test.Test.DegreesOfFreedom)
        );
        // North 45 of 55, South 0 of 40 gave grade 1.
        Assert.Equal(95 * Math.Pow(45.0 * 40, 2) / (45.0 * 50 * 55 * 40), test.Test.Statistic!.Value, 1e-9);
        Assert.Equal(test.Test.P, test.Test.PAdjusted);
    }

    [Fact]
    public async Task WordsBesideAPointOfAScaleAreNotTestedAsAnAnswer()
    {
        await SmallSurvey.Loaded(
            postgres.Database,
            SmallSurvey.Yaml(
                "words",
                "  - { id: w1, file: w1.csv, export: { format: surveymonkey } }",
                """
                  - { id: rate, text: Rate?, kind: scale, options: ["1", "2", { id: words, label: Words, missing: true, other: true }] }
                  - { id: side, text: Side?, kind: single, options: [Left, Right] }
                """,
                minimum: 20
            ),
            (
                "w1.csv",
                SmallSurvey.Csv(
                    "Rate?,,,Side?\n1,2,Words,Response",
                    ("1,,,Left", 20),
                    (",2,,Right", 20),
                    (",2,why not,Left", 10),
                    (",,because,Right", 5)
                )
            )
        );

        var crosstab = await Crosstab.Of(postgres.Database, "words", "rate", "side", "w1");

        Assert.Equal((55, 15), (crosstab.Base, crosstab.Rows[2].Total.Count));
        var test = Assert.Single(crosstab.Tests);
        Assert.Equal(["1", "2"], test.Rows);
        Assert.Equal(50, test.Test.Respondents);
        Assert.Equal(50 * Math.Pow(20 * 20, 2) / (20.0 * 30 * 30 * 20), test.Test.Statistic!.Value, 1e-9);
        Assert.Null(crosstab.TestOf(crosstab.Rows[2].Total, crosstab.Columns[0]));
    }

    [Fact]
    public async Task TwoMultiSelectsAreTestedPairByPair()
    {
        var crosstab = await Of("pairs", "parts", "tools");

        Assert.Equal(70, crosstab.Base);
        Assert.Equal(8, crosstab.Tests.Count);
        Assert.Equal(
            "Fisher's exact test: an expected count is under 5",
            crosstab.Tests.Single(test => (test.Rows[0], test.Columns[0]) == ("nail", "hammer")).Test.Note
        );
        var screws = crosstab.Tests.Single(test => (test.Rows[0], test.Columns[0]) == ("screw", "hammer")).Test;
        // 10 chose both, 20 screws, 30 hammers, of 70.
        Assert.Equal(70 * Math.Pow(10.0 * 30 - 10 * 20, 2) / (20.0 * 50 * 30 * 40), screws.Statistic!.Value, 1e-12);
    }

    [Fact]
    public async Task ASmallTableOfTwoByTwoUsesFishersExactTest()
    {
        await SmallSurvey.Loaded(
            postgres.Database,
            SmallSurvey.Yaml(
                "tea",
                "  - { id: w1, file: w1.csv }",
                "  - { id: poured, text: Poured?, kind: single, options: [Milk, Tea, Water] }\n  - { id: said, text: Said?, "
                    + "kind: single, options: [Milk, Tea] }",
                minimum: 4
            ),
            ("w1.csv", SmallSurvey.Csv("Poured?,Said?", ("Milk,Milk", 3), ("Milk,Tea", 1), ("Tea,Milk", 1), ("Tea,Tea", 3)))
        );

        var crosstab = await Crosstab.Of(postgres.Database, "tea", "poured", "said", "w1");

        var test = Assert.Single(crosstab.Tests).Test;
        Assert.Equal(
            (null, null, false, "Fisher's exact test: an expected count is under 5"),
            (test.Statistic, test.DegreesOfFreedom, test.Significant, test.Note)
        );
        Assert.Equal([34.0 / 70, 34.0 / 70, 0.5], [test.P!.Value, test.PAdjusted!.Value, test.CramersV!.Value], Near);
        Assert.Equal(("water", 0, null), (crosstab.Rows[2].Total.Id, crosstab.Rows[2].Total.Count, crosstab.Rows[2].Cells[0].RowPercent));
    }

    [Fact]
    public async Task WhereEverybodySaysTheSameNothingIsTested()
    {
        var test = Assert.Single((await Of("same", "grade", "region", Query.Parse(where: ["grade:1"]))).Tests).Test;

        Assert.Equal(
            new Association
            {
                Respondents = 50,
                Reason = new Reason(ReasonCode.NotTested, "fewer than two rows or two columns have respondents"),
            },
            test
        );
    }

    [Fact]
    public async Task WhereNobodyIsLeftThereIsNoPercentage()
    {
        var crosstab = await Of("nobody", "grade", "region", Query.Parse(where: ["note:text"]));

        Assert.Equal(0, crosstab.Base);
        Assert.All(crosstab.Rows, row => Assert.Null(row.Total.Percent));
        Assert.All(
            crosstab.Rows.SelectMany(row => row.Cells),
            cell => Assert.Equal((0, null, null), (cell.Count, cell.ColumnPercent, cell.RowPercent))
        );
    }

    /// <summary>30 of the north weigh 2/3, 10 of the south 2: each half of 40.</summary>
    [Fact]
    public async Task WeightedPercentagesHaveTheirEffectiveBaseAndNoTests()
    {
        await postgres.Load("weighted", ("North,,,1,,", 15), ("North,,,2,,", 15), ("South,,,1,,", 10));

        var crosstab = await Crosstab.Of(postgres.Database, "weighted", "grade", "region", "w1", Query.Parse(weight: "even"));

        Assert.Empty(crosstab.Tests);
        Assert.Equal(
            ("not tested: respondents are weighted", 40, "even", "Even regions"),
            (crosstab.Untested, crosstab.Base, crosstab.Weighting!.Scheme, crosstab.Query.WeightInWords)
        );
        var (total, cell) = (crosstab.Rows[0].Total, crosstab.Rows[0].Cells[0]);
        Assert.Equal((25, 15), (total.Count, cell.Count));
        Assert.Equal(
            [30, 75, 50, 100.0 / 3, 30],
            [
                crosstab.EffectiveBase!.Value,
                total.Percent!.Value,
                cell.ColumnPercent!.Value,
                cell.RowPercent!.Value,
                crosstab.Columns[0].EffectiveBase!.Value,
            ],
            Near
        );
    }

    [Fact]
    public async Task AssumedRespondentsHaveNeitherIntervalsNorTests()
    {
        var crosstab = await Crosstab.Of(postgres.Database, await postgres.Load("assumed"), "grade", "region", "w3");

        Assert.Equal("not tested: the number of respondents is assumed", crosstab.Untested);
        Assert.Empty(crosstab.Tests);
        Assert.Equal(("north", 40, 100, null, null, 80, null, null), Figures(crosstab.Rows[0].Cells[0]));
    }

    [Theory]
    [InlineData(
        "region",
        "region",
        "w1",
        "row and column are both \"region\"; two questions were expected. Which options of a multi-select go together, is "
            + "answered by its overlap"
    )]
    [InlineData("note", "region", "w1", "question \"note\" is of kind text; a crosstab is of questions of kind single, multiple or scale")]
    [InlineData("region", "age", "w1", "question \"age\" is of kind number; a crosstab is of questions of kind single, multiple or scale")]
    [InlineData("region", "late", "w1", "wave \"w1\" did not ask question \"late\"")]
    [InlineData("region", "tools", "w2", "not computable: rows are reconstructed from published percentages")]
    [InlineData(
        "region",
        "tools",
        "w4",
        "wave \"w4\" of survey \"refused\" has not been loaded yet; load its raw file with: ingest load FILE --survey refused --wave w4"
    )]
    [InlineData(
        "region",
        "tool",
        "w1",
        "no question \"tool\" in survey \"refused\"; there are nothing, region, tools, parts, grade, note, age, late"
    )]
    public async Task WhatCannotBeCrossedIsRefusedWithTheReason(string row, string column, string wave, string message)
    {
        await postgres.LoadedOnce("refused");

        var refused = await Assert.ThrowsAnyAsync<SurveyException>(() => Crosstab.Of(postgres.Database, "refused", row, column, wave));

        Assert.Equal(message, refused.Message);
        Assert.Equal(wave == "w2", refused is NotComputableException);
        Assert.Equal(wave == "w4" || column is "late" or "tool", refused is NotFoundException);
    }

    [Fact]
    public async Task AProtectedSurveyHasNoCrosstabs()
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

        Assert.Equal(
            "survey \"protected\" is protected: a crosstab could tell who somebody is; it answers toplines and trends of all "
                + "respondents, or everything with \"disclosure: open\" in its instrument",
            (await Assert.ThrowsAsync<SurveyException>(() => Crosstab.Of(postgres.Database, "protected", "tools", "region", "w1"))).Message
        );
    }

    [Fact]
    public async Task AQuestionThatTheRevisionWasCodedWithoutIsNotCrossed()
    {
        var survey = await postgres.Load("uncoded");
        var added = SmallSurvey.Yaml(survey, Waves, "  - { id: new, text: New?, kind: single, options: [Yes] }\n" + Questions);
        await Surveys.Store(postgres.Database, InstrumentFile.Parse("survey.yaml", added));

        Assert.Equal(
            "not computable: revision 1 of Wave 1 was coded without \"new\"",
            (await Assert.ThrowsAsync<NotComputableException>(() => Crosstab.Of(postgres.Database, survey, "new", "region", "w1"))).Message
        );
    }

    private static bool Near(double expected, double found) => Math.Abs(expected - found) <= 1e-9 * Math.Abs(expected) + 1e-300;

    private async Task<Crosstab> Of(string survey, string row, string column, Query? query = null) =>
        await Crosstab.Of(postgres.Database, await postgres.Load(survey), row, column, "w1", query);

    private static (string, int, double?, double?, double?, double?, double?, double?) Figures(CrosstabCell cell) =>
        (cell.Column, cell.Count, cell.ColumnPercent, cell.ColumnLow, cell.ColumnHigh, cell.RowPercent, cell.RowLow, cell.RowHigh);
}
