using Survey.Coded;
using Survey.Ingest.Coding;
using Survey.Instruments;
using Survey.Storage;
using Survey.Tests.Counting;
using Xunit;

namespace Survey.Tests.Ingest.Dialects;

/// <summary>What an instrument can say of waves that differ: ranges, finer options, other texts, codes, scales, texts that are no
/// answer.</summary>
public sealed class BendingTests
{
    private const string ThreeWaves = "  - { id: w1 }\n  - { id: w2 }\n  - { id: w3 }";

    [Fact]
    public async Task FinerAnswersOfAWaveAreCountedAsTheCoarserOption()
    {
        const string question = """
              - id: size
                text: Size?
                kind: single
                options: [{ id: small, label: 1-10 }, { id: large, label: over 10 }]
                waves: { w2..: { recode: { 1-5: small, 6-10: small } } }
            """;

        Assert.Equal("size small 0, size large 1, size answered 0 1", await Sets(question, "w1", "Size?\n1-10\nover 10\n"));
        Assert.Equal("size small 0 1, size large 2, size answered 0 1 2", await Sets(question, "w3", "Size?\n1-5\n6-10\nover 10\n"));
        Assert.Equal(
            "size small 0 1 3, size large 2, size answered 0 1 2 3",
            await Sets(question, "w2", "Size?,,\n1-5,6-10,over 10\n1-5,,\n,6-10,\n,,over 10\n1-5,6-10,\n", "surveymonkey")
        );
        Assert.Equal(
            "w.csv:2 column 1 \"Size?\": \"1-5\" is none of 2 options; nearest \"1-10\"",
            Assert.Single((await Read(question, "w1", "Size?\n1-5\n")).Rejects).ToString()
        );
    }

    [Fact]
    public void WavesAreNamedInRanges()
    {
        const string question = """
              - { id: a, text: A?, kind: single, asked: [..w2], options: ["Yes", { id: no, label: "No", offered: [w2..w3] }] }
              - { id: b, text: B?, kind: single, asked: [w1, w3], options: ["Yes"], waves: { w2..: { text: "B then?" } } }
            """;

        var instrument = InstrumentFile.Parse("s.yaml", SmallSurvey.Yaml("s", ThreeWaves, question));

        Assert.Equal(
            ["a: yes; b: yes", "a: yes no", "b: yes"],
            instrument.Waves.Select(wave =>
                string.Join(
                    "; ",
                    instrument
                        .At(wave)
                        .Questions.Select(asked => $"{asked.Id}: {string.Join(' ', asked.Options.Select(option => option.Id))}")
                )
            )
        );
        Assert.Equal("B then?", instrument.At(instrument.Waves[2]).Questions[0].Text);
    }

    [Theory]
    [InlineData("asked: [w1..w9]", "s.yaml:14: \"asked\" of a question names wave \"w1..w9\", which is none of w1, w2, w3")]
    [InlineData("asked: [w3..w1]", "s.yaml:14: \"asked\" of a question names wave \"w3..w1\", which is none of w1, w2, w3")]
    [InlineData("waves: { w1..w2: { text: X }, w2: { text: Y } }", "s.yaml:14: question \"q\" speaks of wave \"w2\" twice")]
    [InlineData(
        "waves: { ..: { recode: { C: b } } }",
        "s.yaml:14: \"recode\" of question \"q\" names option \"b\", which is none of a, old"
    )]
    [InlineData(
        "waves: { w2: { recode: { C: old } } }",
        "s.yaml:14: \"recode\" of question \"q\" counts an answer as option \"old\", which wave \"w2\" did not offer"
    )]
    [InlineData(
        "waves: { w2: { columns: { 2: b } } }",
        "s.yaml:14: \"columns\" of question \"q\" names option \"b\", which is none of a, old"
    )]
    [InlineData(
        "waves: { w2: { columns: { 2: old } } }",
        "s.yaml:14: \"columns\" of question \"q\" names option \"old\", which wave \"w2\" did not offer"
    )]
    [InlineData(
        "waves: { w1: { columns: { 0: a } } }",
        "s.yaml:14: \"columns\" of question \"q\" names column \"0\"; a column's number was expected, 1 for the first of the file"
    )]
    [InlineData("waves: { w1: { columns: { 2: a, 02: a } } }", "s.yaml:14: \"columns\" of question \"q\" names column 2 twice")]
    [InlineData(
        "waves: { w1: { recode: { A: old } } }",
        "s.yaml:14: in question \"q\" the text \"A\" means both option \"a\" and option \"old\" in wave \"w1\""
    )]
    public void WhatDoesNotFitIsRefused(string key, string message)
    {
        var yaml = SmallSurvey.Yaml(
            "s",
            ThreeWaves,
            $"  - {{ id: q, text: Q?, kind: single, {key}, options: [A, {{ id: old, label: Old, offered: [w1] }}] }}"
        );

        Assert.Equal(message, Assert.Throws<SurveyException>(() => InstrumentFile.Parse("s.yaml", yaml)).Message);
    }

    [Fact]
    public async Task ColumnsWhoseHeadersExcelDestroyedAreNamedByTheirNumbers()
    {
        const string question = """
              - id: q
                text: Q?
                kind: single
                options: [Never, Likely, Always]
                waves: { w1: { columns: { 2: never, 4: always } } }
            """;
        const string csv = "Timestamp,Q?,,\n,#NAME?,Likely,#NAME?\nx,Never,,\nx,,Likely,\nx,,,Always\nx,,,Never\n";

        var coded = await Read(question, "w1", csv, "surveymonkey");

        Assert.Equal("q never 0, q likely 1, q always 2, q answered 0 1 2", Shown(coded));
        Assert.Equal(
            "w.csv:6 column 4 \"Q? | #NAME?\": \"Never\" is another option, in the column of \"Always\"; "
                + "header and cells may be shifted against each other",
            Assert.Single(coded.Rejects).ToString()
        );
        Assert.StartsWith(
            "w.csv:1 column 2: \"Q? | #NAME?\" is a column that the instrument does not know",
            (await Assert.ThrowsAsync<SurveyException>(() => Read(question, "w2", csv, "surveymonkey"))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task TheSecondOfTwoColumnsWithTheSameLabelIsAnOptionOfItsOwn()
    {
        const string question =
            "  - { id: q, text: Q?, kind: multiple, options: [Kuma, { id: kuma-2, label: \"Kuma #2\" }, Flux], "
            + "waves: { w1: { columns: { 3: kuma-2 } } } }";

        var coded = await Read(question, "w1", "Q?,,\nKuma,Flux,Kuma\nKuma,Flux,\n,,Kuma\nKuma,,Kuma\n,,Flux\n", "surveymonkey");

        Assert.Equal("q kuma 0 2, q kuma-2 1 2, q flux 0, q answered 0 1 2", Shown(coded));
        Assert.Equal(
            "w.csv:6 column 3 \"Q? | Kuma\": \"Flux\" is another option, in the column of \"Kuma #2\"; "
                + "header and cells may be shifted against each other",
            Assert.Single(coded.Rejects).ToString()
        );
    }

    [Theory]
    [InlineData(
        "Q?,,,Timestamp\nNever,Likely,Always,\nNever,,,x\n",
        "w.csv:1 column 4: \"columns\" of question \"q\" names this column, which stands under another text"
    )]
    [InlineData(
        "Q?,,\nNever,Likely,Always\nNever,,\n",
        "w.csv:1 column 4: \"columns\" of question \"q\" names this column, and the file has 3"
    )]
    public async Task AColumnNamedByItsNumberStandsUnderItsQuestion(string csv, string message)
    {
        const string question =
            "  - { id: q, text: Q?, kind: single, options: [Never, Likely, Always], waves: { w1: { columns: { 4: always } } } }";

        Assert.Equal(message, (await Assert.ThrowsAsync<SurveyException>(() => Read(question, "w1", csv, "surveymonkey"))).Message);
    }

    [Fact]
    public async Task ATextThatIsNoAnswerIsIgnoredAndCounted()
    {
        const string question =
            "  - { id: q, text: Q?, kind: multiple, options: [A, B], blank: [\"-\", \"99\"], waves: { w2: { blank: [none] } } }";

        var coded = await Read(question, "w1", "Q?,Timestamp\n\"A, B\",1\n-,2\n99,3\nB,4\n");
        Assert.Equal("q a 0, q b 0 1, q answered 0 1", Shown(coded));
        Assert.Equal(
            new Accounts
            {
                Rows = 4,
                Respondents = 2,
                BlankRows = 2,
                NonBlankCells = 8,
                Coded = 2,
                Ignored = 6,
            },
            coded.Accounts
        );
        Assert.Equal("q a 0, q b , q answered 0", await Sets(question, "w2", "Q?\nA\nnone\n"));
        Assert.Equal("q a 0, q b , q answered 0", await Sets(question, "w1", "Q?,\nA,B\nA,-\n", "surveymonkey"));
    }

    [Fact]
    public async Task CodesStandForOptionsAndZeroIsAnAnswer()
    {
        const string question = """
              - { id: role, text: Role?, kind: multiple,
                  options: [{ id: dev, label: Developer, code: 1 }, { id: other, label: Other, code: 0 }] }
              - { id: size, text: Size?, kind: single,
                  options: [{ id: none, label: "Don't know", code: 0, missing: true }, { id: small, label: Small, code: 7 }] }
            """;

        Assert.Equal(
            "role dev 0, role other 1, role answered 0 1, size none 0, size small 1, size answered 0 1",
            await Sets(question, "w1", "Role?,,Size?\nDeveloper,Other,Size?\n1,,0\n,0,7\n", "surveymonkey")
        );
    }

    [Fact]
    public async Task APointOfAScaleHasAValue()
    {
        const string question = """
              - { id: s, text: S?, kind: scale,
                  options: ["1", "2", { id: best, label: Strongly agree, value: 3 }, { id: na, label: N/A, missing: true }] }
            """;

        var options = InstrumentFile.Parse("s.yaml", SmallSurvey.Yaml("s", ThreeWaves, question)).Question("s").Options;
        Assert.Equal([1, 2, 3, null], options.Select(option => option.Value));
        Assert.Equal("s 1 0, s 2 , s best 1, s na 2, s answered 0 1 2", await Sets(question, "w1", "S?\n1\nStrongly agree\nN/A\n"));
        Assert.Equal(
            "s 1 , s 2 1, s best , s na , s answered 1",
            await Sets(question, "w1", "S?,,,\n1,2,Strongly agree,N/A\n1,2,,\n,2,,\n", "surveymonkey")
        );
    }

    [Fact]
    public async Task ACommentBesideThePointOfAScaleIsNoSecondPoint()
    {
        const string question = """
              - { id: s, text: S?, kind: scale, options: ["1", "2", { id: other, label: Other, missing: true, other: true }] }
            """;

        var coded = await Read(question, "w1", "S?,,\n1,2,Other\n1,,\n,2,why not\n,,only words\n1,2,both\n", "surveymonkey");

        Assert.Equal("s 1 0, s 2 1, s other 1 2, s answered 0 1 2", Shown(coded));
        Assert.Equal([(1, "why not"), (2, "only words")], coded.Verbatims.Select(verbatim => (verbatim.Respondent, verbatim.Text)));
        Assert.Equal([1, 2, 3], coded.Rejects.Select(reject => reject.Column));
        Assert.All(coded.Rejects, reject => Assert.Equal(RejectCode.SeveralAnswers, reject.Code));
    }

    [Fact]
    public async Task ARowOfAGridMayHaveATextOfItsOwnInAWave()
    {
        const string question = """
              - id: project
                text: Which graduated projects?
                kind: single
                options: [Using, Evaluating]
                rows:
                  - Kubernetes
                  - { id: helm, label: Helm, waves: { w1: { text: "Which incubating projects?" } } }
            """;

        Assert.Equal(
            "project.kubernetes using 0, project.kubernetes evaluating , project.kubernetes answered 0, "
                + "project.helm using , project.helm evaluating 0, project.helm answered 0",
            await Sets(
                question,
                "w1",
                "Which graduated projects?,Which incubating projects?\nKubernetes,Helm\nUsing,Evaluating\n",
                "surveymonkey"
            )
        );
        Assert.Equal(
            "project.kubernetes using 0, project.kubernetes evaluating , project.kubernetes answered 0, "
                + "project.helm using , project.helm evaluating 0, project.helm answered 0",
            await Sets(question, "w2", "Which graduated projects?,\nKubernetes,Helm\nUsing,Evaluating\n", "surveymonkey")
        );
    }

    [Fact]
    public async Task RowsThatAreNotOfTheSampleAreLeftOutAndCounted()
    {
        const string question = "  - { id: q, text: Q?, kind: single, options: [A, B] }";

        var coded = await Read(
            question,
            "w1",
            "Q?,Timestamp,Status,Who\nA,1,Complete,me\nB,2,Partial,me\nB,3,Complete,test\n,4,Complete,me\nA,5,,me\n",
            export: "ignore: [Status, Who], keep: { Status: [Complete, Done] }, drop: { Who: [test] }, "
        );

        Assert.Equal("q a 0, q b , q answered 0", Shown(coded));
        Assert.Equal(
            new Accounts
            {
                Rows = 5,
                Respondents = 2,
                NonBlankCells = 7,
                Coded = 1,
                Ignored = 6,
                LeftOutRows = 3,
            },
            coded.Accounts
        );
        Assert.Equal(
            "w.csv:1 column 2: no column \"Status\", by which rows are left out; "
                + "name one of \"Q?\", \"Timestamp\" under \"keep\" or \"drop\"",
            (
                await Assert.ThrowsAsync<SurveyException>(() =>
                    Read(question, "w1", "Q?,Timestamp\nA,1\n", export: "keep: { Status: [x] }, ")
                )
            ).Message
        );
    }

    private static async Task<string> Sets(string questions, string wave, string csv, string format = "google-forms") =>
        Shown(await Read(questions, wave, csv, format));

    private static async Task<CodedWave> Read(string questions, string wave, string csv, string format = "google-forms", string export = "")
    {
        var yaml = SmallSurvey
            .Yaml("s", ThreeWaves, questions)
            .Replace("export: { metadata", $"export: {{ format: {format}, reject-limit: 100, {export}metadata", StringComparison.Ordinal);
        using var folder = new SurveyFolder(yaml);
        var instrument = folder.Instrument;
        return WaveReader.Read(await RawCopy.Of(folder.Write("w.csv", csv)), instrument.At(instrument.Wave(wave)));
    }

    /// <summary>Who is in each set of options and in the base, by position.</summary>
    private static string Shown(CodedWave coded) =>
        string.Join(
            ", ",
            coded
                .Selections()
                .Where(selection => selection.Kind is SetKind.Option or SetKind.Answered)
                .Select(selection =>
                    $"{selection.Question} {(selection.Kind == SetKind.Option ? selection.Option : selection.Kind.Name())} "
                    + string.Join(' ', Enumerable.Range(0, 10).Where(respondent => selection.Respondents[respondent]))
                )
        );
}
