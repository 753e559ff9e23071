using System.IO.Compression;
using Dapper;
using Survey.Answers;
using Survey.Counting;
using Survey.Ingest.Coding;
using Survey.Ingest.Loading;
using Survey.Instruments;
using Survey.Storage;
using Survey.Tests.Counting;
using Xunit;

namespace Survey.Tests.Ingest.Commands;

public sealed class RecodeCommandTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    private const string TwoWaves = "  - { id: w1, file: w1.csv }\n  - { id: w2, file: w2.csv }";
    private const string Question =
        "  - { id: q, text: Q?, kind: single, options: [A, { id: b, label: B, offered: [w1] }, { id: c, label: C, wordings: [D] }] }";

    [Fact]
    public async Task OnlyWavesThatTheNewInstrumentCodesOtherwiseBecomeNewRevisions()
    {
        using var folder = await Loaded("some");
        folder.Write(InstrumentFile.Name, Yaml("some").Replace("label: B", "label: B, missing: true", StringComparison.Ordinal));

        await postgres.Says(
            ["recode", "some", "--instrument", folder.Path],
            """
            some w1: w1.csv loaded as revision 2
              3 rows: 3 respondents, 0 blank, 0 rejected
              3 cells with something in them: 3 coded, 0 rejected, 0 ignored as declared
            some w2: w2.csv is unchanged, revision 1

            """
        );

        Assert.Equal((3, 2), await Bases("some"));
        Assert.Equal(
            "1 2",
            await postgres.Value<string>(
                "select string_agg(instrument_version::text, ' ' order by revision) from revision where survey_id = 'some' and "
                    + "wave_id = 'w1'"
            )
        );
        await postgres.Says(["recode", "some"], "some w1: w1.csv is unchanged, revision 2\nsome w2: w2.csv is unchanged, revision 1\n");
        Assert.Equal("some w1: w1.csv is unchanged, revision 2", (await folder.Load(postgres.Database))[0].ToString());
    }

    [Fact]
    public async Task TheFileIsKeptOfTheNewRevisionToo()
    {
        using var folder = await Loaded("kept");
        folder.Write(InstrumentFile.Name, Yaml("kept").Replace("[D]", "[D, E]", StringComparison.Ordinal));

        await postgres.Run("recode", "kept", "--instrument", folder.Path);

        await using var connection = await postgres.Database.Open();
        var kept = (
            await connection.QueryAsync<byte[]>("select bytes from source where survey_id = 'kept' and wave_id = 'w1' order by revision")
        ).ToList();
        Assert.Equal(2, kept.Count);
        using var unpacked = new StreamReader(new GZipStream(new MemoryStream(kept[1]), CompressionMode.Decompress));
        Assert.Equal("Q?\nA\nB\nD\n", await unpacked.ReadToEndAsync());
    }

    [Fact]
    public async Task AKeptFileIsUnpackedUnderItsNameAndHasNoneInTheTemporaryFolder()
    {
        using var folder = await Loaded("unpacked");
        var entry = await History.Find(postgres.Database, "unpacked", "w1", null);

        using var kept = await KeptFile.Unpack(postgres.Database, "unpacked", "w1", entry);

        Assert.Equal("w1.csv", kept.Copy.Name);
        Assert.Equal("Q?\nA\nB\nD\n", await File.ReadAllTextAsync(kept.Copy.Path));
        if (OperatingSystem.IsLinux())
            Assert.EndsWith(" (deleted)", File.ResolveLinkTarget(kept.Copy.Path, returnFinalTarget: false)!.Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWaveThatWasRevertedIsCodedAnewFromTheRevisionThatIsLive()
    {
        using var folder = await Loaded("reverted");
        folder.Write("w1.csv", "Q?\nA\nA\nA\nA\n");
        await folder.Load(postgres.Database);
        await postgres.Run("revert", "reverted", "w1", "1");
        folder.Write(InstrumentFile.Name, Yaml("reverted").Replace("label: B", "label: B, missing: true", StringComparison.Ordinal));

        var (_, output, _) = await postgres.Run("recode", "reverted", "--instrument", folder.Path);

        Assert.StartsWith("reverted w1: w1.csv loaded as revision 3\n  3 rows: ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DriftRefusesAWaveAndLeavesItAsItWas()
    {
        using var folder = await Loaded("drift");
        folder.Write(InstrumentFile.Name, Yaml("drift").Replace(", wordings: [D]", "", StringComparison.Ordinal));

        var (code, output, errors) = await postgres.Run("recode", "drift", "--instrument", folder.Path);

        Assert.Equal(1, code);
        Assert.Equal(
            """
            drift w2: w2.csv loaded as revision 2
              1 rows: 1 respondents, 0 blank, 0 rejected
              1 cells with something in them: 1 coded, 0 rejected, 0 ignored as declared

            """,
            output
        );
        Assert.Equal(
            "w1.csv:4 column 1 \"Q?\": \"D\" is none of 3 options; nearest \"A\"; 1 of 3 cells of question \"q\" cannot be used, "
                + "more than the 1 % that may be: "
                + "add their wordings to the instrument, or raise \"reject-limit\" of wave \"w1\"; such cells would not be counted "
                + "(drift w1 stays at revision 1)\n",
            errors
        );
    }

    [Fact]
    public async Task AWaveThatTheInstrumentDoesNotHaveStaysAsItIs()
    {
        using var folder = await Loaded("without");
        folder.Write(InstrumentFile.Name, SmallSurvey.Yaml("without", "  - { id: w1 }", Question));

        await postgres.Run("recode", "without", "--instrument", folder.Path);
        var before = await postgres.Everything();
        var (code, output, errors) = await postgres.Run("recode", "without", "--instrument", folder.Path);

        Assert.Equal((1, "without w1: w1.csv is unchanged, revision 1\n"), (code, output));
        Assert.Equal("no wave \"w2\" in survey \"without\"; there are w1 (without w2 stays at revision 1)\n", errors);
        Assert.Equal(before, await postgres.Everything());
    }

    [Fact]
    public async Task WhatCannotBeCodedAnewIsSaid()
    {
        using var folder = await Loaded("said");
        using var never = new SurveyFolder(SmallSurvey.Yaml("never", TwoWaves, Question));

        await postgres.Fails(
            ["recode", "said", "--instrument", never.Path],
            $"{never.Path}/survey.yaml: the instrument of survey \"never\"; that of survey \"said\" was expected\n"
        );
        await postgres.Fails(
            ["recode", "never", "--instrument", never.Path],
            "no wave of survey \"never\" has been loaded yet, so there is nothing to code anew\n"
        );

        await postgres.Value<int>("update source set bytes = 'torn' where survey_id = 'said' and wave_id = 'w1'");
        folder.Write(InstrumentFile.Name, Yaml("said").Replace("label: B", "label: B, missing: true", StringComparison.Ordinal));
        var (code, _, errors) = await postgres.Run("recode", "said", "--instrument", folder.Path);
        Assert.Equal(1, code);
        Assert.StartsWith(
            "the raw file \"w1.csv\" that was kept of revision 1 of wave \"w1\" of survey \"said\" is damaged: ",
            errors,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task AKeptFileWithoutPersonalDataIsCodedAnewAndStaysWithoutThem()
    {
        using var folder = new SurveyFolder(
            Yaml("private")
                .Replace("  - { id: w2, file: w2.csv }\n", "", StringComparison.Ordinal)
                .Replace("metadata: [Timestamp]", "metadata: [Email]", StringComparison.Ordinal)
        );
        folder.Write("w1.csv", "Q?,Email\nA,me@example.org\nB,you@example.org\nD,\n");
        folder.Write("w2.csv", "Q?,Email\nA,\n");
        Assert.All(await folder.Load(postgres.Database), outcome => Assert.Null(outcome.Problem));
        var instrument = InstrumentFile.Parse(
            InstrumentFile.Name,
            folder.Instrument.Yaml.Replace("label: B", "label: B, missing: true", StringComparison.Ordinal)
        );
        await Surveys.Store(postgres.Database, instrument);

        await foreach (var outcome in Recode.Survey(postgres.Database, instrument, null))
            Assert.Null(outcome.Problem);

        var live = (await Revision.Live(postgres.Database, "private"))["w1"];
        Assert.Equal(2, live.Number);
        Assert.Equal((await RawCopy.Of(Path.Combine(folder.Path, "w1.csv"))).Sha256, live.FileSha256);
        Assert.Equal(
            "Email 2",
            await postgres.Value<string>(
                "select header || ' ' || cells from blanked where survey_id = 'private' and wave_id = 'w1' and revision = 2"
            )
        );
        Assert.True(
            await postgres.Value<bool>(
                "select count(distinct kept_sha256) = 1 and count(kept_sha256) = 2 from revision where survey_id = 'private' and "
                    + "wave_id = 'w1'"
            )
        );
    }

    [Fact]
    public async Task ALoadThatWasFasterIsNotReplacedByTheOlderFile()
    {
        using var folder = await Loaded("faster");
        var instrument = InstrumentFile.Parse(
            InstrumentFile.Name,
            Yaml("faster").Replace("label: B", "label: B, missing: true", StringComparison.Ordinal)
        );
        var copy = await RawCopy.Of(Path.Combine(folder.Path, "w1.csv"));
        var coded = WaveReader.Read(copy, instrument.At(instrument.Waves[0]));
        folder.Write("w1.csv", "Q?\nA\n");
        await folder.Load(postgres.Database, new Reload(AllowFewer: true));

        var exception = await Assert.ThrowsAsync<SurveyException>(() =>
            Revision.Store(postgres.Database, instrument, coded, copy, from: 1)
        );

        Assert.Equal("revision 2 became live while revision 1 was coded anew; start again", exception.Message);
        Assert.Equal(2, (await Revision.Live(postgres.Database, "faster"))["w1"].Number);
    }

    private static string Yaml(string survey) => SmallSurvey.Yaml(survey, TwoWaves, Question);

    private async Task<SurveyFolder> Loaded(string survey)
    {
        var folder = new SurveyFolder(Yaml(survey));
        folder.Write("w1.csv", "Q?\nA\nB\nD\n");
        folder.Write("w2.csv", "Q?\nA\n");
        await folder.Load(postgres.Database);
        return folder;
    }

    /// <summary>Who answered in wave w1, and whose answer is valid.</summary>
    private async Task<(int Answered, int Valid)> Bases(string survey)
    {
        var answered = Assert.Single((await WaveToplines.Of(postgres.Database, survey, "w1")).Questions);
        return (
            answered.Answered,
            (await WaveToplines.Of(postgres.Database, survey, "w1", query: new Query { Base = BaseRule.Valid })).Questions[0].Base
        );
    }
}
