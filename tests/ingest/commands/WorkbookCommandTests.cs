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

        var tried = Tried(rows: 3, cells: 6, coded: 3);
        Assert.Equal(
            $"""
            w1.xlsx: google-forms, 1 header row, utf-8, 2 columns, 3 rows (0 blank, 0 with more or fewer fields)
            dialect: google-forms, because the first column is "Timestamp", and dates the rows
            a draft of it, tried: {tried}
            {Metadata("Timestamp")}

            "Which?"
              single, 2 options, 3 rows with an answer
              "Docker" 2, "Café" 1

            """,
            await Says(folder, "ingest", "inspect", file)
        );
        Assert.EndsWith(
            $"wrote {survey}/survey.yaml: 1 questions; {tried}\nload it with: ingest load {survey}\n",
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

        Assert.Equal(
            $"""
            w1.xlsx: surveymonkey, 2 header rows, utf-8, 4 columns, 2 rows (0 blank, 0 with more or fewer fields)
            dialect: surveymonkey, because the second row names options under 2 blanks of the first
            a draft of it, tried: {Tried(rows: 2, cells: 6, coded: 4)}
            {Metadata("Respondent ID")}

            "Which?"
              multiple, 3 options, 2 rows with an answer
              "rkt" 2, "Docker" 1, "Helm" 1

            """,
            await Says(folder, "ingest", "inspect", file)
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

    /// <summary>What a dry run gave in which everybody answered and nothing was rejected.</summary>
    private static string Tried(int rows, int cells, int coded) =>
        $"{rows} rows give {rows} respondents, 0 without an answer, 0 rejected; "
        + $"of {cells} cells {coded} are coded, {cells - coded} are no answers and 0 are rejected";

    private static string Metadata(string header) =>
        $"metadata: \"{header}\"\nnote [no-answers] w1.xlsx: no answers stand in 1 of the columns (\"{header}\"); "
        + "they make nobody a respondent; take those that were asked out of \"metadata\"";

    private static async Task<string> Says(TemporaryFolder folder, params string[] arguments)
    {
        var result = await Shell.Survey(folder.Path, arguments);
        Assert.True(result.ExitCode == 0, result.Errors);
        return result.Output;
    }
}
