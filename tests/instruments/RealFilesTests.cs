using Survey.Ingest;
using Xunit;

namespace Survey.Tests.Instruments;

/// <summary>Every real export loads with an instrument of its own, and each of its counts is the one that was counted independently.</summary>
public sealed class RealFilesTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    [RealDataTheory]
    [InlineData("2019", 88)]
    [InlineData("2020-h1", 110)]
    public async Task EveryQuestionOfTheCloudNativeSurveyEqualsTheIndependentCount(string wave, int questions)
    {
        var toplines = await LoadedToplines("cloud-native", wave, $"cncf/cloud-native-{wave}.csv");
        var expected = CsvText.File(RealData.File($"expected/cloud-native-{wave}.csv")).Select(row => Count.Of(IdOf(row["question"]), row));

        Assert.Equal(questions, toplines.Questions.Count);
        Assert.Equal(expected.Order(), CountsOf(toplines, question => question.Id).Order());
    }

    /// <summary>Loads a file that must not lose anything: no cell of it is rejected.</summary>
    private async Task<WaveToplines> LoadedToplines(string survey, string wave, string file)
    {
        var instrument = InstrumentFile.Read(Path.Combine(Repository.Root, "tests", "instruments", survey));
        var outcome = await Load.File(postgres.Database, instrument, wave, RealData.File(file));
        Assert.Null(outcome.Problem);
        Assert.Empty(outcome.Coded!.Rejects);
        return await WaveToplines.Of(postgres.Database, survey, wave);
    }

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
