using System.Collections.Concurrent;
using CsCheck;
using Survey.Answers;
using Survey.Counting;
using Survey.Instruments;
using Survey.Tests.Statistics;
using Xunit;

namespace Survey.Tests.Counting;

/// <summary>Random weight schemes of random surveys, against raking respondent by respondent.</summary>
public sealed class WeightPropertyTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    private const string Seed = "0N0XIzNsQ0O2";
    private const int Surveys = 40;
    private const int SchemesEach = 12;
    private const double Tolerance = 1e-9;

    [Fact]
    public async Task WeightedFiguresAreThoseOfWeightingRespondentsOneByOne()
    {
        var wrong = new ConcurrentBag<string>();
        var (weighted, refused) = (0, 0);
        await Parallel.ForEachAsync(
            NaiveSurvey.Any.Array[Surveys].Single(_ => true, Seed).Index(),
            new ParallelOptions { MaxDegreeOfParallelism = 2 },
            async (one, cancel) =>
            {
                var survey = one.Item with { Id = $"s{one.Index}" };
                if (!survey.Questions.Any(IsWeighable))
                    return;
                var schemes = AnyScheme(survey)
                    .Array[SchemesEach]
                    .Single(_ => true, Seed)
                    .Select((scheme, number) => scheme with { Id = $"k{number}" })
                    .ToList();
                await survey.Store(postgres.Database, survey.Instrument with { Weights = schemes });
                foreach (var (at, scheme) in schemes.Index())
                {
                    var where = NaiveSurvey.AnyFilter(survey.Questions).List[0, 1].Single(_ => true, Seed);
                    var question = survey.Questions[at % survey.Questions.Count];
                    var rule = (BaseRule)(at % 4);
                    var trend = await Trend.Of(
                        postgres.Database,
                        survey.Id,
                        question.Id,
                        new Query
                        {
                            Where = where,
                            Base = rule,
                            Weight = scheme.Id,
                            Waves = [".."],
                        },
                        cancel
                    );
                    foreach (var (wave, found) in survey.Waves.Zip(trend.Waves))
                    {
                        var raked = NaiveRaking.Of(survey, wave, scheme);
                        Interlocked.Increment(ref raked is null ? ref refused : ref weighted);
                        foreach (var difference in Differences(survey, wave, raked, scheme, question, where, rule, trend, found))
                            wrong.Add(
                                $"survey {one.Index}, scheme {at} of seed {Seed} ({Text(scheme)}), {question.Id} "
                                    + $"{string.Join(' ', where)} of {rule} in {wave.Id}: {difference}"
                            );
                    }
                }
            }
        );

        Assert.True(wrong.IsEmpty, $"{wrong.Count} figures:\n{string.Join('\n', wrong.Order(StringComparer.Ordinal).Take(20))}");
        Assert.True(weighted > 300 && refused > 100, $"{weighted} waves were weighted, {refused} could not be");
    }

    [Theory]
    [InlineData(30, 20)]
    [InlineData(3, 2)]
    public async Task WeightsToTheSamplesOwnSharesAreOneAndChangeNothing(int times, int other)
    {
        var survey = $"own-{times}";
        await SmallSurvey.Loaded(
            postgres.Database,
            SmallSurvey.Yaml(
                survey,
                "  - { id: w1, file: w1.csv }\n  - { id: w2, file: w2.csv }",
                """
                  - { id: region, text: Region?, kind: single, options: [North, South] }
                  - { id: q, text: Q?, kind: scale, options: ["1", "2", "3"] }
                weights:
                  - { id: own, label: As it is, targets: { region: { north: 60, south: 40 } } }
                """
            ),
            ("w1.csv", SmallSurvey.Csv("Region?,Q?", ("North,1", 2 * times), ("North,3", times), ("South,2", 2 * times), (",3", times))),
            ("w2.csv", SmallSurvey.Csv("Region?,Q?", ("North,2", 3 * other), ("South,1", 2 * other), (",1", other)))
        );

        foreach (var where in new[] { "region:north,south", "region:north", "q:1.." })
        {
            var plain = new Query { Where = [Filter.Parse(where)], Base = BaseRule.All };
            var unweighted = await Trend.Of(postgres.Database, survey, "q", plain);
            var weighted = await Trend.Of(postgres.Database, survey, "q", plain with { Weight = "own" });

            Assert.All(
                weighted.Waves,
                wave =>
                    Assert.Equal(
                        (1, 1, 1, "As it is"),
                        (wave.Weighting!.Minimum, wave.Weighting.Maximum, wave.Weighting.DesignEffect, weighted.Query.WeightInWords)
                    )
            );
            Assert.Equal(Json(unweighted.Options), Json(weighted.Options));
            Assert.Equal(Json(unweighted.Means), Json(weighted.Means));
            Assert.Equal(Json(unweighted.Waves), Json(weighted.Waves.Select(wave => wave with { Weighting = null })));
        }
        if (times < 5)
            Assert.Contains(
                (await Trend.Of(postgres.Database, survey, "q", new Query { Weight = "own" })).Options,
                option => option.Points[1]!.Change!.Note.StartsWith("a base is under 30: ", StringComparison.Ordinal)
            );
    }

    private static List<string> Differences(
        NaiveSurvey survey,
        NaiveWave wave,
        NaiveRaking? raked,
        WeightScheme scheme,
        NaiveQuestion question,
        List<Filter> where,
        BaseRule rule,
        Trend trend,
        TrendWave found
    )
    {
        var differences = new List<string>();
        if (!question.IsAskedIn(wave.Id) || !survey.Tells(wave, where))
            return differences;
        Near("has weights", raked is null ? 0 : 1, found.Weighting is null ? 0 : 1);
        if (raked is null || found.Weighting is not { } weighting)
            return found.NotComputable.StartsWith("not computable: ", StringComparison.Ordinal)
                ? differences
                : [.. differences, $"no reason: {found.NotComputable}"];
        var (sum, squares) = (raked.Weights.Sum(), raked.Weights.Sum(weight => weight * weight));
        Near("smallest", raked.Weights.Min(), weighting.Minimum);
        Near("largest", raked.Weights.Max(), weighting.Maximum);
        Near("effective base of all", sum * sum / squares, weighting.EffectiveBase);
        Near("design effect", raked.Weights.Count * squares / (sum * sum), weighting.DesignEffect);
        Near("deviation", 100 * raked.LargestDeviation, weighting.LargestDeviation);
        if (!raked.EmptyTargets.SequenceEqual(weighting.EmptyTargets))
            differences.Add($"empty targets: {string.Join(' ', weighting.EmptyTargets)}, not {string.Join(' ', raked.EmptyTargets)}");
        foreach (var option in trend.Options)
        {
            var (expected, point) = (
                survey.Count(wave, question, option.Id, where, rule, raked.Weights),
                option.Points.SingleOrDefault(point => point?.Wave == wave.Id)
            );
            Near($"{option.Id} has a point", expected is null ? 0 : 1, point is null ? 0 : 1);
            if (expected is not { } counted || point is null)
                continue;
            Near($"{option.Id} count", counted.Count, point.Count);
            Near($"{option.Id} percent", 100 * counted.Share, point.Percent);
            Near($"{option.Id} effective base", counted.Effective, found.EffectiveBase ?? found.Base);
            if (where.Count == 0 && scheme.Targets.Any(target => target.Question == question.Id))
                Near($"{option.Id} is fixed, without an interval", 0, point.Low is null && point.High is null ? 0 : 1);
            else if (!(0 <= point.Low && point.Low <= point.Percent && point.Percent <= point.High && point.High <= 100))
                differences.Add(FormattableString.Invariant($"{option.Id}: {point.Low:R} to {point.High:R} around {point.Percent:R}"));
        }
        return differences;

        void Near(string what, double expected, double? actual)
        {
            if (!(Math.Abs(expected - actual ?? double.NaN) <= Tolerance * Math.Max(1, Math.Abs(expected))))
                differences.Add(FormattableString.Invariant($"{what}: {actual:R}, not {expected:R}"));
        }
    }

    private static bool IsWeighable(NaiveQuestion question) => question.Kind is QuestionKind.Single or QuestionKind.Scale;

    private static Gen<WeightScheme> AnyScheme(NaiveSurvey survey) =>
        from questions in NaiveSurvey.Some([.. survey.Questions.Where(IsWeighable)], 1)
        from like in Gen.Frequency((3, Gen.Const(-1)), (1, Gen.Int[0, survey.Waves.Count - 1]))
        from shares in Gen.Frequency((1, Gen.Const(0)), (6, Gen.Int[1, 9])).Array[questions.Sum(question => question.Options.Count)]
        from trim in Gen.Frequency((2, Gen.Const((double?)null)), (1, Gen.Int[11, 40].Select(tenths => (double?)(tenths / 10.0))))
        select new WeightScheme(
            "",
            "Weights",
            [
                .. questions.Select(
                    (question, number) =>
                        new WeightTarget(
                            question.Id,
                            like >= 0
                                ? null
                                : Shares(
                                    question,
                                    shares
                                        .AsSpan(questions.Take(number).Sum(before => before.Options.Count), question.Options.Count)
                                        .ToArray()
                                )
                        )
                ),
            ],
            like < 0 ? null : survey.Waves[like].Id,
            trim
        )
        {
            Allow = 100,
        };

    private static Dictionary<string, double> Shares(NaiveQuestion question, int[] parts)
    {
        var all = parts.Sum();
        return question
            .Options.Index()
            .ToDictionary(option => option.Item.Id, option => all == 0 ? 1.0 / parts.Length : parts[option.Index] / (double)all);
    }

    private static string Text(WeightScheme scheme) =>
        FormattableString.Invariant($"like {scheme.Like}, trim {scheme.Trim}: ")
        + string.Join(
            "; ",
            scheme.Targets.Select(target =>
                $"{target.Question} "
                + string.Join(' ', target.Shares?.Select(share => FormattableString.Invariant($"{share.Key}={share.Value:F3}")) ?? [])
            )
        );

    private static string Json<T>(T value) => System.Text.Json.JsonSerializer.Serialize(value);
}
