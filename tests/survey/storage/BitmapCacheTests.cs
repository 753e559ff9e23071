using Survey.Answers;
using Survey.Coded;
using Survey.Counting;
using Survey.Instruments;
using Survey.Storage;
using Survey.Tests.Counting;
using Xunit;

namespace Survey.Tests.Storage;

public sealed class BitmapCacheTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    /// <summary>A set of 64,000 respondents, with what is kept beside its bits.</summary>
    private const int Respondents = 64_000;
    private const long Room = Respondents / 8 + 250;

    [Fact]
    public void TheLeastRecentlyUsedSetIsDroppedFirst()
    {
        var cache = new BitmapCache(3 * Room);
        foreach (var option in new[] { "a", "b", "c" })
            cache.Keep("s", Key(option), new Bitmap(Respondents));
        Assert.Equal(3 * Room, cache.Bytes);
        Assert.NotNull(cache.Find("s", Key("a")));

        cache.Keep("s", Key("d"), new Bitmap(Respondents));

        Assert.Equal([true, false, true, true], new[] { "a", "b", "c", "d" }.Select(option => cache.Find("s", Key(option)) is not null));
        Assert.Equal(3 * Room, cache.Bytes);
    }

    [Fact]
    public void ASetIsOfItsSurveyAndItsRevision()
    {
        var cache = new BitmapCache(10 * Room);
        cache.Keep("s", Key("a"), Bitmap.All(1));

        Assert.Null(cache.Find("t", Key("a")));
        Assert.Null(cache.Find("s", Key("a") with { Revision = 2 }));
        Assert.Null(cache.Find("s", Key("a") with { Kind = SetKind.Net }));
        Assert.Equal(1, cache.Find("s", Key("a"))!.Count);
    }

    [Fact]
    public void TheSameSetIsKeptOnce()
    {
        var cache = new BitmapCache(10 * Room);

        cache.Keep("s", Key("a"), new Bitmap(Respondents));
        cache.Keep("s", Key("a"), new Bitmap(Respondents));

        Assert.Equal(Room, cache.Bytes);
    }

    [Fact]
    public void ASetThatHasNoRoomLeavesTheOthersAlone()
    {
        var cache = new BitmapCache(2 * Room);
        cache.Keep("s", Key("a"), new Bitmap(Respondents));

        cache.Keep("s", Key("b"), new Bitmap(3 * Respondents));

        Assert.NotNull(cache.Find("s", Key("a")));
        Assert.Null(cache.Find("s", Key("b")));
        Assert.Equal(Room, cache.Bytes);
    }

    [Fact]
    public void WithoutRoomNothingIsKept()
    {
        var cache = new BitmapCache(0);

        cache.Keep("s", Key("a"), new Bitmap());

        Assert.Null(cache.Find("s", Key("a")));
        Assert.Equal(0, cache.Bytes);
    }

    [Fact]
    public async Task SeveralThreadsFindWhatTheyKeptAndNeverMoreThanThereIsRoomFor()
    {
        var cache = new BitmapCache(20 * Room);

        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(thread =>
                    Task.Run(() =>
                    {
                        for (var step = 0; step < 20_000; step++)
                        {
                            var number = (step * 7 + thread * 13) % 60;
                            if (cache.Find("s", Key($"{number}")) is { } found)
                                Assert.Equal(number + 1, found.Count);
                            else
                                cache.Keep("s", Key($"{number}"), Bitmap.All(number + 1));
                            Assert.InRange(cache.Bytes, 0, 20 * Room);
                        }
                    })
                )
        );
    }

    [Fact]
    public async Task WithAndWithoutRoomAnswersAreTheSameAndWhatIsKeptIsNotReadAgain()
    {
        await SmallSurvey.Loaded(
            postgres.Database,
            SmallSurvey.Yaml(
                "kept",
                "  - { id: w1, file: w1.csv }",
                "  - { id: q, text: Q?, kind: single, options: [A, B] }\n  - { id: r, text: R?, kind: single, options: [C, D] }"
            ),
            ("w1.csv", SmallSurvey.Csv("Q?,R?", ("A,C", 40), ("A,D", 30), ("B,D", 20)))
        );
        await using var none = new SurveyDatabase(postgres.ConnectionString, new BitmapCache(0));
        await using var some = new SurveyDatabase(postgres.ConnectionString, new BitmapCache(1_000_000));

        Assert.Equal("30 20", await Counts(none));
        Assert.Equal("30 20", await Counts(some));
        Assert.Equal(0, none.Cache.Bytes);
        Assert.InRange(some.Cache.Bytes, 1, 10_000);
        await postgres.Value<int>("update selection set bits = decode(repeat('00', length(bits)), 'hex') where survey_id = 'kept'");
        Assert.Equal("30 20", await Counts(some));
        Assert.Equal("0 0", await Counts(none));
    }

    [Fact]
    public async Task ASetThatIsKeptOfOneWaveOnlyIsReadOfTheOtherOnly()
    {
        await SmallSurvey.Loaded(
            postgres.Database,
            SmallSurvey.Yaml(
                "part",
                "  - { id: w1, file: w1.csv }\n  - { id: w2, file: w2.csv }",
                "  - { id: q, text: Q?, kind: single, options: [A, B] }\n  - { id: r, text: R?, kind: single, options: [C, D] }"
            ),
            ("w1.csv", SmallSurvey.Csv("Q?,R?", ("A,C", 40), ("A,D", 30), ("B,D", 20))),
            ("w2.csv", SmallSurvey.Csv("Q?,R?", ("A,C", 4), ("A,D", 3), ("B,C", 2)))
        );
        await using var some = new SurveyDatabase(postgres.ConnectionString, new BitmapCache(1_000_000));
        await Trend.Of(some, "part", "q", new Query { Where = [Filter.Parse("r:d")], Waves = ["w1"] });
        await postgres.Value<int>(
            "update selection set bits = decode(repeat('00', length(bits)), 'hex') where survey_id = 'part' and wave_id = 'w1' "
                + "and question_id = 'r' and option_id = 'd'"
        );

        var trend = await Trend.Of(some, "part", "r", new Query { Where = [Filter.Parse("q:a")] });

        Assert.Equal(["40 4", "30 3"], trend.Options.Select(option => string.Join(' ', option.Points.Select(point => point?.Count))));
    }

    private static async Task<string> Counts(SurveyDatabase database)
    {
        var trend = await Trend.Of(database, "kept", "q", new Query { Where = [Filter.Parse("r:d")], Base = BaseRule.All });
        return string.Join(' ', trend.Options.Select(option => option.Points[0]?.Count ?? 0));
    }

    private static SetKey Key(string option) => new("w1", 1, "q", SetKind.Option, option);
}
