using Survey.Answers;
using Survey.Instruments;
using Survey.Statistics;
using Survey.Tests.Counting;
using Xunit;
using static Survey.Tests.Answers.TrendTests;

namespace Survey.Tests.Answers;

/// <summary>Which changes of a trend are tested, how, and as which family.</summary>
public sealed class TestedTrendTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task ReconstructedRowsAreNotTested()
    {
        await postgres.Load(
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
        await postgres.Load(
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

    [Fact]
    public async Task PValuesAreAdjustedOverTheWholeAnswer()
    {
        await postgres.Load(
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
        await postgres.Load(
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
        await SmallSurvey.Loaded(
            postgres.Database,
            SmallSurvey.Yaml("exact", TwoWaves, YesNo, minimum: 10),
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
        await SmallSurvey.Loaded(
            postgres.Database,
            SmallSurvey.Yaml("exact-significant", TwoWaves, YesNo, minimum: 5),
            ("w1.csv", SmallSurvey.Csv("Q?", ("No", 5))),
            ("w2.csv", SmallSurvey.Csv("Q?", ("Yes", 5)))
        );

        var change = Point(await Trend.Of(postgres.Database, "exact-significant", "q"), "yes", 1).Change!;

        Assert.Equal((100.0, true), (change.Points, change.Significant));
        Assert.Equal(2 * 0.0079365079365079395, change.PAdjusted!.Value, 1e-9);
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
