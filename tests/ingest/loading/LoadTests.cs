using System.IO.Compression;
using System.Text;
using Dapper;
using Survey.Answers;
using Survey.Ingest.Loading;
using Survey.Instruments;
using Survey.Storage;
using Survey.Tests.Counting;
using Xunit;

namespace Survey.Tests.Ingest.Loading;

public sealed class LoadTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    private const string OneWave = "  - { id: w1, file: w1.csv }";
    private const string TwoWaves = OneWave + "\n  - { id: w2, file: w2.csv }";
    private const string Question = "  - { id: q, text: Q?, kind: single, options: [A, B] }";

    private static readonly string Good = SmallSurvey.Csv("Q?", ("A", 30), ("B", 70));

    [Fact]
    public async Task ReimportingTheSameFileAddsNothing()
    {
        using var folder = Folder("same");
        folder.Write("w1.csv", Good);

        var first = Assert.Single(await folder.Load(postgres.Database));
        var second = Assert.Single(await folder.Load(postgres.Database));

        Assert.Equal(("same", "w1", "w1.csv", 1, null), (first.Survey, first.Wave, first.File, first.Revision, first.Problem));
        Assert.Equal(100, first.Coded!.Accounts.Respondents);
        Assert.Equal(new LoadOutcome("same", "w1", "w1.csv", 1, null, null), second);
        Assert.Equal("1 1 1", await Rows("same"));
    }

    [Fact]
    public async Task AChangedFileIsANewRevision()
    {
        using var folder = Folder("changed");
        folder.Write("w1.csv", Good);
        await folder.Load(postgres.Database);
        folder.Write("w1.csv", Good + "A\n");

        Assert.Equal(2, Assert.Single(await folder.Load(postgres.Database)).Revision);
        Assert.Equal("31 70", await Counts("changed"));
    }

    [Fact]
    public async Task AnInstrumentThatCodesTheSameFileOtherwiseIsANewRevision()
    {
        using var folder = Folder("recoded");
        folder.Write("w1.csv", Good);
        await folder.Load(postgres.Database);
        folder.Write(
            InstrumentFile.Name,
            SmallSurvey.Yaml(
                "recoded",
                OneWave,
                Question.Replace("[A, B]", "[{ id: a, label: C, wordings: [A] }, B]", StringComparison.Ordinal)
            )
        );

        Assert.Equal(2, Assert.Single(await folder.Load(postgres.Database)).Revision);
        Assert.Equal("C", (await WaveToplines.Of(postgres.Database, "recoded", "w1")).Questions[0].Options[0].Label);
    }

    [Fact]
    public async Task AnInstrumentThatCodesTheSameFileAlikeIsReadAtOnce()
    {
        using var folder = Folder("retitled");
        folder.Write("w1.csv", Good);
        await folder.Load(postgres.Database);
        folder.Write(
            InstrumentFile.Name,
            SmallSurvey.Yaml("retitled", OneWave, Question).Replace("title: ", "title: New ", StringComparison.Ordinal)
        );

        Assert.Equal(new LoadOutcome("retitled", "w1", "w1.csv", 1, null, null), Assert.Single(await folder.Load(postgres.Database)));
        Assert.Equal("New The survey retitled", (await Surveys.Find(postgres.Database, "retitled")).Title);
    }

    [Theory]
    [InlineData(
        "header",
        "Q\nA\n",
        "w1.csv:1 column 1: \"Q\" is a column that the instrument does not know; nearest \"Q?\"; add its wording to a question "
            + "or an option, or the column to \"metadata\" or \"ignore\" of wave \"w1\"; and 1 more: \"ingest check\" lists them"
    )]
    [InlineData("quote", "Q?\nA\n\"B\n", "w1.csv:3 column 1: a quote that is opened here is never closed")]
    [InlineData(
        "drift",
        "Q?\nA\nC\n",
        "w1.csv:3 column 1 \"Q?\": \"C\" is none of 2 options; nearest \"A\"; 1 of 2 cells of question \"q\" cannot be used, "
            + "more than the 1 % that may be: add their wordings to the instrument, or raise \"reject-limit\" of wave \"w1\"; such "
            + "cells would not be counted"
    )]
    [InlineData("empty", "", "w1.csv:1 column 1: the file is empty, or a device or a pipe; a header and rows were expected")]
    [InlineData(
        "binary",
        "Q?\n\0",
        "w1.csv:2 column 1: a NUL byte; this is a binary file, or UTF-16 without a byte order mark, and a CSV file was expected"
    )]
    public async Task AFileThatFailsLeavesTheLiveRevisionAndItsAnswersAsTheyWere(string survey, string csv, string problem)
    {
        using var folder = Folder(survey);
        folder.Write("w1.csv", Good);
        await folder.Load(postgres.Database);
        folder.Write("w1.csv", csv);

        Assert.Equal(new LoadOutcome(survey, "w1", "w1.csv", 1, null, problem), Assert.Single(await folder.Load(postgres.Database)));
        Assert.Equal("30 70", await Counts(survey));
        Assert.Equal("1 1 1", await Rows(survey));
    }

    [Fact]
    public async Task AFailureLeavesTheInstrumentAsItWasToo()
    {
        using var folder = Folder("kept-instrument");
        folder.Write("w1.csv", Good);
        await folder.Load(postgres.Database);
        folder.Write(
            InstrumentFile.Name,
            SmallSurvey.Yaml("kept-instrument", OneWave, Question.Replace("Q?", "Which?", StringComparison.Ordinal))
        );

        Assert.NotNull(Assert.Single(await folder.Load(postgres.Database)).Problem);
        Assert.Equal("Q?", (await Surveys.Find(postgres.Database, "kept-instrument")).Question("q").Text);
    }

    [Fact]
    public async Task OneWavesFailureDoesNotStopTheOthers()
    {
        using var folder = Folder("others", TwoWaves);
        folder.Write("w2.csv", Good);

        var outcomes = await folder.Load(postgres.Database);

        Assert.Equal([new LoadOutcome("others", "w1", "w1.csv", null, null, $"{folder.Path}/w1.csv: no such file"), outcomes[1]], outcomes);
        Assert.Equal(("w2", 1, null), (outcomes[1].Wave, outcomes[1].Revision, outcomes[1].Problem));
    }

    [Fact]
    public async Task AWaveWithoutAFileIsPassedOver()
    {
        using var folder = Folder("passed-over", "  - { id: w0 }\n" + OneWave);
        folder.Write("w1.csv", Good);

        Assert.Equal("w1", Assert.Single(await folder.Load(postgres.Database)).Wave);
    }

    [Fact]
    public async Task AnInstrumentThatNamesNoFilesHasNothingToLoad()
    {
        using var folder = Folder("no-files", "  - { id: w1 }");

        Assert.Equal(
            $"{folder.Path}/survey.yaml: no wave names its \"file\", so there is nothing to load",
            (await Assert.ThrowsAsync<SurveyException>(() => folder.Load(postgres.Database))).Message
        );
    }

    [Fact]
    public async Task WhatIsNoFileIsAProblemAndNoException()
    {
        using var folder = Folder("no-file");
        var link = Path.Combine(folder.Path, "link.csv");
        File.CreateSymbolicLink(link, Path.Combine(folder.Path, "nowhere.csv"));

        Assert.Equal("missing.csv: no such file", await Problem(folder.Instrument, "w1", "missing.csv"));
        Assert.Equal($"{link}: cannot be read: Could not find file '{link}'.", await Problem(folder.Instrument, "w1", link));
        Assert.Equal($"{folder.Path}: a folder; a raw file was expected", await Problem(folder.Instrument, "w1", folder.Path));
        Assert.Equal($"{link}: no wave \"w9\" in survey \"no-file\"; there are w1", await Problem(folder.Instrument, "w9", link));
        Assert.Equal("0 0 0", await Rows("no-file"));
    }

    [Fact]
    public async Task TheRawFileIsKeptByteByByteInPartsOfAtMostAMegabyte()
    {
        using var folder = new SurveyFolder(SmallSurvey.Yaml("source", OneWave, "  - { id: q, text: Q?, kind: text }"));
        var random = new Random(1);
        var csv = new StringBuilder("Q?\r\n");
        var line = new byte[3_000];
        for (var row = 0; row < 700; row++)
        {
            random.NextBytes(line);
            csv.Append(Convert.ToBase64String(line)).Append("\r\n");
        }
        var file = folder.Write("w1.csv", csv.ToString());

        Assert.Null(Assert.Single(await folder.Load(postgres.Database)).Problem);

        await using var connection = await postgres.Database.Open();
        var parts = (await connection.QueryAsync<byte[]>("select bytes from source where survey_id = 'source' order by part")).ToList();
        Assert.Equal([1_000_000, 1_000_000], parts.Take(2).Select(part => part.Length));
        Assert.InRange(parts.Count, 3, 4);
        Assert.InRange(parts[^1].Length, 1, 1_000_000);
        using var unpacked = new MemoryStream();
        await using (var gzip = new GZipStream(new MemoryStream([.. parts.SelectMany(part => part)]), CompressionMode.Decompress))
            await gzip.CopyToAsync(unpacked);
        Assert.True((await File.ReadAllBytesAsync(file)).SequenceEqual(unpacked.ToArray()));
        Assert.Equal(
            ("w1.csv", unpacked.Length),
            await connection.QuerySingleAsync<(string, long)>("select file_name, file_bytes from revision where survey_id = 'source'")
        );
    }

    [Fact]
    public async Task WhatWasLoadedIsToldWithItsAccountsAndItsFirstRejects()
    {
        using var folder = new SurveyFolder(
            SmallSurvey.Yaml("told", OneWave, Question).Replace("[Timestamp]", "[Timestamp], reject-limit: 50", StringComparison.Ordinal)
        );
        folder.Write("w1.csv", "Timestamp,Q?\n" + SmallSurvey.Csv("", ("t,A", 20))[1..] + "t,\n\nt\nt,C\nt,D\nt,E\nt,F\nt,G\n");

        var outcome = Assert.Single(await folder.Load(postgres.Database)).ToString();

        Assert.Equal(
            """
            told w1: w1.csv loaded as revision 1
              28 rows: 25 respondents, 2 blank, 1 rejected
              51 cells with something in them: 20 coded, 5 rejected, 26 ignored as declared
              rejected as field-count: 1
              rejected as unknown-option: 5
              w1.csv:24: a row of 1 fields where the header has 2
              w1.csv:25 column 2 "Q?": "C" is none of 2 options; nearest "A"
              w1.csv:26 column 2 "Q?": "D" is none of 2 options; nearest "A"
              w1.csv:27 column 2 "Q?": "E" is none of 2 options; nearest "A"
              w1.csv:28 column 2 "Q?": "F" is none of 2 options; nearest "A"
            """,
            outcome
        );
        Assert.Equal("told w1: w1.csv is unchanged, revision 1", Assert.Single(await folder.Load(postgres.Database)).ToString());
        File.Delete(Path.Combine(folder.Path, "w1.csv"));
        Assert.Equal(
            $"{folder.Path}/w1.csv: no such file (told w1 stays at revision 1)",
            Assert.Single(await folder.Load(postgres.Database)).ToString()
        );
    }

    [Fact]
    public void AProblemInAWaveThatWasNeverLoadedSaysOnlyThat() =>
        Assert.Equal(
            "w1.csv: no such file (s w1 is not loaded)",
            new LoadOutcome("s", "w1", "w1.csv", null, null, "w1.csv: no such file").ToString()
        );

    [Fact]
    public async Task LoadingCanBeStopped()
    {
        using var folder = Folder("stopped");
        folder.Write("w1.csv", Good);
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Load.File(postgres.Database, folder.Instrument, "w1", Path.Combine(folder.Path, "w1.csv"), cancel: cancel.Token)
        );
        Assert.Equal("0 0 0", await Rows("stopped"));
    }

    private static SurveyFolder Folder(string survey, string waves = OneWave) => new(SmallSurvey.Yaml(survey, waves, Question));

    private async Task<string?> Problem(Instrument instrument, string wave, string path)
    {
        var outcome = await Load.File(postgres.Database, instrument, wave, path);
        Assert.Null(outcome.Revision);
        Assert.Null(outcome.Coded);
        return outcome.Problem;
    }

    private async Task<string> Counts(string survey) =>
        string.Join(' ', (await WaveToplines.Of(postgres.Database, survey, "w1")).Questions[0].Options.Select(option => option.Count));

    /// <summary>How many revisions, instruments and parts of raw files are stored of a survey.</summary>
    private Task<string?> Rows(string survey) =>
        postgres.Value<string>(
            """
            select concat_ws(' ',
              (select count(*) from revision where survey_id = @survey),
              (select count(*) from instrument where survey_id = @survey),
              (select count(*) from source where survey_id = @survey))
            """,
            new { survey }
        );
}
