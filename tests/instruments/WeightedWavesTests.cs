using System.Globalization;
using Survey.Answers;
using Survey.Counting;
using Survey.Ingest.Loading;
using Survey.Instruments;
using Survey.Statistics;
using Survey.Tests.Statistics;
using Xunit;

namespace Survey.Tests.Instruments;

/// <summary>Two real waves, as they stand and weighted: every figure is R's, to a relative 1e-9. See tests/oracle/real.R.</summary>
public sealed class WeightedWavesTests : IClassFixture<WeightedWavesTests.TwoWaves>
{
    private const double Tolerance = 1e-9;

    private readonly TwoWaves waves;

    public WeightedWavesTests(TwoWaves waves) => this.waves = waves;

    [RealDataFact]
    public async Task WeightsAreTheOracles()
    {
        foreach (var row in Oracle.Rows("real-schemes.csv"))
        {
            var trend = await waves.Trend("region", row.Values["scheme"], "answered");
            var weighting = trend.Waves.Single(wave => wave.Id == row.Values["wave"]).Weighting!;

            Near(row, "minimum", weighting.Minimum);
            Near(row, "maximum", weighting.Maximum);
            Near(row, "design_effect", weighting.DesignEffect);
            Near(row, "effective_base", weighting.EffectiveBase);
            Assert.True(
                Math.Abs(weighting.LargestDeviation / 100 - row.Number("largest_deviation"))
                    <= Math.Max(1e-12, Tolerance * row.Number("largest_deviation")),
                $"{row}"
            );
        }
    }

    [RealDataFact]
    public async Task SharesAndTheirIntervalsAreTheOracles()
    {
        var intervals = 0;
        foreach (var row in Oracle.Rows("real-shares.csv"))
        {
            var trend = await waves.Trend(row.Values["question"], row.Values["scheme"], row.Values["base_rule"]);
            var wave = trend.Waves.Select((wave, position) => (wave, position)).Single(pair => pair.wave.Id == row.Values["wave"]);
            var point = trend.Options.Single(option => option.Id == row.Values["option"]).Points[wave.position]!;

            Assert.Equal((row.Count("count"), row.Count("base")), (point.Count, wave.wave.Base!.Value));
            Near(row, "effective_base", wave.wave.EffectiveBase ?? wave.wave.Base!.Value);
            Near(row, "weighted_share", point.Percent / 100);
            // A margin of the scheme is what its targets say.
            if (wave.wave.Reasons.Have(ReasonCode.FixedByWeighting))
                Assert.Equal((null, null), (point.Low, point.High));
            else
            {
                Near(row, "low", point.Low!.Value / 100);
                Near(row, "high", point.High!.Value / 100);
                intervals++;
            }
            Near(
                row,
                "standard_error",
                new Proportion(
                    point.Percent / 100 * (wave.wave.EffectiveBase ?? wave.wave.Base!.Value),
                    wave.wave.EffectiveBase ?? wave.wave.Base!.Value
                ).StandardError
            );
        }
        Assert.True(intervals > 300, $"{intervals} intervals were compared");
    }

    [RealDataFact]
    public async Task ChangesToAWeightedWaveAreTheOracles()
    {
        var (intervals, tests) = (0, 0);
        foreach (var row in Oracle.Rows("real-changes.csv"))
        {
            var trend = await waves.Trend(row.Values["question"], row.Values["scheme"], row.Values["base_rule"]);
            if (trend.Options.Single(option => option.Id == row.Values["option"]).Points[1]!.Change is not { } change)
            {
                Assert.Contains("break", trend.Waves[1].Flags);
                continue;
            }
            // Where raking made two shares equal, rounding is all that is left of their difference.
            Assert.True(
                Math.Abs(change.Points / 100 - row.Number("difference")) <= Math.Max(1e-12, Tolerance * Math.Abs(row.Number("difference"))),
                $"{row}: {change}"
            );
            if (change.Interval is null)
            {
                Assert.True(change.Reasons.Have(ReasonCode.FixedByWeighting), $"{row}: {change}");
                continue;
            }
            Near(row, "low", change.Low!.Value / 100);
            Near(row, "high", change.High!.Value / 100);
            intervals++;
            if (!change.IsComparable)
            {
                Assert.True(change is { P: null, Reasons.Count: > 0 }, $"{row}: {change}");
                continue;
            }
            tests++;
            Assert.True(
                Math.Abs(change.P!.Value - row.Number("p"))
                    <= Math.Max(row.Number("difference") == 0 ? 1e-9 : 0, Tolerance * row.Number("p")),
                $"{row}: {change}"
            );
        }
        Assert.True(intervals > 100 && tests > 20, $"{intervals} intervals and {tests} tests were compared");
    }

    [RealDataFact]
    public async Task MeansOfRatingsAreTheOracles()
    {
        foreach (var row in Oracle.Rows("real-means.csv"))
        {
            var trend = await waves.Trend(row.Values["question"], row.Values["scheme"], "answered");
            var figure = trend.Means!.Single(point => point?.Wave == row.Values["wave"])!.Figure;

            Assert.Equal(row.Count("base"), figure.Count);
            Near(row, "mean", figure.Mean);
            Near(row, "sd", figure.StandardDeviation!.Value);
            Near(row, "low", figure.Low!.Value);
            Near(row, "high", figure.High!.Value);
            Near(row, "median", figure.Median);
        }
    }

    [RealDataFact]
    public async Task ChangesOfMeansAreTheOracles()
    {
        foreach (var row in Oracle.Rows("real-mean-changes.csv"))
        {
            var trend = await waves.Trend(row.Values["question"], row.Values["scheme"], "answered");
            var change = trend.Means!.Single(point => point?.Wave == row.Values["to"])!.Change!;

            Near(row, "difference", change.Points);
            Near(row, "low", change.Low!.Value);
            Near(row, "high", change.High!.Value);
            if (change.IsComparable)
                Near(row, "p", change.P!.Value);
            else
                Assert.True(change is { P: null, Reasons.Count: > 0 }, $"{row}: {change}");
        }
    }

    private static void Near(Oracle.Row row, string column, double found) =>
        Assert.True(
            Math.Abs(found - row.Number(column)) <= Tolerance * Math.Abs(row.Number(column)),
            $"{row}: {column} is {found.ToString("R", CultureInfo.InvariantCulture)}"
        );

    public sealed class TwoWaves : IAsyncLifetime
    {
        private readonly TestDatabase postgres = new();
        private readonly Dictionary<(string, string, string), Trend> trends = [];

        public async Task InitializeAsync()
        {
            await postgres.InitializeAsync();
            var instrument = InstrumentFile.Read(Path.Combine(Repository.Root, "tests", "instruments", "cloud-native"));
            foreach (var wave in RealData.Absence is null ? instrument.Waves : [])
                Assert.Null((await Load.File(postgres.Database, instrument, wave.Id, RealData.File($"cncf/{wave.File}"))).Problem);
        }

        public Task DisposeAsync() => postgres.DisposeAsync();

        /// <param name="scheme">a weight scheme, or none</param>
        public async Task<Trend> Trend(string question, string scheme, string rule)
        {
            if (!trends.TryGetValue((question, scheme, rule), out var trend))
                trends[(question, scheme, rule)] = trend = await Survey.Answers.Trend.Of(
                    postgres.Database,
                    "cloud-native",
                    question,
                    Query.Parse(weight: scheme, @base: rule)
                );
            return trend;
        }
    }
}
