using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Survey.Storage;
using Xunit;

namespace Survey.Tests.Api.Serving;

[Collection(ApiTests.Name)]
public sealed class ProblemsTests(ApiHost api)
{
    [Theory]
    [InlineData(
        "/api/v1/surveys/container/questions/using/trend?waves=2016-05",
        404,
        "no wave \"2016-05\" in survey \"container\"; there are 2016-01, 2016-02, 2016-03, 2016-06"
    )]
    [InlineData(
        "/api/v1/surveys/container/questions/uses/trend",
        404,
        "no question \"uses\" in survey \"container\"; there are using, using-for, planning-for, containers, deploy, manage, "
            + "machines, challenges"
    )]
    [InlineData(
        "/api/v1/surveys/container/questions/uses/trend.png",
        404,
        "no question \"uses\" in survey \"container\"; there are using, using-for, planning-for, containers, deploy, manage, "
            + "machines, challenges"
    )]
    [InlineData(
        "/api/v1/surveys/container/waves/2016-05/toplines.csv",
        404,
        "no wave \"2016-05\" in survey \"container\"; there are 2016-01, 2016-02, 2016-03, 2016-06"
    )]
    [InlineData(
        "/api/v1/surveys/container/questions/using/trend?base=everyone",
        400,
        "base \"everyone\" is none of answered, valid, all, asked"
    )]
    [InlineData(
        "/api/v1/surveys/container/questions/using/trend?waves=,",
        400,
        "\"waves\" names no wave; ids were expected, parted by commas"
    )]
    [InlineData(
        "/api/v1/surveys/container/questions/using/trend?wave=2016-01",
        400,
        "unknown parameter \"wave\"; there are waves, where, base, weight, adjust"
    )]
    [InlineData("/api/v1/surveys?page=2", 400, "unknown parameter \"page\"; there are none here")]
    [InlineData(
        "/api/v1/surveys/container/questions/using/trend?base=all&base=valid",
        400,
        "parameter \"base\" stands 2 times; once was expected"
    )]
    [InlineData(
        "/api/v1/surveys/container/questions/challenges/trend.svg",
        400,
        "question \"challenges\" of survey \"container\" is of kind text, which has no percentages to draw"
    )]
    [InlineData(
        "/container/uses",
        404,
        "no question \"uses\" in survey \"container\"; there are using, using-for, planning-for, containers, deploy, manage, "
            + "machines, challenges"
    )]
    public async Task AnErrorSaysWhatWasFoundAndWhatWasExpected(string address, int status, string detail)
    {
        using var response = await api.Client.GetAsync(address);

        Assert.Equal((HttpStatusCode)status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.Equal(detail, problem.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("/api/v1/surveys/docker")]
    [InlineData("/api/v1/surveys/docker/waves")]
    [InlineData("/api/v1/surveys/docker/questions")]
    [InlineData("/api/v1/surveys/docker/questions/using/trend.csv")]
    public async Task AnUnknownSurveyIsNeverAnEmptyAnswer(string address)
    {
        using var response = await api.Client.GetAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.StartsWith(
            "no survey \"docker\"; there are c",
            (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("text/html", "text/html")]
    [InlineData("text/html,application/xhtml+xml;q=0.9,*/*;q=0.8", "text/html")]
    [InlineData("text/csv", "application/problem+json")]
    [InlineData("image/png", "application/problem+json")]
    [InlineData("application/json", "application/problem+json")]
    [InlineData("*/*", "application/problem+json")]
    [InlineData("nonsense", "application/problem+json")]
    public async Task AnErrorIsNeverEmptyWhateverIsAskedFor(string accept, string type)
    {
        foreach (
            var (address, status) in new[]
            {
                ("/api/v1/surveys/docker", HttpStatusCode.NotFound),
                ("/api/v1/surveys/container/questions/uses/trend", HttpStatusCode.NotFound),
                ("/container/uses", HttpStatusCode.NotFound),
                ("/nothing/here/at/all", HttpStatusCode.NotFound),
                ("/container/using?base=everyone", HttpStatusCode.BadRequest),
            }
        )
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.TryAddWithoutValidation("Accept", accept);
            using var response = await api.Client.SendAsync(request);

            Assert.Equal((status, type), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
            Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
            Assert.Contains(
                "default-src 'none'",
                Assert.Single(response.Headers.GetValues("Content-Security-Policy")),
                StringComparison.Ordinal
            );
            Assert.True((await response.Content.ReadAsStringAsync()).Length > 50, address);
        }
    }

    [Fact]
    public async Task ABrowserIsToldWhatIsThereInstead()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/%3Cb%3E/using");
        request.Headers.TryAddWithoutValidation("Accept", "text/html");
        using var response = await api.Client.SendAsync(request);

        var page = await response.Content.ReadAsStringAsync();
        Assert.Contains("<p>No survey &quot;&lt;b&gt;&quot;; there are c", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/\">All surveys</a>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AHundredChartsAtOnceAreAllDrawn()
    {
        string[] waves = ["2016-01", "2016-02", "2016-03", "2016-06"];
        var addresses =
            from question in new[] { "using", "deploy", "manage", "containers" }
            from adjust in new[] { "holm", "bh", "none" }
            from some in Enumerable.Range(1, 15).Select(bits => waves.Where((_, wave) => (bits >> wave & 1) == 1))
            select $"/api/v1/surveys/container/questions/{question}/trend.png?adjust={adjust}&waves={string.Join(',', some)}";

        var statuses = await Task.WhenAll(
            addresses
                .Take(100)
                .Select(async address =>
                {
                    using var response = await api.Client.GetAsync(address);
                    return response.StatusCode;
                })
        );

        Assert.All(statuses, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(100, statuses.Length);
    }

    [Theory]
    [InlineData("GET", "/api/v1/nothing/here/at/all", HttpStatusCode.NotFound)]
    [InlineData("POST", "/api/v1/surveys", HttpStatusCode.MethodNotAllowed)]
    [InlineData("DELETE", "/api/v1/surveys/container", HttpStatusCode.MethodNotAllowed)]
    public async Task WhatIsNotServedIsAProblemToo(string method, string address, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        using var response = await api.Client.SendAsync(request);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task ADatabaseThatIsGoneIsAProblemAndNotAnEmptyAnswer()
    {
        await using var gone = new SurveyDatabase("Host=127.0.0.1;Port=9;Username=nobody;Timeout=2");
        await using var app = Survey.Api.Serving.App.Build(gone, "http://127.0.0.1:0");
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        foreach (var address in new[] { "/readyz", "/api/v1/surveys", "/" })
        {
            using var response = await client.GetAsync(address);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
            Assert.Equal(
                "the database does not answer; try again in a moment",
                (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()
            );
            Assert.Equal(TimeSpan.FromSeconds(5), response.Headers.RetryAfter?.Delta);
        }
        Assert.Equal("""{"status":"ok"}""", await client.GetStringAsync("/healthz"));
    }

    /// <summary>A probe gives up itself after a few seconds, and should hear why.</summary>
    [Fact]
    public async Task ADatabaseThatDoesNotAnswerInTimeIsNotReady()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var database = new SurveyDatabase($"Host=127.0.0.1;Port={((IPEndPoint)silent.LocalEndpoint).Port};Username=nobody");
        await using var app = Survey.Api.Serving.App.Build(database, "http://127.0.0.1:0");
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()), Timeout = TimeSpan.FromSeconds(10) };

        using var response = await client.GetAsync("/readyz");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(
            "the database does not answer; try again in a moment",
            (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()
        );
    }
}
