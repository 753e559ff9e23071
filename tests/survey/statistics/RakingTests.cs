using Survey.Statistics;
using Xunit;

namespace Survey.Tests.Statistics;

public sealed class RakingTests
{
    private static readonly RakingMargin Sex = new("sex", [0.5, 0.5]);

    [Fact]
    public void WeightsAreThoseOfTheOracle()
    {
        var raked = Oracle.Rows("raking.csv").ToDictionary(row => row.Values["case"], row => Weigh(row).Weights);
        var next = raked.Keys.ToDictionary(name => name, _ => 0);

        Oracle.Agrees("raking-cells.csv", row => [("weight", raked[row.Values["case"]][next[row.Values["case"]]++])]);
        Assert.Equal(raked.ToDictionary(pair => pair.Key, pair => pair.Value.Count), next);
    }

    [Fact]
    public void WeightsOfARealWaveAreThoseOfTheOracle() =>
        Assert.All(
            Oracle.Rows("real-schemes.csv"),
            scheme =>
            {
                List<Oracle.Row> In(string file) => [.. Oracle.Rows(file).Where(row => row.Values["scheme"] == scheme.Values["scheme"])];
                var margins = In("real-targets.csv").GroupBy(row => row.Values["question"]).ToList();
                var cells = In("real-weights.csv");
                var groups = margins.ConvertAll(margin =>
                    (Column: margin.Key.Replace('-', '_'), Options: margin.Select(row => row.Values["option"]).ToList())
                );
                var raking = Raking.Of(
                    cells.ConvertAll(cell => new RakingCell(
                        cell.Count("respondents"),
                        [.. groups.Select(group => group.Options.IndexOf(cell.Values[group.Column]))]
                    )),
                    margins.ConvertAll(margin => new RakingMargin(margin.Key, [.. margin.Select(row => row.Number("target"))])),
                    scheme.Values["trim"].Length > 0 ? scheme.Number("trim") : null
                );

                Assert.All(cells.Zip(raking.Weights), pair => Assert.Equal(1, pair.Second / pair.First.Number("weight"), 1e-9));
                Assert.Equal(scheme.Number("largest_deviation"), raking.LargestDeviation, 1e-12);
            }
        );

    [Fact]
    public void TheSpreadOfWeightsIsThatOfTheOracle() =>
        Oracle.Agrees(
            "raking.csv",
            row =>
            {
                var spread = WeightSpread.Of(Cells(row).Zip(Weigh(row).Weights, (cell, weight) => (cell.Respondents, weight)))!.Value;
                return
                [
                    ("minimum", spread.Minimum),
                    ("maximum", spread.Maximum),
                    ("design_effect", spread.DesignEffect),
                    ("effective_base", spread.EffectiveBase),
                ];
            }
        );

    [Fact]
    public void WhatTrimmingLeavesOffTheTargetsIsThatOfTheOracle() =>
        Assert.All(
            Oracle.Rows("raking.csv"),
            row =>
            {
                var expected = row.Number("largest_deviation");
                Assert.Equal(expected, Weigh(row).LargestDeviation, Math.Max(1e-12, 1e-9 * expected));
            }
        );

    [Fact]
    public void TargetsThatNobodyCanReachAreReported() =>
        Assert.All(
            Oracle.Rows("raking.csv"),
            row =>
                Assert.Equal(
                    Targets(row)
                        .Where(target => target.Values["empty"] == "yes")
                        .Select(target => (target.Count("margin"), target.Count("group"))),
                    Weigh(row).EmptyTargets
                )
        );

    [Fact]
    public void EveryCaseOfTheOracleConvergesToAMeanOfOne() =>
        Assert.All(
            Oracle.Rows("raking.csv"),
            row =>
            {
                var raking = Weigh(row);
                var cells = Cells(row);

                Assert.True(raking.Converged);
                Assert.InRange(raking.Iterations, 1, 999);
                Assert.Equal(
                    cells.Sum(cell => cell.Respondents),
                    cells.Zip(raking.Weights, (cell, weight) => cell.Respondents * weight).Sum(),
                    1e-9
                );
            }
        );

    [Fact]
    public void TargetsThatContradictEachOtherDoNotConverge()
    {
        var raking = Raking.Of([new(10, [0, 0]), new(10, [1, 1])], [Sex, new("age", [0.3, 0.7])]);

        Assert.Equal((false, 1000), (raking.Converged, raking.Iterations));
        Assert.Equal([0.6, 1.4], raking.Weights.Select(weight => Math.Round(weight, 12)));
        Assert.Equal(0.2, raking.LargestDeviation, 1e-12);
    }

    [Fact]
    public void TargetsThatCanOnlyBeComeNearToAreNotCalledReached()
    {
        var raking = Raking.Of([new(10, [0, 0]), new(10, [1, 0]), new(10, [1, 1])], [Sex, Sex with { Name = "age" }]);

        Assert.Equal((false, 1000), (raking.Converged, raking.Iterations));
        Assert.InRange(raking.LargestDeviation, 1e-6, 1e-2);
    }

    [Fact]
    public void ACellWithoutRespondentsHasNoWeightAndIsNoMinimum()
    {
        List<RakingCell> cells = [new(10, [0]), new(0, [0]), new(30, [1])];
        var raking = Raking.Of(cells, [Sex]);

        Assert.Equal([2, 0, 2.0 / 3], raking.Weights);
        Assert.Equal(2.0 / 3, WeightSpread.Of(cells.Zip(raking.Weights, (cell, weight) => (cell.Respondents, weight)))!.Value.Minimum);
    }

    [Fact]
    public void EqualWeightsCostNothing()
    {
        Assert.Equal(new WeightSpread(1, 1, 1, 30), WeightSpread.Of([(10, 1), (20, 1)]));
        Assert.Equal(new WeightSpread(0, 2, 2, 10), WeightSpread.Of([(10, 0), (10, 2)]));
        Assert.Null(WeightSpread.Of([(0, 1), (5, 0)]));
        Assert.Equal(0, WeightSpread.Kish(0, 0));
    }

    [Theory]
    [InlineData(0.5, 0.4, "targets of sex are 0.5, 0.4; shares of 0 to 1 that add up to 1 were expected")]
    [InlineData(1.5, -0.5, "targets of sex are 1.5, -0.5; shares of 0 to 1 that add up to 1 were expected")]
    [InlineData(double.NaN, 0.4, "targets of sex are NaN, 0.4; shares of 0 to 1 that add up to 1 were expected")]
    public void TargetsAreSharesThatAddUpToOne(double first, double second, string message) =>
        Assert.Equal(message, Refused([new(10, [0]), new(10, [1])], [new("sex", [first, second])]));

    [Fact]
    public void SomebodyMustBeInAGroupWithATarget()
    {
        const string Message =
            "no respondent is left to weight by age; at least one was expected in a group with a target over 0 in every margin";

        Assert.Equal(Message, Refused([new(10, [0])], [new("age", [0, 1])]));
        Assert.Equal(Message, Refused([], [new("age", [0.5, 0.5])]));
    }

    [Fact]
    public void TheLimitOfWeightsMustLeaveRoom()
    {
        List<RakingCell> cells = [new(10, [0]), new(30, [1]), new(40, [2])];
        List<RakingMargin> margins = [new("age", [0.7, 0.3, 0])];

        Assert.Equal("weights cannot be cut to 1; a limit over 1, the mean weight, was expected", Refused(cells, margins, 1));
        Assert.Equal(
            "weights cannot be cut to 1.9: all respondents with a weight would be above it; a higher limit was expected",
            Refused(cells, margins, 1.9)
        );
        Assert.Equal([2.5, 1.8333, 0], Raking.Of(cells, margins, 2.5).Weights.Select(weight => Math.Round(weight, 4)));
    }

    private static string Refused(IReadOnlyList<RakingCell> cells, IReadOnlyList<RakingMargin> margins, double? trim = null) =>
        Assert.Throws<SurveyException>(() => Raking.Of(cells, margins, trim)).Message;

    private static Raking Weigh(Oracle.Row row)
    {
        var margins = Targets(row)
            .GroupBy(target => target.Values["margin"])
            .Select(margin => new RakingMargin(margin.Key, [.. margin.Select(target => target.Number("target"))]));
        return Raking.Of(Cells(row), [.. margins], row.Values["trim"].Length > 0 ? row.Number("trim") : null);
    }

    private static List<RakingCell> Cells(Oracle.Row row) =>
        [
            .. Oracle
                .Rows("raking-cells.csv")
                .Where(cell => cell.Values["case"] == row.Values["case"])
                .Select(cell => new RakingCell(cell.Count("respondents"), Groups(cell))),
        ];

    /// <summary>A case of fewer than three margins leaves the others blank.</summary>
    private static List<int> Groups(Oracle.Row cell) =>
        [.. new[] { "group1", "group2", "group3" }.Where(margin => cell.Values[margin].Length > 0).Select(cell.Count)];

    private static IEnumerable<Oracle.Row> Targets(Oracle.Row row) =>
        Oracle.Rows("raking-targets.csv").Where(target => target.Values["case"] == row.Values["case"]);
}
