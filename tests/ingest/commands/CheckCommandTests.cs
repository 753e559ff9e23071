using Survey.Ingest.Commands;
using Survey.Instruments;
using Survey.Storage;
using Survey.Tests.Counting;
using Xunit;

namespace Survey.Tests.Ingest.Commands;

public sealed class CheckCommandTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    private const string OneWave = "  - { id: w1, file: w1.csv }";

    private const string Questions = """
          - { id: q, text: Q?, kind: single, options: [A, B], nets: [{ id: ab, label: A or B, of: [a, b] }] }
          - { id: r, text: R?, kind: single, options: [Yes, Later] }
        """;

    [Fact]
    public async Task AFirstFileIsReadToItsEndAndNotLoaded()
    {
        using var folder = Folder("first", Questions);
        var file = folder.Write("w1.csv", "Q?,R?\nA,Yes\n,\nB,\n");

        await Checks(
            folder,
            file,
            0,
            """
            first w1: w1.csv would be loaded as a new revision
              3 rows: 2 respondents, 1 blank, 0 rejected
              3 cells with something in them: 3 coded, 0 rejected, 0 ignored as declared

            """
        );
    }

    [Fact]
    public async Task WhatALoadWouldRefuseForLosingRespondentsIsSaidWithTheCountsThatDiffer()
    {
        using var folder = Folder("fewer", Questions);
        folder.Write("w1.csv", SmallSurvey.Csv("Q?,R?", ("A,Yes", 30)));
        await folder.Load(postgres.Database);

        var output = new StringWriter();
        var errors = new StringWriter();
        var code = await new CommandLine(output, errors, postgres.ConnectionString).Run([
            "check",
            folder.Write("w1.csv", SmallSurvey.Csv("Q?,R?", ("A,Yes", 29))),
            "--survey",
            "fewer",
            "--wave",
            "w1",
        ]);

        Assert.Equal(1, code);
        Assert.Contains(
            "w1.csv: 29 respondents where revision 1 has 30; export the wave again, or say that they are gone with --allow-fewer\n",
            errors.ToString(),
            StringComparison.Ordinal
        );
        Assert.Contains("  q         a           30  29          -1\n", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, (await Revision.Live(postgres.Database, "fewer"))["w1"].Number);
    }

    [Fact]
    public async Task ADifferenceToTheLiveRevisionIsShownOptionByOption()
    {
        using var folder = Folder("second", Questions);
        folder.Write("w1.csv", SmallSurvey.Csv("Q?,R?", ("A,Yes", 30), ("B,", 70)));
        await folder.Load(postgres.Database);
        folder.Write(
            InstrumentFile.Name,
            SmallSurvey
                .Yaml("second", OneWave, Questions)
                .Replace("[A, B]", "[A, B, C]", StringComparison.Ordinal)
                .Replace(", Later]", "]", StringComparison.Ordinal)
        );
        var file = folder.Write("w1.csv", SmallSurvey.Csv("Q?,R?", ("A,Yes", 31), ("B,", 68), ("C,Yes", 1)));

        await Checks(
            folder,
            file,
            0,
            """
            second w1: w1.csv would be loaded as a new revision
              100 rows: 100 respondents, 0 blank, 0 rejected
              132 cells with something in them: 132 coded, 0 rejected, 0 ignored as declared
              counts that differ from revision 1, which has 100 respondents:
              question  option    from  to  difference
              q         a           30  31          +1
              q         b           70  68          -2
              q         c                1         new
              q         net ab     100  99          -1
              r         yes         30  32          +2
              r         later        0            gone
              r         answered    30  32          +2
              r         valid       30  32          +2

            """
        );
        await Checks(folder, folder.Write("w1.csv", SmallSurvey.Csv("Q?,R?", ("A,Yes", 30), ("B,", 70))), 0, null, "second");
    }

    [Fact]
    public async Task AFileThatIsLoadedAlreadyWouldChangeNothing()
    {
        using var folder = Folder("loaded", Questions);
        var file = folder.Write("w1.csv", "Q?,R?\nA,Yes\n");
        await folder.Load(postgres.Database);

        await Checks(folder, file, 0, "loaded w1: w1.csv is unchanged, revision 1; a load would change nothing\n", "loaded");
        await Checks(
            folder,
            folder.Write("other.csv", "R?,Q?\nYes,A\n"),
            0,
            """
            loaded w1: other.csv would be loaded as a new revision
              1 rows: 1 respondents, 0 blank, 0 rejected
              2 cells with something in them: 2 coded, 0 rejected, 0 ignored as declared
              no count differs from revision 1, which has 1 respondents

            """
        );
    }

    [Fact]
    public async Task WhatCannotBeUsedIsListedOnceWithWhatIsNearestToIt()
    {
        using var folder = new SurveyFolder(
            SmallSurvey
                .Yaml("rejects", OneWave, Questions)
                .Replace("[Timestamp]", "[Timestamp], reject-limit: 90", StringComparison.Ordinal)
        );
        var file = folder.Write("w1.csv", "Q?,R?\nA,Yess\nB,Later\nAA,Later\n,Later\n,Yess\nA,Yes,Yes\n,Yess\n");

        await Checks(
            folder,
            file,
            0,
            """
            rejects w1: w1.csv would be loaded as a new revision
              7 rows: 6 respondents, 0 blank, 1 rejected
              9 cells with something in them: 5 coded, 4 rejected, 0 ignored as declared
              rejected as field-count: 1
              rejected as unknown-option: 4
              w1.csv:2 column 2 "R?": "Yess" is none of 2 options; nearest "Yes" (3 times)
              w1.csv:4 column 1 "Q?": "AA" is none of 2 options; nearest "A"
              w1.csv:7: a row of 3 fields where the header has 2

            """
        );
    }

    [Fact]
    public async Task AFileThatWouldBeRefusedShowsAllItsProblemsAtOnce()
    {
        using var folder = Folder(
            "refused",
            Questions + "\n  - { id: s, text: S?, kind: single, options: [X] }\n  - { id: t, text: T?, kind: single, options: [X] }"
        );
        folder.Write("w1.csv", "Q?,R?,S?,T?\nA,Yes,X,X\n");
        await folder.Load(postgres.Database);
        var file = folder.Write("w1.csv", "Q?,Q?,R??,S?,Extra\nA,B,Yes,X,1\nC,B,Yes,Z,1\nC,B\n");
        const string unknown = "add its wording to a question or an option, or the column to \"metadata\" or \"ignore\" of wave \"w1\"";
        const string drift =
            "cannot be used, more than the 1 % that may be: add their wordings to the instrument, or raise \"reject-limit\" of "
            + "wave \"w1\"; such cells would not be counted";

        const string rows =
            "more than the 1 % that may be: mend the file, or raise \"reject-limit\" of wave \"w1\"; such rows would not be counted";

        await Checks(
            folder,
            file,
            1,
            """
            refused w1: w1.csv would be refused, for 8 problems; revision 1 stays live
              w1.csv:3 column 1 "Q?": "C" is none of 2 options; nearest "A"
              w1.csv:3 column 4 "S?": "Z" is none of 1 options; nearest "X"
              w1.csv:4: a row of 2 fields where the header has 5

            """,
            null,
            $"""
            w1.csv:1 column 2: "Q?" stands twice, here and in column 1
            w1.csv:1 column 3: "R??" is a column that the instrument does not know; nearest "R?"; {unknown}
            w1.csv:1 column 5: "Extra" is a column that the instrument does not know; {unknown}
            w1.csv:1 column 6: no column for question "r" ("R?"); if wave "w1" did not ask it, say so with "asked"
            w1.csv:1 column 6: no column for question "t" ("T?"); if wave "w1" did not ask it, say so with "asked"
            w1.csv:4: a row of 2 fields where the header has 5; 1 of 3 rows cannot be used, {rows}
            w1.csv:3 column 1 "Q?": "C" is none of 2 options; nearest "A"; 1 of 2 cells of question "q" {drift}
            w1.csv:3 column 4 "S?": "Z" is none of 1 options; nearest "X"; 1 of 2 cells of question "s" {drift}

            """
        );
        Assert.Equal(
            "w1.csv:1 column 2: \"Q?\" stands twice, here and in column 1; and 4 more: \"ingest check\" lists them",
            Assert.Single(await folder.Load(postgres.Database)).Problem
        );
    }

    [Fact]
    public async Task AFileThatCannotBeReadToItsEndShowsWhatWasSeenUntilThen()
    {
        using var folder = Folder("broken", Questions);
        var file = folder.Write("w1.csv", "Q?,Extra\nA,\"Yes\n");
        const string unknown = "add its wording to a question or an option, or the column to \"metadata\" or \"ignore\" of wave \"w1\"";

        await Checks(
            folder,
            file,
            1,
            "broken w1: w1.csv would be refused, for 3 problems; the wave is not loaded\n",
            null,
            $"""
            w1.csv:1 column 2: "Extra" is a column that the instrument does not know; {unknown}
            w1.csv:1 column 3: no column for question "r" ("R?"); if wave "w1" did not ask it, say so with "asked"
            w1.csv:2 column 2: a quote that is opened here is never closed

            """
        );
    }

    [Fact]
    public async Task AFileOrWaveThatIsNotThereIsSaid()
    {
        using var folder = Folder("absent", Questions);

        await postgres.Fails(["check", "nowhere.csv", "--survey", folder.Path, "--wave", "w1"], "nowhere.csv: no such file\n");
        await postgres.Fails(
            ["check", "nowhere.csv", "--survey", folder.Path, "--wave", "w2"],
            "no wave \"w2\" in survey \"absent\"; there are w1\n"
        );
        Assert.Equal(2, (await postgres.Run("check", "nowhere.csv", "--survey", "absent")).Code);
    }

    [Fact]
    public async Task ManyTextsThatCannotBeUsedAreCutShort()
    {
        using var folder = Folder("many", Questions);
        var csv = "Q?,R?\n" + string.Concat(Enumerable.Range(0, 60).Select(row => $"odd {row},Yes\n"));

        var (_, output, _) = await postgres.Run("check", folder.Write("w1.csv", csv), "--survey", folder.Path, "--wave", "w1");

        Assert.Equal(53, output.Split('\n').Length);
        Assert.EndsWith("\n  and 10 more texts that cannot be used\n", output, StringComparison.Ordinal);
    }

    private static SurveyFolder Folder(string survey, string questions) => new(SmallSurvey.Yaml(survey, OneWave, questions));

    /// <summary>Checks a file as wave w1: says exactly this, and changes nothing in the database.</summary>
    /// <param name="output">null for any</param>
    /// <param name="survey">null for the survey by its folder</param>
    private async Task Checks(SurveyFolder folder, string file, int code, string? output, string? survey = null, string errors = "")
    {
        var before = await postgres.Everything();

        var actual = await postgres.Run("check", file, "--survey", survey ?? folder.Path, "--wave", "w1");

        Assert.Equal(output ?? actual.Output, actual.Output);
        Assert.Equal((code, errors), (actual.Code, actual.Errors));
        Assert.Equal(before, await postgres.Everything());
    }
}
