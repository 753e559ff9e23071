using System.Diagnostics;
using System.Net;
using Survey.Api.Serving;
using Survey.Storage;
using Survey.Tests.Counting;
using Xunit;

namespace Survey.Tests.Api.Serving;

public sealed class AnswerCacheTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    private const string Waves = "  - { id: w1, file: a.csv }";
    private const string Questions = "  - { id: q, text: Q?, kind: single, options: [A, B] }";

    private static readonly string[] Addresses =
    [
        "/",
        "/{0}/q",
        "/{0}/-/claims",
        "/api/v1/surveys",
        "/api/v1/surveys/{0}/questions/q/trend",
        "/api/v1/surveys/{0}/questions/q/trend.csv?base=all",
        "/api/v1/surveys/{0}/questions/q/trend.png",
        "/api/v1/surveys/{0}/questions/q/trend.svg",
    ];

    [Fact]
    public async Task AKeptAnswerHasTheBytesAndTheHeadersOfAFreshOne()
    {
        await Load("same", ("A", 3), ("B", 1));
        await using var host = await Host.Start(postgres.Database, new AnswerCache(1 << 20));
        await using var fresh = await Host.Start(postgres.Database, new AnswerCache(0));

        foreach (var address in Addresses.Select(address => address.Replace("{0}", "same", StringComparison.Ordinal)))
        {
            var before = host.AnswerCache.Bytes;
            var first = await host.Get(address);
            Assert.True(host.AnswerCache.Bytes > before, address);
            Assert.StartsWith("200 ", first, StringComparison.Ordinal);
            Assert.Contains("Content-Security-Policy: default-src 'none'", first, StringComparison.Ordinal);
            Assert.Equal(first, await host.Get(address));
            Assert.Equal(first, await fresh.Get(address));
        }
        Assert.Equal(0, fresh.AnswerCache.Bytes);
    }

    [Fact]
    public async Task ALoadByAnotherProgramIsSeenAtOnce()
    {
        await Load("seen", ("A", 3), ("B", 1));
        await using var host = await Host.Start(postgres.Database, new AnswerCache(1 << 20));
        await using var other = new SurveyDatabase(postgres.ConnectionString);
        const string address = "/api/v1/surveys/seen/questions/q/trend";
        Assert.Contains("\"count\":3", await host.Get(address), StringComparison.Ordinal);

        for (var count = 4; count < 14; count++)
        {
            await Load("seen", other, ("A", count), ("B", 1));
            await Until(
                async () => (await host.Get(address)).Contains($"\"count\":{count},", StringComparison.Ordinal),
                $"the trend with {count}"
            );
            await Until(() => Task.FromResult(host.AnswerCache.Now is not null), "listening");
        }
    }

    [Theory]
    [InlineData("update survey set title = 'Another' where survey_id = 'told'", true)]
    [InlineData("update survey set title = title where survey_id = 'told'", false)]
    [InlineData("update wave set live_revision = 1 where survey_id = 'told'", false)]
    [InlineData("update wave set live_revision = 7 where survey_id = 'told'", true)]
    [InlineData("insert into claims (survey_id, yaml) values ('told', 'claims: []')", true)]
    [InlineData("delete from wave where survey_id = 'told'", true)]
    [InlineData("truncate claims", true)]
    [InlineData("insert into warning (survey_id, wave_id, revision, position, code, text) values ('told', 'w1', 1, 0, 'c', 't')", false)]
    public async Task WhatChangesAnswersIsTold(string sql, bool told)
    {
        await using var own = await Own();
        await Load("told", own.Database, ("A", 3));
        var (listening, changes) = (new TaskCompletionSource(), 0);
        using var stop = new CancellationTokenSource();
        var following = Notices.Follow(own.Database, listening.SetResult, () => Interlocked.Increment(ref changes), stop.Token);
        await listening.Task;

        await own.Value<int>(sql);
        await own.Value<int>("select pg_notify('survey_changed', 'the last')");

        await Until(() => Task.FromResult(Volatile.Read(ref changes) >= (told ? 2 : 1)), "the notices");
        Assert.Equal(told ? 2 : 1, changes);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => following);
    }

    [Fact]
    public async Task NothingIsKeptWhileTheConnectionThatListensIsGone()
    {
        await using var own = await Own();
        await Load("gone", own.Database, ("A", 3));
        await using var host = await Host.Start(own.Database, new AnswerCache(1 << 20));
        await host.Get("/api/v1/surveys");
        var before = host.AnswerCache.Now;
        Assert.True(host.AnswerCache.Bytes > 0);

        await own.Value<int>(
            """
            select count(pg_terminate_backend(pid))
            from pg_stat_activity
            where datname = current_database() and query like '/* Notices.Listen */%'
            """
        );

        await Until(() => Task.FromResult(host.AnswerCache is { Now: null, Bytes: 0 }), "the end of listening");
        await Until(() => Task.FromResult(host.AnswerCache.Now > before), "listening again", seconds: 10);
    }

    [Fact]
    public async Task AnErrorIsNotKept()
    {
        await Load("wrong", ("A", 3));
        await using var host = await Host.Start(postgres.Database, new AnswerCache(1 << 20));

        foreach (
            var (address, status) in new[]
            {
                ("/api/v1/surveys/nowhere", "404 "),
                ("/api/v1/surveys/wrong?page=2", "400 "),
                ("/api/v1/surveys/wrong/questions/nothing/trend.png", "400 "),
            }
        )
            Assert.StartsWith(status, await host.Get(address), StringComparison.Ordinal);
        Assert.StartsWith("200 ", await host.Get("/healthz"), StringComparison.Ordinal);

        Assert.Equal(0, host.AnswerCache.Bytes);
    }

    [Fact]
    public async Task WhoHasAnAnswerAlreadyIsToldSo()
    {
        await Load("known", ("A", 3));
        await using var host = await Host.Start(postgres.Database, new AnswerCache(1 << 20));
        const string address = "/api/v1/surveys/known/questions/q/trend";
        using var first = await host.Client.GetAsync(address);
        var tag = first.Headers.ETag!.ToString();

        foreach (var known in new[] { tag, $"W/{tag}", $"\"other\", {tag}", "*" })
        {
            using var answer = await Ask(HttpMethod.Get, known);
            Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
            Assert.Equal(tag, answer.Headers.ETag?.ToString());
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
        }
        using var changed = await Ask(HttpMethod.Get, "\"other\"");
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        foreach (var path in new[] { address, "/api/v1/surveys/known" })
        {
            using var head = await Ask(HttpMethod.Head, "\"other\"", path);
            Assert.Equal(HttpStatusCode.OK, head.StatusCode);
            Assert.Equal((await host.Client.GetByteArrayAsync(path)).Length, head.Content.Headers.ContentLength);
            Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        }

        async Task<HttpResponseMessage> Ask(HttpMethod method, string known, string path = address)
        {
            using var request = new HttpRequestMessage(method, path);
            request.Headers.TryAddWithoutValidation("If-None-Match", known);
            return await host.Client.SendAsync(request);
        }
    }

    [Fact]
    public void AnAnswerThatWasBegunBeforeAChangeIsNotKept()
    {
        var answers = new AnswerCache(1 << 20);
        answers.Keep("/never", Of(10), answers.Now);
        answers.Change();
        var begun = answers.Now;

        answers.Keep("/before", Of(10), begun);
        Assert.NotNull(answers.Find("/before"));
        answers.Change();
        Assert.Null(answers.Find("/before"));
        answers.Keep("/stale", Of(10), begun);
        answers.Change(told: false);
        answers.Keep("/untold", Of(10), answers.Now);

        Assert.All(["/never", "/stale", "/untold"], address => Assert.Null(answers.Find(address)));
        Assert.Equal(0, answers.Bytes);
    }

    [Fact]
    public void TheOldestAnswersMakeRoom()
    {
        var answers = new AnswerCache(3 * (Of(1000).Bytes + 4));
        answers.Change();
        foreach (var address in new[] { "/a", "/b", "/c" })
            answers.Keep(address, Of(1000), answers.Now);
        var full = answers.Bytes;
        answers.Find("/a");
        answers.Keep("/d", Of(1000), answers.Now);
        answers.Keep("/large", Of(10_000), answers.Now);

        Assert.Equal(
            "/a /c /d",
            string.Join(' ', new[] { "/a", "/b", "/c", "/d", "/large" }.Where(address => answers.Find(address) is not null))
        );
        Assert.Equal(full, answers.Bytes);
    }

    private static CachedAnswer Of(int bytes) => new([], new byte[bytes]);

    private Task Load(string survey, params (string Row, int Times)[] rows) => Load(survey, postgres.Database, rows);

    private static async Task Load(string survey, SurveyDatabase database, params (string Row, int Times)[] rows)
    {
        using var folder = new SurveyFolder(
            SmallSurvey
                .Yaml(survey, Waves, Questions)
                .Replace("headline: nothing\nheadline-option: text", "headline: q\nheadline-option: a", StringComparison.Ordinal)
        );
        folder.Write("a.csv", SmallSurvey.Csv("Q?", rows));
        Assert.All(await folder.Load(database), outcome => Assert.Null(outcome.Problem));
    }

    /// <summary>A database for one test alone.</summary>
    private static async Task<TestDatabase> Own()
    {
        var own = new TestDatabase();
        await own.InitializeAsync();
        return own;
    }

    private static async Task Until(Func<Task<bool>> reached, string what, int seconds = 2)
    {
        var watch = Stopwatch.StartNew();
        while (!await reached())
        {
            Assert.True(watch.Elapsed.TotalSeconds < seconds, $"{what} did not come in {seconds} seconds");
            await Task.Delay(5);
        }
    }

    /// <summary>The API on a port of its own, listening.</summary>
    private sealed class Host(ServedApi api, AnswerCache answers) : IAsyncDisposable
    {
        public HttpClient Client => api.Client;

        public AnswerCache AnswerCache => answers;

        public static async Task<Host> Start(SurveyDatabase database, AnswerCache answers)
        {
            var api = await ServedApi.Start(database, answers);
            await Until(() => Task.FromResult(answers.Now is not null), "listening");
            return new Host(api, answers);
        }

        /// <summary>All of an answer but its date: status, headers, and the bytes in base 64 behind the text.</summary>
        public async Task<string> Get(string address)
        {
            using var answer = await Client.GetAsync(address);
            var body = await answer.Content.ReadAsByteArrayAsync();
            var headers = answer
                .Headers.Concat(answer.Content.Headers)
                .Where(header => header.Key != "Date")
                .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}")
                .Order();
            return $"{(int)answer.StatusCode} "
                + $"{string.Join('\n', headers)}\n\n{System.Text.Encoding.UTF8.GetString(body)}\n{Convert.ToBase64String(body)}";
        }

        public ValueTask DisposeAsync() => api.DisposeAsync();
    }
}
