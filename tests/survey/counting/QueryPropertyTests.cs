using System.Collections.Concurrent;
using CsCheck;
using Survey.Answers;
using Survey.Counting;
using Survey.Instruments;
using Survey.Statistics;
using Xunit;

namespace Survey.Tests.Counting;

/// <summary>Random queries of random surveys, answered by the engine as by counting respondents one by one.</summary>
public sealed class QueryPropertyTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    private const string Seed = "0N0XIzNsQ0O2";
    private const int Surveys = 50;
    private const int QueriesEach = 200;
    private const int CrossedSurveys = 30;
    private const int CrosstabsEach = 60;
    private const double Tolerance = 1e-9;

    private sealed record Asked(
        NaiveQuestion Question,
        IReadOnlyList<string> Waves,
        IReadOnlyList<Filter> Where,
        BaseRule Base,
        bool AsRange
    )
    {
        /// <summary>As it would be written in an address.</summary>
        public Query Query =>
            Survey.Counting.Query.Parse(
                AsRange ? $"{Waves[0]}..{Waves[^1]}" : string.Join(',', Waves),
                [.. Where.Select(filter => filter.ToString())],
                Base.Name()
            );

        public override string ToString() =>
            $"{Question.Id} {(AsRange ? "range " : "")}{string.Join(',', Waves)} {string.Join(' ', Where)} of {Base}";
    }

    [Fact]
    public async Task TenThousandRandomQueriesAreAnsweredAsByCountingRespondentsOneByOne()
    {
        var wrong = new ConcurrentBag<string>();
        var surveys = NaiveSurvey.Any.Array[Surveys].Single(_ => true, Seed).Index();
        await Parallel.ForEachAsync(
            surveys,
            new ParallelOptions { MaxDegreeOfParallelism = 2 },
            async (one, _) =>
            {
                var (number, survey) = (one.Index, one.Item with { Id = $"s{one.Index}" });
                await survey.Store(postgres.Database, survey.Instrument);
                foreach (var (at, asked) in Queries(survey).Array[QueriesEach].Single(_ => true, Seed).Index())
                {
                    foreach (
                        var difference in at % 4 == 3 ? await ToplineDifferences(survey, asked) : await TrendDifferences(survey, asked)
                    )
                        wrong.Add($"survey {number}, query {at} of seed {Seed} ({asked}): {difference}");
                }
            }
        );

        Assert.True(wrong.IsEmpty, $"{wrong.Count} figures:\n{string.Join('\n', wrong.Order(StringComparer.Ordinal).Take(20))}");
    }

    [Fact]
    public async Task RandomCrosstabsAreCountedAsByCountingRespondentsOneByOne()
    {
        var wrong = new List<string>();
        var answered = 0;
        foreach (var (number, one) in NaiveSurvey.Any.Array[CrossedSurveys].Single(_ => true, Seed).Index())
        {
            var survey = one with { Id = $"c{number}" };
            await survey.Store(postgres.Database, survey.Instrument);
            foreach (
                var (at, (row, column)) in Gen.Select(Queries(survey), Queries(survey)).Array[CrosstabsEach].Single(_ => true, Seed).Index()
            )
            {
                var wave = survey.Waves.Single(wave => wave.Id == row.Waves[0]);
                if (row.Question.Id == column.Question.Id || !row.Question.Kind.HasOptions() || !column.Question.Kind.HasOptions())
                    continue;
                var there = !wave.Reconstructed && Tells(survey, wave, row) && Tells(survey, wave, row with { Question = column.Question });
                var differences = new Differences();
                try
                {
                    Crossed(
                        survey,
                        wave,
                        row,
                        column.Question,
                        await Crosstab.Of(postgres.Database, survey.Id, row.Question.Id, column.Question.Id, wave.Id, row.Query),
                        differences
                    );
                    differences.Same("answered", there, true);
                    answered++;
                }
                catch (SurveyException exception) when (exception is NotFoundException or NotComputableException)
                {
                    differences.Same(exception.Message, there, false);
                }
                wrong.AddRange(
                    differences.Found.Select(difference =>
                        $"survey {number}, crosstab {at} of seed {Seed} ({row} by {column.Question.Id}): {difference}"
                    )
                );
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} figures:\n{string.Join('\n', wrong.Take(20))}");
        Assert.True(answered > 300, $"{answered} crosstabs were answered");
    }

    private static void Crossed(
        NaiveSurvey survey,
        NaiveWave wave,
        Asked asked,
        NaiveQuestion across,
        Crosstab crosstab,
        Differences differences
    )
    {
        var both = survey
            .Base(wave, asked.Question, asked.Where, asked.Base)
            .Intersect(survey.Base(wave, across, asked.Where, asked.Base))
            .ToList();
        differences.Same("base", both.Count, crosstab.Base);
        foreach (
            var (row, column, cell) in from row in crosstab.Rows
            from cell in row.Cells.Zip(crosstab.Columns)
            select (row, cell.Second, cell.First)
        )
        {
            var (down, right) = (Choosing(asked.Question, row.Total.Id), Choosing(across, column.Id));
            var what = $"{row.Total.Id} by {column.Id}";
            differences.Same($"{what} count", down.Intersect(right).Count(), cell.Count);
            differences.Same($"{what} margins", (down.Count, right.Count), (row.Total.Count, column.Count));
            differences.Near(
                $"{what} of the column",
                right.Count == 0 ? null : 100.0 * down.Intersect(right).Count() / right.Count,
                cell.ColumnPercent
            );
            differences.Near(
                $"{what} of the row",
                down.Count == 0 ? null : 100.0 * down.Intersect(right).Count() / down.Count,
                cell.RowPercent
            );
            differences.Near($"{what} total", both.Count == 0 ? null : 100.0 * down.Count / both.Count, row.Total.Percent);
        }
        foreach (var test in crosstab.Tests.Select(test => test.Test))
            differences.Same("p is a probability", true, test.P is null or (>= 0 and <= 1));

        List<int> Choosing(NaiveQuestion question, string id) =>
            [.. both.Where(position => wave.Respondents[position].Chose(question.Id, question.OfferedIn(wave.Id, id)))];
    }

    private static Gen<Asked> Queries(NaiveSurvey survey) =>
        from question in Gen.Int[0, survey.Questions.Count - 1]
        from waves in NaiveSurvey.Some([.. survey.Waves.Select(wave => wave.Id)], 1)
        from range in Gen.Bool
        from filters in Gen.Frequency((1, Gen.Const(new List<Filter>())), (3, NaiveSurvey.AnyFilter(survey.Questions).List[1, 3]))
        from rule in Gen.Enum<BaseRule>()
        let between = range
            ? survey
                .Waves.Select(wave => wave.Id)
                .Where(id => string.CompareOrdinal(id, waves[0]) >= 0 && string.CompareOrdinal(id, waves[^1]) <= 0)
                .ToList()
            : waves
        select new Asked(survey.Questions[question], between, filters, rule, range);

    private async Task<List<string>> TrendDifferences(NaiveSurvey survey, Asked asked)
    {
        var trend = await Trend.Of(postgres.Database, survey.Id, asked.Question.Id, asked.Query);
        var differences = new Differences();
        differences.Same("waves", string.Join(',', asked.Waves), string.Join(',', trend.Waves.Select(wave => wave.Id)));
        var waves = survey.Waves.Where(wave => asked.Waves.Contains(wave.Id)).ToList();
        foreach (var (wave, found) in waves.Zip(trend.Waves))
        {
            var tells = Tells(survey, wave, asked);
            differences.Same(
                $"{wave.Id} base",
                tells ? survey.Base(wave, asked.Question, asked.Where, asked.Base).Count : null,
                found.Base
            );
            differences.Same($"{wave.Id} is computable", tells || !asked.Question.IsAskedIn(wave.Id), found.NotComputable.Length == 0);
        }
        differences.Same("options", string.Join(',', Ids(asked)), string.Join(',', trend.Options.Select(option => option.Id)));
        var comparability = new NaiveComparability(survey, new Dictionary<(string, string), Flag>(), asked.Where);
        foreach (var option in trend.Options)
        {
            (NaiveWave Wave, NaiveCount Counted)? earlier = null;
            foreach (var (wave, point) in waves.Zip(option.Points))
            {
                var expected = survey.Count(wave, asked.Question, option.Id, asked.Where, asked.Base);
                var what = $"{option.Id} in {wave.Id}";
                differences.Same($"{what} has a point", expected is not null, point is not null);
                if (expected is not { } counted || point is null)
                    continue;
                differences.Figure(what, counted, point.Count, point.Percent, point.Low, point.High);
                differences.Same($"{what} changed from", earlier?.Wave.Id, point.Change?.From);
                differences.Near($"{what} change", 100 * counted.Share - 100 * earlier?.Counted.Share, point.Change?.Points);
                differences.Same(
                    $"{what} tested",
                    earlier is { } before
                        && !comparability.Refuses(asked.Question, option.Id, before.Wave.Id, wave.Id, before.Counted.Base, counted.Base),
                    point.Change?.P is not null
                );
                earlier = (wave, counted);
            }
        }
        foreach (var (wave, point) in waves.Zip(trend.Means ?? []))
            differences.Mean(
                $"mean in {wave.Id}",
                survey.Numbers(
                    wave,
                    asked.Question,
                    [.. asked.Where, .. asked.Base == BaseRule.Asked ? asked.Question.Routing.GetValueOrDefault(wave.Id, []) : []]
                ),
                point?.Figure
            );
        return differences.Found;
    }

    private async Task<List<string>> ToplineDifferences(NaiveSurvey survey, Asked asked)
    {
        var differences = new Differences();
        var wave = survey.Waves.Single(wave => wave.Id == asked.Waves[^1]);
        WaveToplines toplines;
        try
        {
            toplines = await WaveToplines.Of(postgres.Database, survey.Id, wave.Id, asked.Question.Id, asked.Query);
        }
        catch (NotFoundException exception)
        {
            differences.Same(
                "refused",
                !asked.Question.IsAskedIn(wave.Id),
                exception.Message == $"wave \"{wave.Id}\" did not ask question \"{asked.Question.Id}\""
            );
            return differences.Found;
        }
        catch (NotComputableException exception)
        {
            differences.Same(
                "refused",
                !Tells(survey, wave, asked),
                exception.Message.StartsWith("not computable: ", StringComparison.Ordinal)
            );
            return differences.Found;
        }
        differences.Same("answered at all", true, Tells(survey, wave, asked));
        var topline = Assert.Single(toplines.Questions);
        differences.Same("base", survey.Base(wave, asked.Question, asked.Where, asked.Base).Count, topline.Base);
        differences.Same(
            "options",
            string.Join(',', Ids(asked with { Base = BaseRule.All }).Where(id => asked.Question.OfferedIn(wave.Id, id).Count > 0)),
            string.Join(',', topline.Options.Select(option => option.Id))
        );
        foreach (var option in topline.Options)
        {
            var inBase = Ids(asked).Contains(option.Id);
            var counted = survey.Count(wave, asked.Question, option.Id, asked.Where, inBase ? asked.Base : BaseRule.All);
            differences.Same($"{option.Id} has a percentage", inBase && counted is not null, option.Percent is not null);
            if (counted is { } figure && option.Percent is { } percent)
                differences.Figure(option.Id, figure, option.Count, percent, option.Low, option.High);
            else
                differences.Same($"{option.Id} count", counted?.Count ?? 0, option.Count);
        }
        return differences.Found;
    }

    private static bool Tells(NaiveSurvey survey, NaiveWave wave, Asked asked) =>
        asked.Question.IsAskedIn(wave.Id)
        && survey.Tells(wave, asked.Where)
        && (asked.Base != BaseRule.Asked || survey.Tells(wave, asked.Question.Routing.GetValueOrDefault(wave.Id, [])));

    /// <summary>The options and nets that percentages are given of.</summary>
    private static IEnumerable<string> Ids(Asked asked) =>
        asked
            .Question.Options.Where(option => asked.Base != BaseRule.Valid || !option.Missing)
            .Select(option => option.Id)
            .Concat(asked.Question.Nets.Select(net => net.Id));

    /// <summary>What is not as it was expected.</summary>
    private sealed class Differences
    {
        public List<string> Found { get; } = [];

        public void Same<T>(string what, T expected, T found)
        {
            if (!EqualityComparer<T>.Default.Equals(expected, found))
                Found.Add($"{what}: {found}, not {expected}");
        }

        public void Near(string what, double? expected, double? found)
        {
            if (expected is null != found is null || Math.Abs((expected - found) ?? 0) > Tolerance)
                Found.Add(FormattableString.Invariant($"{what}: {found}, not {expected}"));
        }

        /// <summary>The ends of a Wilson interval are the shares from which the one found is 1.96 standard errors away: they solve its
        /// equation.</summary>
        public void Figure(string what, NaiveCount expected, int count, double percent, double? low, double? high)
        {
            Same($"{what} count", expected.Count, count);
            Near($"{what} percent", 100 * expected.Share, percent);
            Same($"{what} is ordered", true, 0 <= low && low <= percent && percent <= high && high <= 100);
            foreach (var end in new[] { low / 100, high / 100 })
                Near(
                    $"{what} interval",
                    Proportion.Z * Proportion.Z * end * (1 - end),
                    expected.Effective * (expected.Share - end) * (expected.Share - end)
                );
        }

        public void Mean(string what, List<(double Number, int Position)> given, MeanFigure? figure)
        {
            Same($"{what} count", given.Count, figure?.Count ?? 0);
            if (given.Count == 0 || figure is null)
                return;
            var mean = given.Average(one => one.Number);
            Near(what, mean, figure.Mean);
            Near(
                $"{what}: deviation",
                given.Count > 1 ? Math.Sqrt(given.Sum(one => (one.Number - mean) * (one.Number - mean)) / (given.Count - 1)) : null,
                figure.StandardDeviation
            );
            var ordered = given.Select(one => one.Number).Order().ToList();
            Near($"{what}: median", (ordered[(ordered.Count - 1) / 2] + ordered[ordered.Count / 2]) / 2, figure.Median);
            Same($"{what}: ends", (ordered[0], ordered[^1]), (figure.Minimum, figure.Maximum));
        }
    }
}
