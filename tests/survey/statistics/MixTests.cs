using System.Globalization;
using CsCheck;
using Survey.Statistics;
using Xunit;

namespace Survey.Tests.Statistics;

public sealed class MixTests
{
    /// <summary>Percentiles of 2,000 replicates are held to R's own of 10,000, in percentage points: what resampling leaves to
    /// chance.</summary>
    private const double ResamplingTolerance = 0.3;

    private static readonly Gen<(int Base, int Chosen)> Group = Gen.Select(
        Gen.Frequency((1, Gen.Const(0)), (1, Gen.Const(1)), (4, Gen.Int[0, 500])),
        Gen.Double[0, 1],
        (counted, share) => (counted, (int)Math.Round(counted * share))
    );

    [Fact]
    public void PartsAreThoseOfR()
    {
        var cases = Oracle
            .Rows("mixshift-groups.csv")
            .GroupBy(row => row.Values["case"])
            .ToDictionary(group => group.Key, group => group.ToList());
        Oracle.Agrees(
            "mixshift-groups.csv",
            row =>
            {
                var cell = Cells(cases[row.Values["case"]])[cases[row.Values["case"]].FindIndex(other => other.Line == row.Line)];
                return [("composition", cell.Composition), ("behaviour", cell.Behaviour)];
            }
        );
        Assert.All(
            Oracle.Rows("mixshift.csv"),
            row =>
            {
                var mix = Mix.Of(Cells(cases[row.Values["case"]]));
                Assert.Equal(row.Number("composition"), mix.Composition, 1e-12);
                Assert.Equal(row.Number("behaviour"), mix.Behaviour, 1e-12);
                Assert.Equal(row.Number("change"), mix.Composition + mix.Behaviour, 1e-12);
            }
        );
    }

    [Fact]
    public void BootstrapIntervalsAreNearThoseOfR()
    {
        // The intervals of tiny_groups, some 60 respondents a wave, are up to 34 points wide: so much more do their ends vary.
        var cases = Oracle
            .Rows("mixshift-groups.csv")
            .GroupBy(row => row.Values["case"])
            .ToDictionary(group => group.Key, group => group.ToList());
        var wrong =
            from row in Oracle.Rows("mixshift.csv")
            let rows = cases[row.Values["case"]]
            let intervals = MixIntervals.Of(Counts(rows, "1"), Counts(rows, "2"))
            from limit in new[]
            {
                ("composition_low", intervals.Composition.Low),
                ("composition_high", intervals.Composition.High),
                ("behaviour_low", intervals.Behaviour.Low),
                ("behaviour_high", intervals.Behaviour.High),
            }
            where
                !(100 * Math.Abs(limit.Item2 - row.Number(limit.Item1)) <= (row.Values["case"] == "tiny_groups" ? 1 : ResamplingTolerance))
            select $"{row}: {limit.Item1} is {limit.Item2.ToString("R", CultureInfo.InvariantCulture)}";
        Assert.Equal("", string.Join('\n', wrong));
    }

    [Fact]
    public void TheSameCountsAlwaysHaveTheSameIntervals()
    {
        var (first, second) = (new[] { (100, 30), (300, 60), (4, 0) }, new[] { (200, 60), (600, 240), (0, 0) });

        Assert.Equal(MixIntervals.Of(first, second), MixIntervals.Of(first, second));
        Assert.Equal((2000, 1955), (MixIntervals.Replicates, MixIntervals.Seed));
    }

    [Fact]
    public void CompositionAndBehaviourAlwaysAddUpToTheChange() =>
        Gen.Select(Group, Group)
            .Array[1, 12]
            .Where(groups => groups.Sum(group => group.Item1.Base) > 0 && groups.Sum(group => group.Item2.Base) > 0)
            .Sample(groups =>
            {
                var (first, second) = (groups.Select(group => group.Item1).ToList(), groups.Select(group => group.Item2).ToList());
                var cells = Cells(first, second);
                var mix = Mix.Of(cells);
                var change =
                    (double)second.Sum(group => group.Chosen) / second.Sum(group => group.Base)
                    - (double)first.Sum(group => group.Chosen) / first.Sum(group => group.Base);
                return Math.Abs(mix.Composition + mix.Behaviour - change) < 1e-9
                    && Math.Abs(cells.Sum(cell => cell.CompositionFrom(0.4)) - mix.Composition) < 1e-9
                    && Mix.Of(Cells(second, first)) is var back
                    && Math.Abs(back.Composition + mix.Composition) < 1e-9
                    && Math.Abs(back.Behaviour + mix.Behaviour) < 1e-9;
            });

    [Theory]
    [InlineData(new[] { 40, 60 })]
    [InlineData(new[] { 1, 0, 3, 200, 0 })]
    [InlineData(new[] { 20_000, 30_000, 7 })]
    public void ResamplesHaveTheMeanAndTheSpreadOfAMultinomial(int[] counts)
    {
        const int draws = 20_000;
        var random = new MathNet.Numerics.Random.MersenneTwister(1, threadSafe: false);
        var multinomial = new Multinomial(counts);
        var (drawn, sums, squares) = (new int[counts.Length], new double[counts.Length], new double[counts.Length]);
        for (var draw = 0; draw < draws; draw++)
        {
            multinomial.Draw(random, drawn);
            Assert.Equal(counts.Sum(), drawn.Sum());
            for (var cell = 0; cell < counts.Length; cell++)
                (sums[cell], squares[cell]) = (sums[cell] + drawn[cell], squares[cell] + Math.Pow(drawn[cell] - counts[cell], 2));
        }
        for (var cell = 0; cell < counts.Length; cell++)
        {
            var variance = counts[cell] * (1 - (double)counts[cell] / counts.Sum());
            Assert.InRange(
                sums[cell] / draws,
                counts[cell] - 5 * Math.Sqrt(variance / draws),
                counts[cell] + 5 * Math.Sqrt(variance / draws)
            );
            Assert.InRange(squares[cell] / draws, 0.9 * variance, 1.1 * variance);
        }
    }

    private static MixCell[] Cells(List<Oracle.Row> rows) => Cells(Counts(rows, "1"), Counts(rows, "2"));

    private static List<(int Base, int Chosen)> Counts(List<Oracle.Row> rows, string wave) =>
        [.. rows.Select(row => (row.Count($"base{wave}"), row.Count($"chosen{wave}")))];

    private static MixCell[] Cells(List<(int Base, int Chosen)> first, List<(int Base, int Chosen)> second)
    {
        var (all1, all2) = ((double)first.Sum(group => group.Base), (double)second.Sum(group => group.Base));
        return [.. first.Zip(second, (one, two) => new MixCell(one.Base / all1, Rate(one), two.Base / all2, Rate(two)))];

        static double? Rate((int Base, int Chosen) group) => group.Base > 0 ? (double)group.Chosen / group.Base : null;
    }
}
