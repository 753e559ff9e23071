using System.Globalization;
using Dapper;
using Survey.Answers;
using Survey.Coded;
using Survey.Counting;
using Survey.Instruments;
using Survey.Storage;
using Survey.Tests.Counting;
using Xunit;

namespace Survey.Tests.Storage;

public sealed class NumbersTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    private const string Waves = "  - { id: w1, file: w1.csv }\n  - { id: w2, file: w2.csv }";
    private const string Questions = """
          - { id: age, text: Age?, kind: number, min: 0, max: 150, blank: ["-"] }
          - { id: costs, text: Costs, kind: number, rows: [Work, Home], asked: [w1], waves: { w1: { repairs: { ten: 10 } } } }
          - { id: why, text: Why?, kind: text }
        """;

    [Fact]
    public async Task NumbersAreReadBackAsTheRespondentsGaveThem()
    {
        await SmallSurvey.Loaded(
            postgres.Database,
            SmallSurvey.Yaml("given", Waves, Questions),
            ("w1.csv", "Timestamp,Age?,Costs [Work],Costs [Home],Why?\n1,42,\"1,250\",,x\n2,-,-0.5,ten,\n3,,,,x\n"),
            ("w2.csv", "Age?,Why?\n7,x\n7,\n")
        );

        Assert.Equal(
            ["w1 age: 42 NaN NaN", "w1 costs.home: NaN 10 NaN", "w1 costs.work: 1250 -0.5 NaN", "w2 age: 7 7"],
            await Read(
                "given",
                new("w1", 1, "age"),
                new("w2", 1, "age"),
                new("w1", 1, "costs.work"),
                new("w1", 1, "costs.home"),
                new("w1", 1, "why"),
                new("w2", 2, "age"),
                new("w2", 1, "costs.work")
            )
        );
        Assert.Empty(await Read("given"));
    }

    [Fact]
    public async Task WhoGaveANumberIsCountedAsForEveryQuestion()
    {
        await SmallSurvey.Loaded(
            postgres.Database,
            SmallSurvey.Yaml("counted", Waves, Questions),
            ("w1.csv", "Timestamp,Age?,Costs [Work],Costs [Home],Why?\n1,42,0,,x\n2,-,,ten,\n3,,,,x\n"),
            ("w2.csv", "Age?,Why?\n7,x\n7,\n")
        );

        var age = (await WaveToplines.Of(postgres.Database, "counted", "w1")).Questions[0];

        Assert.Equal(("age", QuestionKind.Number, 1), (age.Id, age.Kind, age.Answered));
        Assert.Equal(
            ("number", "<number>", 1),
            Assert.Single(age.Options) is var option ? (option.Id, option.Label, option.Count) : default
        );
        Assert.Equal(
            "9 5 0 4",
            await postgres.Value<string>(
                """
                select concat_ws(' ', nonblank_cells, coded_cells, rejected_cells, ignored_cells)
                from revision
                where survey_id = 'counted' and wave_id = 'w1'
                """
            )
        );
    }

    [Fact]
    public async Task ManyRespondentsAreStoredInChunksThatAreReadAsOne()
    {
        var instrument = InstrumentFile.Parse(InstrumentFile.Name, SmallSurvey.Yaml("many", Waves, Questions));
        const int Respondents = Bitmap.ChunkSize + 2;
        using var coded = new CodedWave(instrument.At(instrument.Waves[1]))
        {
            Accounts = new Accounts { Rows = Respondents, Respondents = Respondents },
        };
        coded.Numbers(0)[3] = 1.5;
        coded.Numbers(0)[Bitmap.ChunkSize] = -2;
        using var folder = new SurveyFolder("");
        await Revision.Store(postgres.Database, instrument, coded, await RawCopy.Of(folder.Write("w2.csv", "x")));

        var numbers = (await Numbers.Read(postgres.Database, "many", [new("w2", 1, "age")], CancellationToken.None))[("w2", "age")];

        Assert.Equal(Respondents, numbers.Length);
        Assert.Equal([(3, 1.5), (Bitmap.ChunkSize, -2)], numbers.Index().Where(number => !double.IsNaN(number.Item)));
        await using var connection = await postgres.Database.Open();
        Assert.Equal(
            [8 * Bitmap.ChunkSize, 16],
            await connection.QueryAsync<int>(
                "select length(numbers) from number where survey_id = 'many' and question_id = 'age' order by chunk"
            )
        );
    }

    [Fact]
    public void OnlyANumberHasNumbers()
    {
        var instrument = InstrumentFile.Parse(InstrumentFile.Name, SmallSurvey.Yaml("kinds", Waves, Questions));
        using var coded = new CodedWave(instrument.At(instrument.Waves[1])) { Accounts = new Accounts() };

        Assert.Equal(["age"], coded.Numbers().Select(given => given.Question));
        Assert.Equal("question \"why\" is not of kind number", Assert.Throws<InvalidOperationException>(() => coded.Numbers(1)).Message);
        Assert.Empty(Assert.Single(coded.Numbers(0).Chunks(0)).Bytes);
    }

    [Fact]
    public void NumbersAreCountedWhateverTheirSizeAmongAllOrSome()
    {
        double[] numbers = [3, double.NaN, 4095, 4096, -1, 0.5, 3, 1e300, 0, 4096, -0.0];
        var some = new Bitmap(numbers.Length)
        {
            [0] = true,
            [1] = true,
            [4] = true,
            [9] = true,
        };

        Assert.Equal([(-1, 1), (0, 2), (0.5, 1), (3, 2), (4095, 1), (4096, 2), (1e300, 1)], Pairs(NumberCount.Of(numbers)).Order());
        Assert.Equal([(-1, 1), (3, 1), (4096, 1)], Pairs(NumberCount.Of(numbers, some)).Order());
        Assert.Empty(NumberCount.Of([double.NaN, double.NaN]));
        Assert.Empty(NumberCount.Stored([double.NaN])!);
    }

    [Fact]
    public async Task NumbersThatTheCacheHasAreNotReadAgain()
    {
        var (survey, wave) = ("kept-numbers", "w1");
        await SmallSurvey.Loaded(
            postgres.Database,
            SmallSurvey.Yaml(survey, "  - { id: w1, file: w1.csv }", "  - { id: age, text: Age?, kind: number }"),
            ("w1.csv", "Age?\n18\n30\n")
        );
        await using var some = new SurveyDatabase(postgres.ConnectionString, new BitmapCache(1_000_000));
        await using var none = new SurveyDatabase(postgres.ConnectionString, new BitmapCache(0));

        var older = new Query { Where = [Filter.Parse("age:20..")] };
        Assert.Equal(24, (await Trend.Of(some, survey, "age")).Means![0]!.Figure.Mean);
        Assert.Equal(30, (await Trend.Of(some, survey, "age", older)).Means![0]!.Figure.Mean);
        await postgres.Value<int>(
            "update number set numbers = decode(repeat('00', length(numbers)), 'hex'), counts = null where survey_id = 'kept-numbers'"
        );

        Assert.Equal(24, (await WaveToplines.Of(some, survey, wave)).Questions[0].Mean!.Mean);
        Assert.Equal(30, (await WaveToplines.Of(some, survey, wave, query: older)).Questions[0].Mean!.Mean);
        Assert.Equal(0, (await WaveToplines.Of(none, survey, wave)).Questions[0].Mean!.Mean);
        Assert.InRange(some.Cache.Bytes, 1, 2000);
    }

    [Fact]
    public async Task ARevisionWithoutCountsIsAnsweredAsOneWithThem()
    {
        await SmallSurvey.Loaded(
            postgres.Database,
            SmallSurvey.Yaml("same", Waves, Questions),
            ("w1.csv", "Timestamp,Age?,Costs [Work],Costs [Home],Why?\n1,42,0.1,10,x\n2,-,-0.5,ten,\n3,42,5000,,\n4,17,0.1,,\n5,-,,,x\n"),
            ("w2.csv", "Age?,Why?\n7,x\n0,\n150,x\n7,\n,x\n")
        );
        await using var cold = new SurveyDatabase(postgres.ConnectionString, new BitmapCache(0));

        var with = await Answers();
        Assert.Contains("w1 age Answered: 3 of 3, 33.666666666666664 42 17..42", with);
        Assert.Contains("w1 age All: 3 of 5, 33.666666666666664 42 17..42", with);
        Assert.Contains("w1 costs.work Valid: 4 of 4, 1249.925 0.1 -0.5..5000", with);
        await postgres.Value<int>("update number set counts = null where survey_id = 'same'");
        Assert.Equal(with, await Answers());

        async Task<List<string>> Answers()
        {
            var answers = new List<string>();
            foreach (
                var query in new[] { BaseRule.Answered, BaseRule.Valid, BaseRule.All, BaseRule.Asked }.Select(rule => new Query
                {
                    Base = rule,
                })
            )
            {
                foreach (var wave in new[] { "w1", "w2" })
                {
                    answers.AddRange(
                        (await WaveToplines.Of(cold, "same", wave, query: query))
                            .Questions.Where(topline => topline.Mean is not null)
                            .Select(topline =>
                                string.Create(
                                    CultureInfo.InvariantCulture,
                                    $"{wave} {topline.Id} {query.Base}: {topline.Mean!.Count} of {topline.Base}, {topline.Mean.Mean} "
                                        + $"{topline.Mean.Median} {topline.Mean.Minimum}..{topline.Mean.Maximum}"
                                )
                            )
                    );
                }
                var trend = await Trend.Of(cold, "same", "age", query);
                answers.AddRange(
                    trend.Waves.Zip(trend.Means!).Select(point => FormattableString.Invariant($"{point.First.Base} {point.Second}"))
                );
            }
            return answers;
        }
    }

    [Fact]
    public async Task NumbersOfWhichTheCountsAreStoredAreReadForSegmentsOnly()
    {
        await SmallSurvey.Loaded(
            postgres.Database,
            SmallSurvey.Yaml("counts-only", "  - { id: w1, file: w1.csv }", "  - { id: age, text: Age?, kind: number }"),
            ("w1.csv", "Age?\n18\n30\n")
        );
        await using var cold = new SurveyDatabase(postgres.ConnectionString, new BitmapCache(0));
        await postgres.Value<int>(
            "update number set numbers = decode(repeat('00', length(numbers)), 'hex') where survey_id = 'counts-only'"
        );

        Assert.Equal(24, (await Trend.Of(cold, "counts-only", "age")).Means![0]!.Figure.Mean);
        Assert.Equal(
            0,
            (await Trend.Of(cold, "counts-only", "age", new Query { Where = [Filter.Parse("age:..99")] })).Means![0]!.Figure.Mean
        );
    }

    [Fact]
    public void CountsOfTooManyDifferentNumbersAreNotStored()
    {
        var most = Enumerable.Range(0, NumberCount.MostStored).Select(number => (double)number).ToArray();

        Assert.Equal(12 * NumberCount.MostStored, NumberCount.Stored([.. most, double.NaN, 7])!.Length);
        Assert.Null(NumberCount.Stored([.. most, 0.5]));
        Assert.Null(NumberCount.Stored([.. most.Select(number => -number - 1), -0.5]));
    }

    [Fact]
    public async Task ChunksWithAndWithoutStoredCountsAddUpAsIfCountedAtOnce()
    {
        var instrument = InstrumentFile.Parse(InstrumentFile.Name, SmallSurvey.Yaml("mixed", Waves, Questions));
        const int Respondents = 2 * Bitmap.ChunkSize + 2;
        using var coded = new CodedWave(instrument.At(instrument.Waves[1]))
        {
            Accounts = new Accounts { Rows = Respondents, Respondents = Respondents },
        };
        var numbers = coded.Numbers(0);
        for (var respondent = 0; respondent <= NumberCount.MostStored; respondent++)
            numbers[respondent] = respondent + 0.5;
        foreach (
            var (respondent, number) in new[]
            {
                (Bitmap.ChunkSize - 1, 3),
                (Bitmap.ChunkSize, 3),
                (Bitmap.ChunkSize + 1, -2),
                (2 * Bitmap.ChunkSize, -2),
                (2 * Bitmap.ChunkSize + 1, 0.5),
            }
        )
            numbers[respondent] = number;
        using var folder = new SurveyFolder("");
        await Revision.Store(postgres.Database, instrument, coded, await RawCopy.Of(folder.Write("w2.csv", "x")));

        var counts = (
            await Numbers.ReadCounts(postgres.Database, "mixed", [new("w2", 1, "age"), new("w1", 1, "age")], CancellationToken.None)
        ).Single();

        Assert.Equal(("w2", "age"), counts.Key);
        Assert.Equal(NumberCount.Of(numbers.ToArray(Respondents)), counts.Value);
        Assert.Equal([(3, 2), (0.5, 2)], Pairs(counts.Value).Take(2));
        Assert.Equal((-2, 2), Pairs(counts.Value)[^1]);
        Assert.Equal(
            "0 -, 1 24, 2 24",
            await postgres.Value<string>(
                """
                select string_agg(concat_ws(' ', chunk, coalesce(length(counts)::text, '-')), ', ' order by chunk)
                from number
                where survey_id = 'mixed' and question_id = 'age'
                """
            )
        );
    }

    [Fact]
    public async Task StoredCountsOfSeveralChunksAddUp()
    {
        await SmallSurvey.Loaded(
            postgres.Database,
            SmallSurvey.Yaml("chunks", "  - { id: w1, file: w1.csv }", "  - { id: q, text: Q?, kind: single, options: [A, B] }"),
            ("w1.csv", "Q?\nA\nA\nB\n")
        );
        await postgres.Value<int>(
            """
            insert into selection (survey_id, wave_id, revision, question_id, kind, option_id, chunk, count, bits)
            select survey_id, wave_id, revision, question_id, kind, option_id, 1, 10 * count, bits
            from selection
            where survey_id = 'chunks'
            """
        );

        var topline = (await WaveToplines.Of(postgres.Database, "chunks", "w1")).Questions[0];

        Assert.Equal((33, 22, 11), (topline.Base, topline.Options[0].Count, topline.Options[1].Count));
    }

    private static List<(double Value, int Respondents)> Pairs(NumberCount[] counts) =>
        [.. counts.Select(count => (count.Value, count.Respondents))];

    private async Task<IEnumerable<string>> Read(string survey, params QuestionKey[] keys) =>
        (await Numbers.Read(postgres.Database, survey, keys, CancellationToken.None))
            .Select(given =>
                FormattableString.Invariant($"{given.Key.Wave} {given.Key.Question}: ")
                + string.Join(' ', given.Value.Select(number => FormattableString.Invariant($"{number}")))
            )
            .Order(StringComparer.Ordinal);
}
