using Survey.Answers;
using Survey.Counting;
using Survey.Ingest.Loading;
using Survey.Instruments;
using Xunit;

namespace Survey.Tests.Instruments;

/// <summary>Every real export loads with an instrument of its own, and each of its counts is the one that was counted
/// independently.</summary>
public sealed class RealFilesTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    [RealDataTheory]
    [InlineData("2019", 88)]
    [InlineData("2020-h1", 110)]
    public async Task EveryQuestionOfTheCloudNativeSurveyEqualsTheIndependentCount(string wave, int questions)
    {
        var toplines = await LoadedToplines("cloud-native", wave);
        var expected = CsvText.File(RealData.File($"expected/cloud-native-{wave}.csv")).Select(row => Count.Of(IdOf(row["question"]), row));

        Assert.Equal(questions, toplines.Questions.Count);
        Assert.Equal(expected.Order(), CountsOf(toplines, question => question.Id).Order());
    }

    [RealDataTheory]
    [InlineData("maintainers", "2019-h1")]
    [InlineData("maintainers", "2020-h2")]
    [InlineData("service-mesh", "2022")]
    public async Task EveryCountOfASurveyMonkeyExportEqualsTheIndependentCount(string survey, string wave)
    {
        var toplines = await LoadedToplines(survey, wave);
        var expected = CsvText
            .File(RealData.File($"expected/{survey}-{wave}.csv"))
            .Select(row => Count.Of(Label.Normalise(row["question"]), row))
            .ToList();

        Assert.Equal(expected.Order(), Given(CountsOf(toplines, question => Label.Normalise(question.Text)), expected).Order());
    }

    [RealDataTheory]
    [InlineData("maintainers", "2018-h1")]
    [InlineData("cloud-native-2022", "2022")]
    public async Task EveryCountOfAFileWithoutExpectedCountsEqualsTheOneBesideTheInstrument(string survey, string wave)
    {
        var toplines = await LoadedToplines(survey, wave);
        var expected = CsvText.File(Path.Combine(Folder(survey), $"counted-{wave}.csv")).Select(row => Count.Of(row["question"], row));

        Assert.Equal(expected.Order(), CountsOf(toplines, question => question.Id).Order());
    }

    [RealDataFact]
    public async Task TheScalesOfTheMaintainersChangeAndAreNotCompared()
    {
        foreach (var wave in new[] { "2018-h1", "2019-h1", "2020-h2" })
            await LoadedToplines("maintainers", wave);

        var trend = await Trend.Of(postgres.Database, "maintainers", "efficiency", new Query { Base = BaseRule.Valid });
        var five = trend.Options.Single(option => option.Id == "5").Points;

        Assert.Equal([56, 64, 88], trend.Waves.Select(shown => shown.Base!.Value));
        Assert.Equal(["5", "- 5", "5"], five.Select(point => point!.Label));
        Assert.Equal(["", "2018-h1", ""], five.Select(point => point!.Change?.From ?? ""));
        Assert.Equal(["break: 1 to 5 until 2019-h1, 1 to 10 in 2020-h2 with \"N/A\"."], trend.Waves[2].Notes);
        Assert.Equal([false, false, true], trend.Options.Single(option => option.Id == "10").Points.Select(point => point is not null));
    }

    /// <summary>The expected counts have only those answers of a column that someone gave, and not every point of a scale.</summary>
    private static IEnumerable<Count> Given(IEnumerable<Count> ours, IReadOnlyCollection<Count> expected) =>
        ours.Where(count => count.Chose > 0 || expected.Any(other => (other.Question, other.Option) == (count.Question, count.Option)));

    /// <summary>Loads a file that must not lose anything: no cell of it is rejected.</summary>
    private async Task<WaveToplines> LoadedToplines(string survey, string wave)
    {
        var instrument = InstrumentFile.Read(Folder(survey));
        var outcome = await Load.File(postgres.Database, instrument, wave, RealData.File($"cncf/{instrument.Wave(wave).File}"));
        Assert.Null(outcome.Problem);
        Assert.Empty(outcome.Coded?.Rejects ?? []);
        return await WaveToplines.Of(postgres.Database, survey, wave);
    }

    private static string Folder(string survey) => Path.Combine(Repository.Root, "tests", "instruments", survey);

    private static IEnumerable<Count> CountsOf(WaveToplines toplines, Func<Topline, string> name) =>
        from question in toplines.Questions
        from option in question.Options
        where !option.Net
        select new Count(name(question), Label.Normalise(option.Label), option.Count, question.Answered, toplines.Wave.Respondents);

    /// <summary>The id of a question of the independent counts: each part slugged, joined by a dot.</summary>
    private static string IdOf(string question) => string.Join('.', question.Split('/').Select(Label.Slug));

    private sealed record Count(string Question, string Option, int Chose, int Answered, int Respondents) : IComparable<Count>
    {
        public static Count Of(string question, Dictionary<string, string> row) =>
            new(question, Label.Normalise(row["option"]), Number(row["count"]), Number(row["answered"]), Number(row["respondents"]));

        public int CompareTo(Count? other) => string.CompareOrdinal(ToString(), other?.ToString());

        private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
    }
}
