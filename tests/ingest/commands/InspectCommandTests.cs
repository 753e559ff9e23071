using Survey.Ingest.Commands;
using Survey.Instruments;
using Xunit;

namespace Survey.Tests.Ingest.Commands;

public sealed class InspectCommandTests
{
    private const string Csv =
        "Timestamp,Which?,Why?\n1/1/2026,Docker,because it is there\n1/2/2026,Docker,\n1/3/2026,Helm,no reason given here at all\n\n";

    [Fact]
    public async Task AFileIsDescribed()
    {
        using var folder = new SurveyFolder("");
        var (code, output, errors) = await Run("inspect", folder.Write("w.csv", Csv));

        Assert.Equal(
            string.Join(
                '\n',
                "w.csv: google-forms, 1 header row, utf-8, 3 columns, 4 rows (1 blank, 0 with more or fewer fields)",
                "dialect: google-forms, because the first column is \"Timestamp\", and dates the rows",
                "a draft of it, tried: 4 rows give 3 respondents, 1 without an answer, 0 rejected; of 8 cells 5 "
                    + "are coded, 3 are no answers and 0 are rejected",
                "metadata: \"Timestamp\"",
                "note [no-answers] w.csv: no answers stand in 1 of the columns (\"Timestamp\"); they make "
                    + "nobody a respondent; take those that were asked out of \"metadata\"",
                "",
                "\"Which?\"",
                "  single, 2 options, 3 rows with an answer",
                "  \"Docker\" 2, \"Helm\" 1",
                "",
                "\"Why?\"",
                "  single, 2 options, 2 rows with an answer",
                "  \"because it is there\" 1, \"no reason given here at all\" 1",
                ""
            ),
            output
        );
        Assert.Equal((0, ""), (code, errors));
    }

    [Fact]
    public async Task ADraftIsACommentedInstrumentWithTheFileBesideIt()
    {
        using var folder = new SurveyFolder("");
        var file = folder.Write("w.csv", Csv);
        var draft = Path.Combine(folder.Path, "My Survey");
        var (code, output, errors) = await Run("inspect", file, "--draft", draft, "--wave", "2026-01");

        Assert.Equal((0, ""), (code, errors));
        Assert.Equal(
            $"copied {file} to {draft}/w.csv\nwrote {draft}/survey.yaml: 2 questions; 4 rows give 3 respondents, 1 without an answer, "
                + "0 rejected; of 8 cells 5 are coded, 3 are no answers and 0 are rejected\n"
                + $"load it with: ingest load {draft}\n",
            output
        );
        Assert.Equal(Csv, await File.ReadAllTextAsync(Path.Combine(draft, "w.csv")));
        Assert.Equal(
            """
            survey: my-survey
            title: "My survey"
            disclosure: protected           # or open, where the answers of single persons are published anyway
            headline: which
            headline-option: docker

            export:
              format: google-forms
              encoding: utf-8
              metadata:                     # not answers: ids, dates, persons
                - "Timestamp"

            waves:
              - id: 2026-01
                label: "2026-01"
                file: "w.csv"

            questions:
              # column 2, answered by 3
              - id: which
                text: "Which?"
                kind: single
                options:
                  - { id: docker, label: "Docker" } # 2
                  - { id: helm, label: "Helm" } # 1

            """,
            string.Join('\n', (await File.ReadAllLinesAsync(Path.Combine(draft, "survey.yaml"))).Skip(6).Take(25)) + "\n"
        );
    }

    [Fact]
    public async Task NothingIsOverwritten()
    {
        using var folder = new SurveyFolder("");
        var file = folder.Write("w.csv", Csv);
        using var other = new SurveyFolder("");
        File.Delete(Path.Combine(other.Path, InstrumentFile.Name));
        other.Write("w.csv", Csv + "x");

        Assert.Equal(
            (1, "", $"{folder.Path}/survey.yaml: is there already, and is not overwritten; give another folder\n"),
            await Run("inspect", file, "--draft", folder.Path, "--wave", "w1")
        );
        Assert.Equal(
            (1, "", $"{other.Path}/w.csv: is there already, and is not the file {file}; give another folder\n"),
            await Run("inspect", file, "--draft", other.Path, "--wave", "w1")
        );
        Assert.False(File.Exists(Path.Combine(other.Path, InstrumentFile.Name)));
    }

    [Theory]
    [InlineData("", "w1", "w.csv:1 column 1: the file is empty, or a device or a pipe; a header and rows were expected")]
    [InlineData("Which?\n", "w1", "w.csv:2 column 1: a header and no rows; one row a respondent was expected")]
    [InlineData("Q,\nResponse,Other\n", "w1", "w.csv:3 column 1: 2 header rows and no rows; one row a respondent was expected")]
    [InlineData("Timestamp\n1/1/2026\n", "w1", "w.csv:1 column 1: no column looks like a question, so there is nothing to draft")]
    [InlineData("Q\nA\n", "W 1", "--wave \"W 1\" is not an id: at most 80 lower-case letters and digits, with single hyphens inside")]
    public async Task WhatCannotBeDraftedIsSaid(string csv, string wave, string message)
    {
        using var folder = new SurveyFolder("");
        Assert.Equal(
            (1, "", message + "\n"),
            await Run("inspect", folder.Write("w.csv", csv), "--draft", Path.Combine(folder.Path, "draft"), "--wave", wave)
        );
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "draft")));
    }

    private static async Task<(int Code, string Output, string Errors)> Run(params string[] arguments)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var code = await new CommandLine(output, errors).Run(arguments);
        return (code, output.ToString(), errors.ToString());
    }
}
