using System.Net;
using System.Text.Json;
using Survey.Answers;
using Xunit;

namespace Survey.Tests.Api.Rest;

[Collection(ApiTests.Name)]
public sealed class ClaimAnswersTests(ApiHost api)
{
    private const string Address = "/api/v1/surveys/container/claims";

    [Fact]
    public async Task JsonHasTheDocumentedShape()
    {
        var answer = await api.Json(Address);

        Assert.Equal(["survey", "summary", "counts", "waves", "before", "notCompared", "caveat", "claims"], Names(answer));
        Assert.Equal(
            """{"claims":80,"reproduced":0,"byConstruction":72,"off":1,"notSignificant":0,"notComputable":7,"moved":0}""",
            answer.GetProperty("counts").GetRawText()
        );
        Assert.Equal(
            JsonText.Compact(
                """
                {
                  "id": "2016-03", "label": "March 2016", "revision": 1, "provenance": "reconstructed", "respondentsAssumed": true,
                  "caveat": "reconstructed from published percentages; number of respondents assumed", "respondents": 111
                }
                """
            ),
            answer.GetProperty("waves")[2].GetRawText()
        );
        var claim = Claim(answer, "mar-currently-fell");
        Assert.Equal(
            [
                "id",
                "text",
                "source",
                "kind",
                "question",
                "option",
                "waves",
                "query",
                "verdict",
                "sentence",
                "note",
                "figures",
                "change",
                "moved",
            ],
            Names(claim)
        );
        Assert.Equal("who answered the question", claim.GetProperty("query").GetProperty("baseInWords").GetString());
        Assert.Equal(
            [
                "wave",
                "revision",
                "stated",
                "count",
                "base",
                "effectiveBase",
                "percent",
                "low",
                "high",
                "place",
                "difference",
                "agrees",
                "weighting",
                "flags",
                "notes",
            ],
            Names(claim.GetProperty("figures")[0])
        );
        Assert.Equal("change", claim.GetProperty("kind").GetString());
        Assert.Equal("2016-02", claim.GetProperty("change").GetProperty("from").GetString());
    }

    [Fact]
    public async Task JunesShareOfUsersIsOffByATenthOfAPoint()
    {
        var claim = Claim(await api.Json(Address), "jun-currently");

        Assert.Equal(
            ("off", "84.7 % (194 of 229) comes out, 0.1 points less than 84.8 %."),
            (claim.GetProperty("verdict").GetString(), claim.GetProperty("sentence").GetString())
        );
        Assert.Equal(100.0 * 194 / 229, claim.GetProperty("figures")[0].GetProperty("percent").GetDouble());
        Assert.Equal(100.0 * 194 / 229 - 84.8, claim.GetProperty("figures")[0].GetProperty("difference").GetDouble());
    }

    [Fact]
    public async Task CsvSaysOfEveryRowWhatWasAskedAndOfWhichRevision()
    {
        var rows = await api.Csv($"{Address}.csv");

        var segment = rows.Single(row => row["claim_id"] == "jan-planning-production");
        Assert.Equal(
            ("notComputable", "78", "", "container"),
            (segment["verdict"], segment["stated"], segment["percent"], segment["survey"])
        );
        Assert.Equal(
            ("I am using containers: “Currently”", "who answered the question", Figure.Caveat),
            (segment["segment"], segment["base_rule"], segment["caveat"])
        );
        var fell = rows.Where(row => row["claim_id"] == "mar-currently-fell").ToList();
        Assert.Equal(
            [("2016-02", "1", "reconstructed", "89"), ("2016-03", "1", "reconstructed", "80")],
            fell.Select(row => (row["wave"], row["revision"], row["provenance"], row["stated"]))
        );
        Assert.Equal(["", "false"], fell.Select(row => row["significant"]));
        Assert.All(rows, row => Assert.Equal("false", row["moved"]));
    }

    [Fact]
    public async Task ThePageShowsEveryClaimWithItsVerdictAndSource()
    {
        var page = WebUtility.HtmlDecode(await api.Client.GetStringAsync("/container/-/claims"));

        Assert.Contains("80 claims: 72 by construction, 1 off, 7 not computable.", page, StringComparison.Ordinal);
        Assert.Contains(
            """<a href="https://kubernetes.io/blog/2016/02/state-of-container-world-january-2016/" rel="noreferrer">kubernetes.io</a>""",
            page,
            StringComparison.Ordinal
        );
        Assert.Contains(
            """<a href="/container/using?waves=2016-02,2016-03">Current use of containers decreased from 89 % to 80 %.</a>""",
            Uri.UnescapeDataString(page),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "<strong>✗ off</strong> 84.7 % (194 of 229) comes out, 0.1 points less than 84.8 %.",
            page,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "<strong>–</strong> not computable: rows are reconstructed from published percentages<small>Only: I am using "
                + "containers: “Currently”</small>",
            page,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "March 2016: revision 1, 111 respondents; reconstructed from published percentages; number of respondents assumed",
            page,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheStartPageLeadsToTheClaims() =>
        Assert.Contains("<a href=\"/container/-/claims\">", await api.Client.GetStringAsync("/"), StringComparison.Ordinal);

    [Fact]
    public async Task ASurveyThatIsNotThereHasNoClaims()
    {
        using var response = await api.Client.GetAsync("/api/v1/surveys/nowhere/claims");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static JsonElement Claim(JsonElement answer, string id) =>
        answer.GetProperty("claims").EnumerateArray().Single(claim => claim.GetProperty("id").GetString() == id);

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(property => property.Name);
}
