using Survey.Instruments;
using Xunit;
using Xunit.Abstractions;

namespace Survey.Tests.Ingest.Wild;

/// <summary>Real exports of every shape, from nothing: what an unedited draft counts is what others counted.</summary>
public sealed class WildFilesTests(TestDatabase postgres, ITestOutputHelper output) : IClassFixture<TestDatabase>
{
    /// <summary>A folder to write each file's differences to, one a line; none when not set.</summary>
    internal static readonly string? Report = Environment.GetEnvironmentVariable("SURVEY_WILD_DIFFERENCES");

    /// <summary>What an author answers where a draft asks, by file: what the draft says, and what is written instead.</summary>
    private static readonly Dictionary<string, (string Asked, string Answer)[]> Answers = [];

    /// <summary>Files with differences, and how many; the numbers only fall.</summary>
    private static readonly Dictionary<string, int> Known = new()
    {
        // Codes without labels: the draft doubts them (codes-only).
        ["cloud-native-2022-2022"] = 50,
    };

    public static TheoryData<string> Files =>
        RealData.Absence is not null
            ? [""]
            : [.. Directory.GetFiles(RealData.File("wild/expected")).Select(file => Path.GetFileNameWithoutExtension(file)).Order()];

    [RealDataTheory]
    [MemberData(nameof(Files))]
    public Task AnUneditedDraftCountsWhatOthersCounted(string name) =>
        Compare(
            name,
            new WildFile(Directory.GetFiles(RealData.File("wild"), $"{name}.*").Single(), headers => ExpectedWave.OfWild(name, headers))
        );

    [RealDataTheory]
    [InlineData("cloud-native", "2019")]
    [InlineData("cloud-native", "2020-h1")]
    [InlineData("cloud-native-2022", "2022")]
    [InlineData("maintainers", "2018-h1")]
    public Task AnUneditedDraftOfTheCncfsFilesCountsWhatOthersCounted(string survey, string wave)
    {
        var folder = Path.Combine(Repository.Root, "tests", "instruments", survey);
        var instrument = InstrumentFile.Read(folder);
        var beside = Path.Combine(folder, $"counted-{wave}.csv");
        var counts = File.Exists(beside) ? beside : RealData.File($"expected/{survey}-{wave}.csv");
        return Compare(
            $"{survey}-{wave}",
            new WildFile(RealData.File($"cncf/{instrument.Wave(wave).File}"), _ => ExpectedWave.OfCncf(counts, instrument, wave))
        );
    }

    private async Task Compare(string name, WildFile file)
    {
        var differences = await file.Differences(postgres, Answers.GetValueOrDefault(name, []));
        foreach (var difference in differences)
            output.WriteLine($"{name}: {difference}");
        if (Report is not null)
            await File.WriteAllLinesAsync(Path.Combine(Report, $"{name}.txt"), differences);
        var allowed = Known.GetValueOrDefault(name);
        var lines = differences.Select(difference => $"{name}: {difference}");
        Assert.True(differences.Count == allowed, $"{differences.Count} differences, {allowed} are known:\n{string.Join('\n', lines)}");
    }
}
