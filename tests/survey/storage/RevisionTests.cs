using Dapper;
using Npgsql;
using Survey.Answers;
using Survey.Coded;
using Survey.Instruments;
using Survey.Storage;
using Survey.Tests.Counting;
using Xunit;

namespace Survey.Tests.Storage;

public sealed class RevisionTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    private const string Question =
        "  - { id: q, text: Q?, kind: multiple, options: [A, B, { id: na, label: N/A, missing: true }], nets: [{ id: ab, label: "
        + "A or B, of: [a, b] }] }";

    [Fact]
    public async Task EverySetIsStoredBitByBitWithItsCount()
    {
        var instrument = Instrument("bits");
        var coded = Coded(instrument, 70);
        coded.Option(0, 0)[0] = true;
        coded.Option(0, 1)[0] = true;
        coded.Option(0, 1)[65] = true;
        coded.Option(0, 2)[69] = true;

        await Store(instrument, coded);

        Assert.Equal(
            [
                "answered  0 3 01000000000000002200000000000000",
                "net ab 0 2 01000000000000000200000000000000",
                "option a 0 1 01000000000000000000000000000000",
                "option b 0 2 01000000000000000200000000000000",
                "option na 0 1 00000000000000002000000000000000",
                "valid  0 2 01000000000000000200000000000000",
            ],
            await Selections("bits", 1)
        );
    }

    [Fact]
    public async Task ManyRespondentsAreStoredInChunksWhoseCountsAdd()
    {
        var instrument = Instrument("chunks");
        var coded = Coded(instrument, 1_048_577);
        coded.Option(0, 0)[7] = true;
        coded.Option(0, 0)[1_048_576] = true;

        await Store(instrument, coded);

        Assert.Equal(
            [131_072, 8],
            await Values<int>("select length(bits) from selection where survey_id = 'chunks' and option_id = 'a' order by chunk")
        );
        var question = Assert.Single((await WaveToplines.Of(postgres.Database, "chunks", "w1")).Questions);
        Assert.Equal((2, 2), (question.Answered, question.Options[0].Count));
    }

    [Theory]
    [InlineData(11, 2)]
    [InlineData(10, 3)]
    public async Task AccountsThatDoNotAddUpAreRefused(long rows, long ignored)
    {
        var instrument = Instrument("accounts");
        var accounts = new Accounts
        {
            Rows = rows,
            Respondents = 4,
            BlankRows = 4,
            RejectedRows = 2,
            NonBlankCells = 4,
            Coded = 1,
            RejectedCells = 1,
            Ignored = ignored,
        };

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Store(instrument, new CodedWave(instrument.At(instrument.Waves[0])) { Accounts = accounts })
        );

        Assert.Equal($"the accounts of this load do not add up: {accounts}", exception.Message);
        Assert.Equal(0, await postgres.Value<int>("select count(*) from revision where survey_id = 'accounts'"));
    }

    [Theory]
    [InlineData("data_rows = data_rows + 1")]
    [InlineData("ignored_cells = ignored_cells + 1")]
    public async Task TheDatabaseKeepsTheAccountsToo(string change)
    {
        var instrument = Instrument("checked");
        await Store(instrument, Coded(instrument, 3));

        var exception = await Assert.ThrowsAsync<PostgresException>(() =>
            postgres.Value<int>($"update revision set {change} where survey_id = 'checked'")
        );

        Assert.Equal(PostgresErrorCodes.CheckViolation, exception.SqlState);
    }

    [Fact]
    public async Task ANewRevisionBecomesLiveAndLeavesTheOldOneAsItWas()
    {
        var instrument = Instrument("two");
        var first = Coded(instrument, 2);
        first.Option(0, 0)[1] = true;
        Assert.Equal(1, await Store(instrument, first));
        var before = await Selections("two", 1);
        var second = Coded(instrument, 3);
        second.Option(0, 1)[2] = true;

        Assert.Equal(2, await Store(instrument, second));

        Assert.Equal(before, await Selections("two", 1));
        Assert.Equal([2, 3], await Values<int>("select respondents from revision where survey_id = 'two' order by revision"));
        var live = Assert.Single(await Revision.Live(postgres.Database, "two"));
        Assert.Equal(("w1", 2, 3), (live.Key, live.Value.Number, live.Value.Respondents));
    }

    [Fact]
    public async Task WavesAreNumberedEachForItself()
    {
        var instrument = Instrument("numbers");

        Assert.Equal(1, await Store(instrument, Coded(instrument, 1)));
        Assert.Equal(1, await Store(instrument, Coded(instrument, 1, "w2")));
        Assert.Equal(2, await Store(instrument, Coded(instrument, 1, "w2")));
        Assert.Equal(
            [("w1", 1), ("w2", 2)],
            (await Revision.Live(postgres.Database, "numbers")).OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value.Number))
        );
    }

    [Fact]
    public async Task LoadsAtTheSameTimeWaitForEachOther()
    {
        var instrument = Instrument("together");

        var numbers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Store(instrument, Coded(instrument, 1))));

        Assert.Equal([1, 2, 3, 4, 5, 6], numbers.Order());
        Assert.Equal(6, (await Revision.Live(postgres.Database, "together"))["w1"].Number);
    }

    [Fact]
    public async Task TheSameFileLoadedByTwoAtTheSameTimeIsOneRevision()
    {
        var instrument = Instrument("twice");
        using var folder = new TemporaryFolder();
        var file = await Copy(folder, "same");

        var numbers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Revision.Store(postgres.Database, instrument, Coded(instrument, 1), file))
        );

        Assert.Equal([1, 1, 1, 1], numbers);
        Assert.Equal(1, await postgres.Value<int>("select count(*) from revision where survey_id = 'twice'"));
    }

    [Fact]
    public async Task ARevisionIsOfItsFileAndItsCodebook()
    {
        var instrument = Instrument("same");
        using var folder = new TemporaryFolder();
        var file = await Copy(folder, "a");
        await Revision.Store(postgres.Database, instrument, Coded(instrument, 1), file);
        var live = (await Revision.Live(postgres.Database, "same"))["w1"];
        var codebook = instrument.At(instrument.Waves[0]);

        Assert.True(live.IsOf(file, codebook));
        Assert.True(live.IsOf(file with { Path = "elsewhere", Name = "other" }, codebook));
        Assert.False(live.IsOf(await Copy(folder, "b"), codebook));
        Assert.False(live.IsOf(file, instrument.At(instrument.Waves[1])));
    }

    [Fact]
    public async Task ManyTextsAreStoredInChunksAndReadBackOneByOne()
    {
        var instrument = Instrument("many-texts");
        var coded = Coded(instrument, 10_000);
        for (var respondent = 0; respondent < 10_000; respondent++)
            coded.Verbatims.Add(new Verbatim("q", respondent, $"{respondent} \u00FC"));

        await Store(instrument, coded);

        Assert.Equal(
            ["0 4096 0 4095", "1 4096 4096 8191", "2 1808 8192 9999"],
            await Values<string>(
                "select concat_ws(' ', chunk, cardinality(texts), respondents[1], respondents[cardinality(respondents)]) from "
                    + "verbatim_chunk where survey_id = 'many-texts' order by chunk"
            )
        );
        Assert.Equal(
            Enumerable.Range(0, 10_000).Select(respondent => $"{respondent} \u00FC"),
            await Values<string>("select text from verbatim where survey_id = 'many-texts' order by respondent")
        );
    }

    [Fact]
    public async Task TextsAndRejectsAreStoredInOrder()
    {
        var instrument = Instrument("texts");
        var coded = Coded(instrument, 3);
        coded.Verbatims.Add(new Verbatim("q", 2, "late \U0001F600"));
        coded.Verbatims.Add(new Verbatim("q", 0, "early"));
        coded.Rejects.Add(
            new Reject
            {
                File = "w1.csv",
                Line = 9,
                Column = 2,
                Header = "Q?",
                Question = "q",
                Value = "C",
                Code = RejectCode.UnknownOption,
                Expected = "is none of 3 options",
            }
        );
        coded.Rejects.Add(
            new Reject
            {
                File = "w1.csv",
                Line = 4,
                Code = RejectCode.FieldCount,
                Expected = "a row of 1 fields where the header has 2",
            }
        );

        await Store(instrument, coded);

        Assert.Equal(
            ["0 early", "2 late \U0001F600"],
            await Values<string>("select respondent || ' ' || text from verbatim where survey_id = 'texts' order by respondent")
        );
        Assert.Equal(
            ["9 2 Q? q C unknown-option is none of 3 options", "4 0    field-count a row of 1 fields where the header has 2"],
            await Values<string>(
                "select concat_ws(' ', file_line, column_number, header, question_id, value, code, expected) from reject where "
                    + "survey_id = 'texts' order by position"
            )
        );
    }

    [Fact]
    public async Task AFileThatChangedWhileItWasReadLeavesEverythingAsItWas()
    {
        var instrument = Instrument("changed");
        await Store(instrument, Coded(instrument, 1));
        using var folder = new TemporaryFolder();
        var file = await Copy(folder, "before");
        await File.WriteAllTextAsync(file.Path, "behind");

        var exception = await Assert.ThrowsAsync<SurveyException>(() =>
            Revision.Store(postgres.Database, instrument, Coded(instrument, 2), file)
        );

        Assert.Equal($"{file.Path}: changed while it was read; load it again", exception.Message);
        Assert.Equal(1, await postgres.Value<int>("select count(*) from revision where survey_id = 'changed'"));
        Assert.Equal(1, (await Revision.Live(postgres.Database, "changed"))["w1"].Number);
    }

    [Fact]
    public async Task AFileThatIsGoneWhenItIsKeptLeavesEverythingAsItWas()
    {
        var instrument = Instrument("gone");
        using var folder = new TemporaryFolder();
        var file = await Copy(folder, "here");
        File.Delete(file.Path);

        var exception = await Assert.ThrowsAsync<SurveyException>(() =>
            Revision.Store(postgres.Database, instrument, Coded(instrument, 2), file)
        );

        Assert.Equal($"{file.Path}: no such file", exception.Message);
        Assert.Empty(await Revision.Live(postgres.Database, "gone"));
    }

    private static Instrument Instrument(string survey) =>
        InstrumentFile.Parse(InstrumentFile.Name, SmallSurvey.Yaml(survey, "  - { id: w1 }\n  - { id: w2 }", Question));

    private static CodedWave Coded(Instrument instrument, int respondents, string wave = "w1") =>
        new(instrument.At(instrument.Wave(wave)))
        {
            Accounts = new Accounts { Rows = respondents, Respondents = respondents },
        };

    private static Task<RawCopy> Copy(TemporaryFolder folder, string text)
    {
        var path = Path.Combine(folder.Path, "w1.csv");
        File.WriteAllText(path, text);
        return RawCopy.Of(path);
    }

    /// <summary>Stores a wave as if it came from a file of its own.</summary>
    private async Task<int> Store(Instrument instrument, CodedWave coded)
    {
        using var folder = new TemporaryFolder();
        return await Revision.Store(postgres.Database, instrument, coded, await Copy(folder, $"{Guid.NewGuid()}"));
    }

    private Task<List<string>> Selections(string survey, int revision) =>
        Values<string>(
            "select concat_ws(' ', kind, option_id, chunk, count, encode(bits, 'hex')) from selection where survey_id = @survey "
                + "and revision = @revision order by kind, option_id, chunk",
            new { survey, revision }
        );

    private async Task<List<T>> Values<T>(string sql, object? parameters = null)
    {
        await using var connection = await postgres.Database.Open();
        return (await connection.QueryAsync<T>(sql, parameters)).ToList();
    }
}
