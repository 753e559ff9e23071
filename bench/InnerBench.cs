using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Survey.Coded;
using Survey.Ingest.Coding;
using Survey.Instruments;
using Survey.Statistics;

namespace Survey.Bench;

/// <summary>What loads and queries do most often, by itself.</summary>
public class InnerLoops
{
    private static readonly Instrument Instrument = InstrumentFile.Parse("bench", Generated.Yaml(GeneratedQuestion.All(20)));
    private static readonly Codebook Codebook = Instrument.At(Instrument.Waves[0]);

    private readonly Coder single = new(Codebook.Questions.First(question => question.Id == "s6"));
    private readonly Coder multiple = new(Codebook.Questions.First(question => question.Id == "m1"));
    private readonly string answer = GeneratedQuestion.All(20).First(question => question.Id == "s6").Labels[5];
    private readonly string joined = string.Join(
        ", ",
        GeneratedQuestion.All(20).First(question => question.Id == "m1").Labels.Where((_, option) => option % 3 == 0)
    );
    private readonly Bitmap first = Filled(3);
    private readonly Bitmap second = Filled(7);
    private readonly Bitmap third = Filled(11);
    private readonly Proportion share = new(12_345, 41_667);

    [Benchmark(Description = "code a cell with one answer of 8")]
    public CodedCell Answer() => single.Answer(answer, takesText: true);

    [Benchmark(Description = "code a cell with 4 answers of 10")]
    public CodedCell JoinedAnswers() => multiple.JoinedAnswers(joined);

    [Benchmark(Description = "AND and popcount, 1,048,576 respondents, two sets")]
    public int CountWith() => first.CountWith(second);

    [Benchmark(Description = "the same of three sets")]
    public int CountWithTwo() => first.CountWith(second, third);

    [Benchmark(Description = "Wilson's interval")]
    public Interval Wilson() => share.Wilson();

    private static Bitmap Filled(int every)
    {
        var filled = new Bitmap(Bitmap.ChunkSize);
        for (var respondent = 0; respondent < Bitmap.ChunkSize; respondent += every)
            filled[respondent] = true;
        return filled;
    }
}

/// <summary>Inner loops, measured by BenchmarkDotNet.</summary>
internal static class InnerBench
{
    public static async Task Run()
    {
        var config = new ManualConfig()
            // In this process: another would have to be built first.
            .AddJob(Job.ShortRun.WithToolchain(new InProcessEmitToolchain(TimeSpan.FromMinutes(1), logOutput: false)))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(NullLogger.Instance)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "survey-bench-inner"));
        var summary = BenchmarkRunner.Run<InnerLoops>(config);
        if (summary.HasCriticalValidationErrors || summary.Reports.Any(report => report.ResultStatistics is null))
            throw new SurveyException(
                $"BenchmarkDotNet measured nothing: {string.Join("; ", summary.ValidationErrors.Select(error => error.Message))}"
            );
        var table = new Table("inner").About("BenchmarkDotNet 0.15.8");
        table.Head("inner loop", "ns", "bytes allocated");
        foreach (var report in summary.Reports)
        {
            var statistics = report.ResultStatistics!;
            table.Row(
                report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\''),
                new Spread(statistics.Median, statistics.Min, statistics.Max).ToString(),
                Spread.Digits(report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0)
            );
        }
        await table.Write();
    }
}
