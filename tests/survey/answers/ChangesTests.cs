using Survey.Answers;
using Survey.Counting;
using Survey.Instruments;
using Survey.Statistics;
using Survey.Tests.Counting;
using Survey.Tests.Statistics;
using Xunit;

namespace Survey.Tests.Answers;

public sealed class ChangesTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    private const string Reason = "the second wave asked for less";

    [Fact]
    public async Task TestedChangesAreOneFamilyWithRsFigures()
    {
        var changes = await Sheet("family");
        var entries = changes.Entries.ToDictionary(entry => (entry.Question, entry.Option ?? ""));
        var rows = Oracle.Rows("sheet.csv").Where(row => row.Values["sheet"] == "small").ToList();

        Assert.Equal(rows.Count, entries.Count);
        foreach (var row in rows)
        {
            var (entry, unit) = (entries[(row.Values["question"], row.Values["option"])], row.Values["option"].Length > 0 ? 100 : 1);
            Assert.Equal(
                (row.Count("count1"), row.Count("base1"), row.Count("count2"), row.Count("base2")),
                (entry.From.Count, entry.From.Base, entry.To.Count, entry.To.Base)
            );
            Near(unit * row.Number("change"), entry.Change.Points);
            Near(unit * row.Number("low"), entry.Change.Low!.Value);
            Near(unit * row.Number("high"), entry.Change.High!.Value);
            Assert.Equal(row.Values["holm"].Length > 0, entry.Change.P is not null);
            if (entry.Change.P is not { } p)
                continue;
            Near(row.Number("p"), p);
            Near(row.Number("holm"), entry.Change.PAdjusted!.Value);
            if (unit == 100)
                Near(100 * row.Number("detectable"), entry.Change.Detectable!.Value);
        }
    }

    [Fact]
    public async Task BenjaminiAndHochbergsAdjustmentCanBeAskedFor()
    {
        var changes = await Sheet("bh", new Query { Adjust = Adjustment.Bh });

        foreach (var row in Oracle.Rows("sheet.csv").Where(row => row.Values["sheet"] == "small" && row.Values["bh"].Length > 0))
            Near(
                row.Number("bh"),
                changes
                    .Entries.Single(entry => (entry.Question, entry.Option ?? "") == (row.Values["question"], row.Values["option"]))
                    .Change.PAdjusted!.Value
            );
    }

    [Fact]
    public async Task RankedChangesStandBeforeTheOthersByTheirP()
    {
        var changes = await Sheet("ranks");

        Assert.Equal(
            ["rate:mean", "use:yes", "rate:3", "rate:1", "use:maybe", "tools:hammer", "use:no", "tools:saw", "rate:2"],
            changes.Entries.Take(9).Select(entry => $"{entry.Question}:{entry.Option ?? "mean"}")
        );
        Assert.Equal(Enumerable.Range(1, 9), changes.Entries.Take(9).Select(entry => entry.Rank!.Value));
        Assert.All(changes.Entries.Take(9), entry => Assert.Equal(Standing.Ranked, entry.Standing));
        Assert.Equal(
            ["rate:", "use:yes", "rate:3", "rate:1"],
            changes.Entries.Where(entry => entry.Change.Significant).Select(entry => $"{entry.Question}:{entry.Option}")
        );
        Assert.Equal(new ChangesCounts(14, 9, 0, 9, 4, 5, 3), changes.Counts);
    }

    [Fact]
    public async Task WhatMayNotBeComparedIsShownWithTheReasonAndHasNoTest()
    {
        var others = (await Sheet("others")).Entries.Where(entry => entry.Rank is null).ToList();

        Assert.Equal(
            [
                ("differs", Standing.Differs, $"not comparable: {Reason}"),
                ("differs", Standing.Differs, $"not comparable: {Reason}"),
                ("rare", Standing.Low, "a base is under 30: 20 in First, 100 in Second"),
                ("rare", Standing.Low, "a base is under 30: 20 in First, 100 in Second"),
                ("use", Standing.Mirror, "not tested: it is the other side of “No”"),
            ],
            others.Select(entry => (entry.Question, entry.Standing, entry.Change.Note))
        );
        Assert.All(
            others,
            entry =>
                Assert.Equal(
                    (null, null, null, false),
                    (entry.Change.P, entry.Change.PAdjusted, entry.Change.Detectable, entry.Change.Significant)
                )
        );
        Assert.Equal(["low"], others[^2].From.Flags);
        Assert.Empty(others[^2].To.Flags);
    }

    [Fact]
    public async Task AnOptionThatOnlyOneWaveOfferedIsAbsentAndListedOnce()
    {
        var changes = await Sheet("absent");

        Assert.DoesNotContain(changes.Entries, entry => entry.Option is "drill" or "glue");
        Assert.Equal(
            [
                new AbsentOption("glue", "Glue", false, "offered only in First"),
                new AbsentOption("drill", "Drill", false, "offered only in Second"),
            ],
            changes.Questions.Single(question => question.Id == "tools").OnlyOnce
        );
        Assert.All(changes.Questions.Where(question => question.Id != "tools"), question => Assert.Empty(question.OnlyOnce));
    }

    [Fact]
    public async Task WhatIsNotComparedSaysWhy()
    {
        var changes = await Sheet("why");

        Assert.Equal(
            [("broken", "the series is broken: all is new"), ("late", "asked only in Second"), ("comment", "its answers are texts")],
            changes.Questions.Where(question => question.NotCompared.Length > 0).Select(question => (question.Id, question.NotCompared))
        );
        Assert.DoesNotContain(changes.Questions, question => question.Id == "nothing");
        Assert.Equal(["Second: break: all is new"], changes.Questions.Single(question => question.Id == "broken").Notes);
    }

    [Fact]
    public void DifferentBasesAreSaidInWords()
    {
        var parsed = InstrumentFile.Parse(
            "routed.yaml",
            SmallSurvey.Yaml(
                "routed",
                """
                  - { id: w1, label: First, file: 1.csv }
                  - { id: w2, label: Second, file: 2.csv }
                """,
                """
                  - { id: who, text: "Are you a user?", kind: single, options: ["Yes", "No"] }
                  - { id: how, text: How?, kind: single, options: [Well, Badly],
                      waves: { w2: { flag: differs, reason: the order was another } } }
                """
            )
        );
        var (how, who) = (parsed.Question("how"), parsed.Question("who"));
        var routed = how with { Routing = new Dictionary<string, IReadOnlyList<Filter>> { ["w2"] = [Filter.Parse("who:yes")] } };

        Assert.Equal("", Words(who, 1337, 969));
        Assert.Equal("", Words(how, 969, 969));
        Assert.Equal("the base is 1,337 in First and 969 in Second: the order was another", Words(how, 1337, 969));
        Assert.Equal(
            "the base is 1,337 in First and 969 in Second: Second asked only those who said Are you a user? “Yes”; the order was another",
            Words(routed, 1337, 969)
        );

        string Words(Question question, int before, int now) =>
            ComparedQuestion
                .BasesOf(new Comparability(parsed, new Query()), question, parsed.Wave("w1"), before, parsed.Wave("w2"), now)
                ?.Text
            ?? "";
    }

    [Fact]
    public async Task TheNewestWaveAndTheOneBeforeItAreComparedUnlessNamed()
    {
        await Load("named", third: true);

        Assert.Equal(("w2", "w3"), Ends(await Changes.Of(postgres.Database, "named")));
        Assert.Equal(("w1", "w2"), Ends(await Changes.Of(postgres.Database, "named", to: "w2")));
        Assert.Equal(("w1", "w3"), Ends(await Changes.Of(postgres.Database, "named", from: "w1")));

        static (string, string) Ends(Changes changes) => (changes.From.Id, changes.To.Id);
    }

    [Theory]
    [InlineData("w2", "w1", "\"from\" is wave \"w2\" and \"to\" is \"w1\"; an earlier wave and a later one were expected")]
    [InlineData("w2", "w2", "\"from\" is wave \"w2\" and \"to\" is \"w2\"; an earlier wave and a later one were expected")]
    [InlineData(null, "w1", "no wave before \"w1\" of survey \"refused\" has been loaded; changes are between two waves")]
    [InlineData(null, "w9", "no wave \"w9\" in survey \"refused\"; there are w1, w2")]
    public async Task WavesThatCannotBeComparedAreRefused(string? from, string? to, string message)
    {
        await Load("refused");

        Assert.Equal(
            message,
            (await Assert.ThrowsAnyAsync<SurveyException>(() => Changes.Of(postgres.Database, "refused", from, to))).Message
        );
    }

    [Fact]
    public async Task ChangesOfASegmentAreOfItsRespondents()
    {
        var changes = await Sheet("segment", Query.Parse(where: ["use:yes"], @base: "all"));

        Assert.Equal("Do you use it? “Yes”", changes.Query.Segment);
        Assert.All(
            changes.Entries.Where(entry => entry.Option is not null),
            entry => Assert.Equal((60, 112), (entry.From.Base, entry.To.Base))
        );
        var yes = changes.Entries.Single(entry => entry.Option == "yes");
        Assert.Equal(
            (60, 112, 100.0, 100.0, 0.0, 1.0),
            (yes.From.Count, yes.To.Count, yes.From.Percent!.Value, yes.To.Percent!.Value, yes.Change.Points, yes.Change.P!.Value)
        );
    }

    [Fact]
    public async Task OfReconstructedWavesChangesAreListedBySizeAndNeitherTestedNorRanked()
    {
        await Load("reconstructed", provenance: ", provenance: reconstructed");
        var changes = await Changes.Of(postgres.Database, "reconstructed");

        Assert.Equal("not tested: rows are reconstructed from published percentages", changes.Untested);
        Assert.Equal((14, 0, 0, 0), (changes.Counts.Compared, changes.Counts.Tested, changes.Counts.Ranked, changes.Counts.Significant));
        Assert.All(
            changes.Entries,
            entry =>
                Assert.Equal(
                    (null, Standing.Untested, null, null, null),
                    (entry.Rank, entry.Standing, entry.Change.P, entry.Change.PAdjusted, entry.Change.Low)
                )
        );
        var shares = changes.Entries.Where(entry => entry.Option is not null).Select(entry => Math.Abs(entry.Change.Points)).ToList();
        Assert.Equal(shares.OrderDescending(), shares);
        Assert.Null(changes.Entries[^1].Option);
        Assert.Equal(
            "not computable: rows are reconstructed from published percentages",
            (
                await Assert.ThrowsAsync<NotComputableException>(() =>
                    Changes.Of(postgres.Database, "reconstructed", query: Query.Parse(where: ["use:yes"]))
                )
            ).Message
        );
    }

    [Fact]
    public async Task AProtectedSurveyHasNoSheet()
    {
        await Load("closed", disclosure: "protected");

        Assert.StartsWith(
            "survey \"closed\" is protected: a sheet of changes could tell who somebody is; ",
            (await Assert.ThrowsAsync<SurveyException>(() => Changes.Of(postgres.Database, "closed"))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task TheDetectableChangeIsOfAllRespondentsOfBothWaves()
    {
        var changes = await Sheet("detectable");

        // In R: 196 * sqrt(0.25 * (1/120 + 1/160)), and with 0.09 in place of 0.25.
        Near(11.834624342721375, changes.DetectableNear(0.5), 1e-12);
        Near(7.1007746056328251, changes.DetectableNear(0.1), 1e-12);
    }

    [Fact]
    public async Task ANetOfWhichOneWaveOfferedOnlyAPartIsShownAndNeverCalledSignificant()
    {
        const string Why = "First did not offer “Drill” of the net";
        await SmallSurvey.Loaded(
            postgres.Database,
            SmallSurvey.Yaml(
                "parts",
                "  - { id: w1, label: First, file: 1.csv }\n  - { id: w2, label: Second, file: 2.csv }",
                """
                  - id: tools
                    text: With which tools?
                    kind: multiple
                    options: [Hammer, Saw, { id: drill, label: Drill, offered: [w2] }]
                    nets: [{ id: electric, label: Saw or drill, of: [saw, drill] }, { id: manual, label: Hammer or saw, of: [hammer, saw] }]
                  - { id: town, text: Town?, kind: single, options: [A, B] }
                """
            ),
            ("1.csv", SmallSurvey.Csv("Timestamp,With which tools?,Town?", ("t,Hammer,A", 80), ("t,Saw,B", 20))),
            ("2.csv", SmallSurvey.Csv("Timestamp,With which tools?,Town?", ("t,Hammer,A", 30), ("t,Saw,B", 10), ("t,Drill,A", 60)))
        );

        var changes = await Changes.Of(postgres.Database, "parts");
        var point = (await Trend.Of(postgres.Database, "parts", "tools")).Options.Single(option => option.Id == "electric").Points[1]!;
        var shift = await MixShift.Of(postgres.Database, "parts", "tools", "electric", "town", "w1", "w2");

        var net = changes.Entries.Single(entry => entry.Option == "electric");
        Assert.Equal(
            (Standing.Differs, (int?)null, false, $"not comparable: {Why}"),
            (net.Standing, net.Rank, net.Change.Significant, net.Change.Note)
        );
        Assert.Equal((null, null), (net.Change.P, net.Change.PAdjusted));
        Assert.Equal(
            (50.0, false, $"not comparable: {Why}"),
            (Math.Round(point.Change!.Points, 9), point.Change.Significant, point.Change.Note)
        );
        Assert.Equal([$"not comparable: {Why}"], shift.Notes);
        Assert.True(changes.Entries.Single(entry => entry.Option == "manual").Change.Significant);
    }

    private async Task<Changes> Sheet(string survey, Query? query = null)
    {
        await Load(survey);
        return await Changes.Of(postgres.Database, survey, query: query);
    }

    private async Task Load(string survey, string provenance = "", bool third = false, string disclosure = "open")
    {
        var yaml = SmallSurvey
            .Yaml(
                survey,
                $$"""
                  - { id: w1, label: First, file: 1.csv{{provenance}} }
                  - { id: w2, label: Second, file: 2.csv{{provenance}} }
                {{(third ? "  - { id: w3, label: Third, file: 3.csv }" : "")}}
                """,
                $$"""
                  - { id: use, text: "Do you use it?", kind: single, options: ["Yes", Maybe, "No"],
                      nets: [{ id: open, label: Yes or maybe, of: ["yes", maybe] }] }
                  - id: tools
                    text: With which tools?
                    kind: multiple
                    options: [Hammer, Saw, { id: glue, label: Glue, offered: {{(
                    third ? "[w1, w3]" : "[w1]"
                )}} }, { id: drill, label: Drill, offered: [w2] }]
                  - { id: rate, text: How good is it?, kind: scale, options: ["1", "2", "3"] }
                  - { id: rare, text: Rarely asked, kind: single, options: [A, B] }
                  - { id: differs, text: Asked otherwise, kind: single, options: [In, Out],
                      waves: { w2: { flag: differs, reason: {{Reason}} } } }
                  - { id: broken, text: Asked anew, kind: single, options: [Old, New], waves: { w2: { flag: break, reason: all is new } } }
                  - { id: late, text: Asked later, kind: single, options: [Up, Down], asked: [w2] }
                  - { id: comment, text: Comment, kind: text }
                """
            )
            .Replace("disclosure: open", $"disclosure: {disclosure}", StringComparison.Ordinal);
        const string Header = "Timestamp,Do you use it?,With which tools?,How good is it?,Rarely asked,Asked otherwise,Asked anew,Comment";
        // Each column is filled from the top, whatever the others say.
        var first = Columns(
            120,
            [("Yes", 60), ("Maybe", 24), ("No", 36)],
            [("\"Hammer, Saw\"", 20), ("Hammer", 30), ("Saw", 20), ("Glue", 10)],
            [("1", 30), ("2", 20), ("3", 10)],
            [("A", 10), ("B", 10)],
            [("In", 20), ("Out", 80)],
            [("Old", 60)],
            [("some text", 5)]
        );
        var second = Columns(
            160,
            [("Yes", 112), ("Maybe", 16), ("No", 32)],
            [("\"Hammer, Saw\"", 20), ("Hammer", 25), ("Saw", 40), ("Drill", 15)],
            [("1", 15), ("2", 20), ("3", 25)],
            [("A", 30), ("B", 70)],
            [("In", 70), ("Out", 30)],
            [("New", 60)],
            [("Up", 50), ("Down", 50)],
            [("some text", 5)]
        );
        await SmallSurvey.Loaded(
            postgres.Database,
            yaml,
            [
                ("1.csv", $"{Header}\n{first}"),
                ("2.csv", $"{Header.Replace("Comment", "Asked later,Comment", StringComparison.Ordinal)}\n{second}"),
                .. third ? new[] { ("3.csv", $"{Header}\n{first}") } : [],
            ]
        );
    }

    private static string Columns(int rows, params (string Cell, int Times)[][] columns)
    {
        var cells = columns.Select(column => column.SelectMany(cell => Enumerable.Repeat(cell.Cell, cell.Times)).ToList()).ToList();
        return string.Concat(
            Enumerable
                .Range(0, rows)
                .Select(row => $"t,{string.Join(',', cells.Select(column => row < column.Count ? column[row] : ""))}\n")
        );
    }

    private static void Near(double expected, double found, double tolerance = 1e-9) =>
        Assert.True(Math.Abs(found - expected) <= tolerance * Math.Abs(expected) + 1e-15, $"{found:R} is not {expected:R}");
}
