using System.Net;
using System.Text.RegularExpressions;
using Xunit;

namespace Survey.Tests.Api.Rest;

[Collection(ApiTests.Name)]
public sealed class DocumentationTests(ApiHost api)
{
    [Fact]
    public async Task OpenApiNamesEveryAddress()
    {
        var document = await api.Json("/openapi/v1.json");

        Assert.Equal(
            [
                "/api/v1/surveys",
                "/api/v1/surveys/{survey}",
                "/api/v1/surveys/{survey}/changes",
                "/api/v1/surveys/{survey}/changes.csv",
                "/api/v1/surveys/{survey}/claims",
                "/api/v1/surveys/{survey}/claims.csv",
                "/api/v1/surveys/{survey}/crosstab",
                "/api/v1/surveys/{survey}/crosstab.csv",
                "/api/v1/surveys/{survey}/questions",
                "/api/v1/surveys/{survey}/questions/{question}/mix-shift",
                "/api/v1/surveys/{survey}/questions/{question}/mix-shift.csv",
                "/api/v1/surveys/{survey}/questions/{question}/mix-shift.png",
                "/api/v1/surveys/{survey}/questions/{question}/mix-shift.svg",
                "/api/v1/surveys/{survey}/questions/{question}/overlap",
                "/api/v1/surveys/{survey}/questions/{question}/overlap.csv",
                "/api/v1/surveys/{survey}/questions/{question}/topline",
                "/api/v1/surveys/{survey}/questions/{question}/topline.csv",
                "/api/v1/surveys/{survey}/questions/{question}/trend",
                "/api/v1/surveys/{survey}/questions/{question}/trend.csv",
                "/api/v1/surveys/{survey}/questions/{question}/trend.png",
                "/api/v1/surveys/{survey}/questions/{question}/trend.svg",
                "/api/v1/surveys/{survey}/waves",
                "/api/v1/surveys/{survey}/waves/{wave}/toplines",
                "/api/v1/surveys/{survey}/waves/{wave}/toplines.csv",
            ],
            document.GetProperty("paths").EnumerateObject().Select(path => path.Name).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task OpenApiExplainsEveryAddressAndEveryParameterAndNamesNoOther()
    {
        var paths = (await api.Json("/openapi/v1.json")).GetProperty("paths");

        foreach (var path in paths.EnumerateObject())
        {
            var get = path.Value.GetProperty("get");
            Assert.False(string.IsNullOrEmpty(get.GetProperty("summary").GetString()), path.Name);
            Assert.Equal(
                ["200", "400", "404", "422"],
                get.GetProperty("responses").EnumerateObject().Select(response => response.Name).Order()
            );
            Assert.Equal(
                path.Name.EndsWith(".csv", StringComparison.Ordinal),
                get.TryGetProperty("description", out var columns)
                    && columns.GetString()!.Contains("| column | type | unit |", StringComparison.Ordinal)
            );
            foreach (var parameter in get.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray() : [])
                Assert.True(parameter.TryGetProperty("description", out _), $"{path.Name} {parameter.GetProperty("name")}");
        }
        Assert.Equal(["survey", "row", "column", "wave", "where", "base", "weight", "adjust"], Named("/api/v1/surveys/{survey}/crosstab"));
        Assert.Equal(
            ["survey", "question", "wave", "where", "base", "weight"],
            Named("/api/v1/surveys/{survey}/questions/{question}/topline")
        );
        Assert.Equal(
            ["survey", "question", "option", "by", "from", "to", "where", "base", "weight"],
            Named("/api/v1/surveys/{survey}/questions/{question}/mix-shift.csv")
        );

        IEnumerable<string> Named(string path) =>
            paths
                .GetProperty(path)
                .GetProperty("get")
                .GetProperty("parameters")
                .EnumerateArray()
                .Select(parameter => parameter.GetProperty("name").GetString()!);
    }

    [Theory]
    [InlineData("/changes")]
    [InlineData("/claims")]
    [InlineData("/questions/{question}/topline", "?wave=2016-06")]
    [InlineData("/questions/{question}/trend")]
    [InlineData("/waves/{wave}/toplines")]
    public async Task OpenApiListsTheColumnsOfEveryCsv(string path, string asked = "")
    {
        var description = (await api.Json("/openapi/v1.json"))
            .GetProperty("paths")
            .GetProperty($"/api/v1/surveys/{{survey}}{path}.csv")
            .GetProperty("get")
            .GetProperty("description")
            .GetString()!;
        var address = path.Replace("{question}", "using", StringComparison.Ordinal).Replace("{wave}", "2016-06", StringComparison.Ordinal);
        var table = await api.Client.GetStringAsync($"/api/v1/surveys/container{address}.csv{asked}");

        Assert.Equal(
            table.Split("\r\n")[0].Split(','),
            Regex.Matches(description, "^[|] `([a-z0-9_]+)` [|]", RegexOptions.Multiline).Select(name => name.Groups[1].Value)
        );
    }

    [Fact]
    public async Task DocsBringTheirScriptThemselves()
    {
        var page = await api.Client.GetStringAsync("/docs/");

        Assert.DoesNotContain("https://cdn", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("openapi/v1.json", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatLivesIsHealthyAndWhatCanLoadAndAnswerIsReady()
    {
        Assert.Equal("""{"status":"ok"}""", await api.Client.GetStringAsync("/healthz"));
        Assert.Equal("""{"status":"ok","loads":true}""", await api.Client.GetStringAsync("/readyz"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/container/using")]
    [InlineData("/container/-/claims")]
    [InlineData("/api/v1/surveys")]
    public async Task NothingMayBeFramedSniffedOrScripted(string address)
    {
        using var response = await api.Client.GetAsync(address);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(
            "default-src 'none'; img-src 'self'; style-src 'self' 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; "
                + "base-uri 'none'",
            response.Headers.GetValues("Content-Security-Policy").Single()
        );
        Assert.False(response.Headers.Contains("Server"));
    }
}
