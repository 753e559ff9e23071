using System.Globalization;
using Survey.Tests.Ingest.Wild;
using Xunit;
using Xunit.Abstractions;

namespace Survey.Tests.Ingest.Written;

/// <summary>Surveys that were made up at random, written as each tool's documentation says, drafted and coded: every count comes back, or
/// a finding says why not.</summary>
public sealed class WrittenExportsTests(ITestOutputHelper output)
{
    /// <summary>How many surveys of each dialect.</summary>
    private static readonly int Surveys = int.Parse(
        Environment.GetEnvironmentVariable("SURVEY_WRITTEN_SURVEYS") ?? "4",
        CultureInfo.InvariantCulture
    );

    /// <summary>Each dialect has surveys of its own; their numbers are the seeds that they are made from.</summary>
    private const int FirstSurvey = 100_000;

    /// <summary>Surveys that are read wrong yet. The list only becomes shorter.</summary>
    private static readonly HashSet<int> Known = [1, 100_001, 700_003, 1_000_003, 1_200_003];

    public static TheoryData<string> Dialects => [.. WrittenExport.Writers.Keys];

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task WhatWasAnsweredIsCountedOrDoubted(string dialect)
    {
        var wrong = new List<string>();
        var asked = 0;
        var first = FirstSurvey * WrittenExport.Writers.Keys.ToList().IndexOf(dialect);
        for (var number = first; number < first + Surveys; number++)
        {
            var export = WrittenExport.Writers[dialect](MadeSurvey.Of(number));
            var (said, differences) = await Read(export, $"survey-{number}");
            if (Known.Contains(number) && (said || differences.Count == 0))
                wrong.Add($"{export.Dialect}, survey {number} is no longer wrong without a word, and leaves the list of known ones");
            else if (differences.Count == 0)
                continue;
            else if (said)
            {
                asked++;
                output.WriteLine($"{export.Dialect}, survey {number} is asked about: {differences[0]}");
            }
            else if (!Known.Contains(number))
            {
                wrong.Add($"{export.Dialect}, survey {number}:\n  {string.Join("\n  ", differences)}");
                await Keep(export, number, differences);
            }
        }
        output.WriteLine($"{dialect}: of {Surveys} surveys {asked} were asked about, {wrong.Count} are wrong");
        Assert.True(
            wrong.Count == 0,
            $"{wrong.Count} of {Surveys} surveys are wrong without a word:\n{string.Join('\n', wrong.OrderBy(one => one.Length).Take(20))}"
        );
    }

    /// <summary>Writes what is read wrong beside what is wrong about it, where a folder for that is named.</summary>
    private static async Task Keep(WrittenExport export, int number, List<string> differences)
    {
        if (WildFilesTests.Report is not { } folder)
            return;
        await File.WriteAllBytesAsync(Path.Combine(folder, $"written-{number}.{export.Ending}"), export.Content);
        await File.WriteAllLinesAsync(Path.Combine(folder, $"written-{number}.txt"), differences.Prepend(export.Dialect));
    }

    /// <returns>whether findings say that each difference may be, and the differences</returns>
    private static async Task<(bool Said, List<string> Differences)> Read(WrittenExport export, string name)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, $"{name}.{export.Ending}");
        await File.WriteAllBytesAsync(file, export.Content);
        using var drafted = await Drafted.Of(file);
        if (drafted.Problem is { } problem)
            return (false, [problem]);
        if (drafted.Findings.Any(finding => finding.Weight == "decide"))
            return (true, [.. drafted.Findings.Where(finding => finding.Weight == "decide").Select(finding => $"{finding}")]);
        try
        {
            var differences = Difference.Between(export.Expected, await drafted.Coded()).ToList();
            return (
                differences.TrueForAll(difference => drafted.Findings.Any(finding => finding.Explains(difference))),
                [.. differences.Select(difference => $"{difference}")]
            );
        }
        catch (SurveyException exception)
        {
            return (false, [$"not loaded: {exception.Message}"]);
        }
    }
}
