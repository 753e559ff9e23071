using Survey.Tests.Ingest.Reading;
using Xunit;

namespace Survey.Tests.Ingest.Commands;

/// <summary>A workbook through the front door: every command in a process of its own, in which nothing was read before.</summary>
public sealed class WorkbookCommandTests
{
    [Fact]
    public async Task AnXlsxIsInspectedDraftedCheckedAndLoaded()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "w1.xlsx");
        await File.WriteAllBytesAsync(
            file,
            RawFiles.Xlsx([
                ["Timestamp", "Which?"],
                ["1/1/2026", "Docker"],
                ["1/2/2026", "Docker"],
                ["1/3/2026", "Caf\u00e9"],
            ])
        );
        var survey = Path.Combine(folder.Path, "boats");

        var inspected = await Says(folder, "ingest", "inspect", file);

        Assert.StartsWith(
            "w1.xlsx: google-forms, 1 header row, utf-8, 2 columns, 3 rows (0 blank, 0 with more or fewer fields)\n",
            inspected,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "\"Which?\"\n  single, 2 options, 3 rows with an answer\n  \"Docker\" 2, \"Café\" 1\n",
            inspected,
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            $"load it with: ingest load {survey}\n",
            await Says(folder, "ingest", "inspect", file, "--draft", survey, "--wave", "w1"),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "boats w1: w1.xlsx would be loaded as a new revision\n  3 rows: 3 respondents, ",
            await Says(folder, "ingest", "check", file, "--survey", survey, "--wave", "w1"),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "boats w1: w1.xlsx loaded as revision 1\n  3 rows: 3 respondents, ",
            await Says(folder, "ingest", "load", survey),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "boats w1: w1.xlsx is unchanged, revision 1\n",
            await Says(folder, "ingest", "load", survey),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task AFolderWithAnXlsxIsShown()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "w1.xlsx");
        await File.WriteAllBytesAsync(
            file,
            RawFiles.Xlsx([
                ["Which?"],
                ["Docker"],
                ["Docker"],
            ])
        );
        var survey = Path.Combine(folder.Path, "ships");
        await Says(folder, "ingest", "inspect", file, "--draft", survey, "--wave", "w1");

        var shown = await Says(folder, "--once", survey);

        Assert.StartsWith("ships w1: w1.xlsx loaded as revision 1\n  2 rows: 2 respondents, ", shown, StringComparison.Ordinal);
        Assert.EndsWith($"report: {folder.Path}/reports/ships-w1.pdf\n", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheLastQuestionOfAnXlsxKeepsAllItsColumns()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "w1.xlsx");
        await File.WriteAllBytesAsync(
            file,
            RawFiles.Xlsx([
                ["Respondent ID", "Which?"],
                ["", "Docker", "Helm", "rkt"],
                ["1", "Docker", "", "rkt"],
                ["2", "", "Helm", "rkt"],
            ])
        );

        var inspected = await Says(folder, "ingest", "inspect", file);

        Assert.StartsWith(
            "w1.xlsx: surveymonkey, 2 header rows, utf-8, 4 columns, 2 rows (0 blank, 0 with more or fewer fields)\n",
            inspected,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "\"Which?\"\n  multiple, 3 options, 2 rows with an answer\n  \"rkt\" 2, \"Docker\" 1, \"Helm\" 1\n",
            inspected,
            StringComparison.Ordinal
        );
    }

    [RealDataTheory]
    [InlineData("spack-2025.xlsx", " 345 rows (0 blank, 0 with more or fewer fields)\n")]
    [InlineData("syn-msforms.xlsx", " 80 rows (0 blank, 0 with more or fewer fields)\n")]
    [InlineData("syn-kobo-xlsx.xlsx", " 65 rows (0 blank, 0 with more or fewer fields)\n")]
    public async Task XlsxFilesOfTheWorldAreInspected(string name, string rows)
    {
        using var folder = new TemporaryFolder();

        Assert.Contains(rows, await Says(folder, "ingest", "inspect", RealData.File($"wild/{name}")), StringComparison.Ordinal);
    }

    private static async Task<string> Says(TemporaryFolder folder, params string[] arguments)
    {
        var result = await Shell.Survey(folder.Path, arguments);
        Assert.True(result.ExitCode == 0, result.Errors);
        return result.Output;
    }
}
