using System.Text;
using Survey.Instruments;
using Survey.Tests.Counting;
using Xunit;

namespace Survey.Tests.Ingest.Commands;

public sealed class DiffCommandTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    private const string OneWave = "  - { id: w1, file: w1.csv }";

    private const string Questions = """
          - { id: q, text: Q?, kind: single, options: [A, B, { id: na, label: N/A, missing: true }],
              nets: [{ id: ab, label: A or B, of: [a, b] }] }
          - { id: r, text: R?, kind: text }
        """;

    [Fact]
    public async Task RespondentsAndCountsThatDifferAreShown()
    {
        using var folder = await Loaded("counts", "Timestamp,Q?,R?\n1,A,x\n2,A,x\n3,B,\n4,N/A,\n4,N/A,\n");
        folder.Write("w1.csv", "Timestamp,Q?,R?\n4,N/A,\n2,B,x\n1,A,x\n3,B,\n5,B,y\n");
        await folder.Load(postgres.Database);

        await postgres.Says(
            ["diff", "counts", "w1", "1", "2"],
            """
            counts w1: from revision 1 (w1.csv, 5 respondents) to revision 2 (w1.csv, 5 respondents)
            respondents: 2 added, 2 removed; rows are compared as a whole, so that a changed row is both
            question  option    from  to  difference
            q         a            2   1          -1
            q         b            1   3          +2
            q         na           2   1          -1
            q         net ab       3   4          +1
            q         valid        3   4          +1
            r         text         2   3          +1
            r         answered     2   3          +1
            r         valid        2   3          +1

            """
        );
        await postgres.Says(
            ["diff", "counts", "w1", "2", "1"],
            """
            counts w1: from revision 2 (w1.csv, 5 respondents) to revision 1 (w1.csv, 5 respondents)
            respondents: 2 added, 2 removed; rows are compared as a whole, so that a changed row is both
            question  option    from  to  difference
            q         a            1   2          +1
            q         b            3   1          -2
            q         na           1   2          +1
            q         net ab       4   3          -1
            q         valid        4   3          -1
            r         text         3   2          -1
            r         answered     3   2          -1
            r         valid        3   2          -1

            """
        );
    }

    [Fact]
    public async Task RespondentsAreKnownByTheirIds()
    {
        using var folder = await Loaded("ids", "Timestamp,Q?,R?\n1,A,x\n2,A,x\n3,B,\n");
        folder.Write("w1.csv", "Timestamp,Q?,R?\n3,A,\n1,A,x\n5,B,\n6,N/A,x\n");
        await folder.Load(postgres.Database);

        await postgres.Says(
            ["diff", "ids", "w1", "1", "2", "--respondent-id", "Timestamp"],
            """
            ids w1: from revision 1 (w1.csv, 3 respondents) to revision 2 (w1.csv, 4 respondents)
            respondents: 2 added, 1 removed, 1 changed; known by column "Timestamp"
            question  option    from  to  difference
            q         na           0   1          +1
            q         answered     3   4          +1

            """
        );
        var (_, output, _) = await postgres.Run("diff", "ids", "w1", "1", "2", "--respondent-id", "Id");
        Assert.Contains(
            "\nrespondents cannot be compared: revision 1 and revision 2 do not both have a column \"Id\" to know respondents by\n",
            output,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(
        "blank",
        "1,A,\n ,B,\n",
        "w1.csv:3 column 1 \"Timestamp\": \" \" is blank; every respondent has an id where respondents are known by it"
    )]
    [InlineData("twice", "1,A,\n2,B,\n1,B,\n", "w1.csv:4 column 1 \"Timestamp\": \"1\" stands in line 2 too; an id names one respondent")]
    public async Task AnIdNamesOneRespondent(string survey, string rows, string message)
    {
        using var folder = await Loaded(survey, "Timestamp,Q?,R?\n1,A,x\n");
        folder.Write("w1.csv", "Timestamp,Q?,R?\n" + rows);
        await folder.Load(postgres.Database);

        var (code, output, _) = await postgres.Run("diff", survey, "w1", "1", "2", "--respondent-id", "Timestamp");

        Assert.Equal(0, code);
        Assert.Contains($"\nrespondents cannot be compared: {message}\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheSameRowsInAnotherOrderAndEncodingDoNotDiffer()
    {
        using var folder = await Loaded("order", "Timestamp,Q?,R?\n1,A,é\n,,\n2,B,\n");
        folder.Write(
            InstrumentFile.Name,
            SmallSurvey
                .Yaml("order", OneWave, Questions)
                .Replace("[Timestamp]", "[Timestamp], encoding: windows-1252", StringComparison.Ordinal)
        );
        folder.Write("w1.csv", Encoding.Latin1.GetBytes("R?,Timestamp,Q?\r\n,2,B\r\n\"\u00e9\",1,A"));
        await folder.Load(postgres.Database);

        await postgres.Says(
            ["diff", "order", "w1", "1", "2"],
            "order w1: from revision 1 (w1.csv, 2 respondents) to revision 2 (w1.csv, 2 respondents)\nnothing differs\n"
        );
    }

    [Fact]
    public async Task RowsAreComparedInTheColumnsThatBothFilesHave()
    {
        using var folder = await Loaded("columns", "Timestamp,Q?,R?\n1,A,x\n2,B,y\n");
        folder.Write(
            InstrumentFile.Name,
            SmallSurvey.Yaml("columns", OneWave, Questions).Replace("[Timestamp]", "[Id, Id *]", StringComparison.Ordinal)
        );
        folder.Write("w1.csv", "Id,Q?,R?,Id 2\n9,A,x,1\n9,B,y,\n");
        await folder.Load(postgres.Database);

        await postgres.Says(
            ["diff", "columns", "w1", "1", "2"],
            """
            columns w1: from revision 1 (w1.csv, 2 respondents) to revision 2 (w1.csv, 2 respondents)
            respondents: 0 added, 0 removed; rows are compared as a whole, so that a changed row is both
            columns that are new, and not compared: "Id", "Id 2"
            columns that are gone, and not compared: "Timestamp"
            no count differs

            """
        );
    }

    [Fact]
    public async Task WhatTheInstrumentNoLongerHasComesLastAndIsGone()
    {
        using var folder = await Loaded("gone", "Q?,R?\nA,x\n");
        folder.Write(
            InstrumentFile.Name,
            SmallSurvey.Yaml("gone", OneWave, "  - { id: p, text: R?, kind: text }\n  - { id: q, text: Q?, kind: single, options: [A, C] }")
        );
        await folder.Load(postgres.Database);

        await postgres.Says(
            ["diff", "gone", "w1", "1", "2"],
            """
            gone w1: from revision 1 (w1.csv, 1 respondents) to revision 2 (w1.csv, 1 respondents)
            question  option    from  to  difference
            p         text             1         new
            p         answered         1         new
            p         valid            1         new
            q         c                0         new
            q         b            0            gone
            q         na           0            gone
            q         net ab       1            gone
            r         text         1            gone
            r         answered     1            gone
            r         valid        1            gone

            """
        );
        await postgres.Says(
            ["diff", "gone", "w1", "2", "2"],
            "gone w1: from revision 2 (w1.csv, 1 respondents) to revision 2 (w1.csv, 1 respondents)\nnothing differs\n"
        );
    }

    [Fact]
    public async Task FilesThatCannotBeReadAgainAreSaidAndCountsComparedAllTheSame()
    {
        using var folder = await Loaded("torn", "Q?,R?\nA,x\n");
        folder.Write("w1.csv", "Q?,R?\nA,y\n");
        await folder.Load(postgres.Database);
        await postgres.Value<int>("update source set bytes = 'torn' where survey_id = 'torn' and revision = 2");

        var (code, output, errors) = await postgres.Run("diff", "torn", "w1", "1", "2");

        Assert.Equal((0, ""), (code, errors));
        Assert.Contains(
            "\nrespondents cannot be compared: the raw file \"w1.csv\" that was kept of revision 2 of wave \"w1\" of survey "
                + "\"torn\" is damaged: ",
            output,
            StringComparison.Ordinal
        );
        Assert.EndsWith("\nno count differs\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARevisionThatIsNotThereIsSaid()
    {
        using var folder = await Loaded("absent", "Q?,R?\nA,x\n");

        await postgres.Fails(["diff", "absent", "w1", "1", "2"], "no revision 2 of wave \"w1\" of survey \"absent\"; there are 1\n");
        Assert.Equal(2, (await postgres.Run("diff", "absent", "w1", "1")).Code);
    }

    private async Task<SurveyFolder> Loaded(string survey, string csv)
    {
        var folder = new SurveyFolder(SmallSurvey.Yaml(survey, OneWave, Questions));
        folder.Write("w1.csv", csv);
        await folder.Load(postgres.Database);
        return folder;
    }
}
