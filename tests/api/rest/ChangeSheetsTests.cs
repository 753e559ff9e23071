using System.Net;
using System.Text.Json;
using Survey.Answers;
using Survey.Statistics;
using Survey.Tests.Statistics;
using Xunit;

namespace Survey.Tests.Api.Rest;

[Collection(ApiTests.Name)]
public sealed class ChangeSheetsTests(ApiHost api)
{
    private const string Container = "/api/v1/surveys/container/changes";
    private const string Cncf = "/api/v1/surveys/cncf-cloud-native/changes";

    [Fact]
    public async Task JsonHasTheDocumentedShape()
    {
        var sheet = await api.Json(Container);

        Assert.Equal(["survey", "from", "to", "query", "caveat", "untested", "counts", "entries", "questions"], Names(sheet));
        Assert.Equal(
            ["rank", "standing", "question", "text", "option", "label", "net", "from", "to", "change", "exploratory"],
            Names(sheet.GetProperty("entries")[0])
        );
        Assert.Equal(
            ["count", "base", "effectiveBase", "percent", "mean", "low", "high", "flags"],
            Names(sheet.GetProperty("entries")[0].GetProperty("to"))
        );
        Assert.Equal(
            ["id", "text", "kind", "notCompared", "fromBase", "toBase", "bases", "notes", "onlyOnce"],
            Names(sheet.GetProperty("questions")[0])
        );
        Assert.Equal(
            ("2016-03", "2016-06"),
            (sheet.GetProperty("from").GetProperty("id").GetString(), sheet.GetProperty("to").GetProperty("id").GetString())
        );
        Assert.Equal("reconstructed from published percentages", sheet.GetProperty("to").GetProperty("caveat").GetString());
    }

    [Fact]
    public async Task NothingOfReconstructedWavesIsTestedOrRanked()
    {
        var sheet = await api.Json($"{Container}?from=2016-01&to=2016-06");

        Assert.Equal("not tested: rows are reconstructed from published percentages", sheet.GetProperty("untested").GetString());
        Assert.All(
            sheet.GetProperty("entries").EnumerateArray(),
            entry =>
            {
                Assert.Equal(
                    (JsonValueKind.Null, "untested"),
                    (entry.GetProperty("rank").ValueKind, entry.GetProperty("standing").GetString())
                );
                Assert.Equal(JsonValueKind.Null, entry.GetProperty("change").GetProperty("p").ValueKind);
            }
        );
        Assert.Equal("asked only in June 2016", Question(sheet, "machines").GetProperty("notCompared").GetString());
        Assert.Equal("its answers are texts", Question(sheet, "challenges").GetProperty("notCompared").GetString());
        Assert.Contains(
            Question(sheet, "deploy").GetProperty("onlyOnce").EnumerateArray(),
            option =>
                option.GetProperty("id").GetString() == "own-vms" && option.GetProperty("why").GetString() == "offered only in January 2016"
        );
    }

    [Fact]
    public async Task ASegmentOfReconstructedRowsIsNotComputable()
    {
        using var response = await api.Client.GetAsync($"{Container}?where=using:currently");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains(
            "not computable: rows are reconstructed from published percentages",
            await response.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
    }

    [RealDataFact]
    public async Task TheSheetOfTwoRealWavesHasRsFigures()
    {
        var sheet = await api.Json(Cncf);
        var entries = sheet.GetProperty("entries").EnumerateArray().ToList();

        foreach (var row in Oracle.Rows("sheet.csv").Where(row => row.Values["sheet"] == "cncf"))
        {
            var entry = entries.Single(entry =>
                entry.GetProperty("question").GetString() == row.Values["question"]
                && entry.GetProperty("option").GetString() == row.Values["option"]
            );
            var change = entry.GetProperty("change");
            Assert.Equal(
                (row.Count("count1"), row.Count("base2")),
                (entry.GetProperty("from").GetProperty("count").GetInt32(), entry.GetProperty("to").GetProperty("base").GetInt32())
            );
            Assert.Equal(100 * row.Number("change"), change.GetProperty("points").GetDouble(), 9);
            Assert.Equal(100 * row.Number("low"), change.GetProperty("low").GetDouble(), 9);
            Assert.Equal(100 * row.Number("high"), change.GetProperty("high").GetDouble(), 9);
            Assert.Equal(row.Number("p"), change.GetProperty("p").GetDouble(), 12);
            Assert.Equal(100 * row.Number("detectable"), change.GetProperty("detectable").GetDouble(), 9);
        }
    }

    [RealDataFact]
    public async Task OfTwoRealWavesWhatDiffersFollowsWhatIsRanked()
    {
        var sheet = await api.Json(Cncf);
        var entries = sheet.GetProperty("entries").EnumerateArray().ToList();
        var ranked = entries.TakeWhile(entry => entry.GetProperty("rank").ValueKind != JsonValueKind.Null).ToList();
        var tested = ranked.ConvertAll(entry => entry.GetProperty("change").GetProperty("p").GetDouble());
        var adjusted = Family.Adjust(tested, Adjustment.Holm);

        Assert.Equal(
            ("release-automation", "automated"),
            (ranked[0].GetProperty("question").GetString(), ranked[0].GetProperty("option").GetString())
        );
        Assert.Equal(Enumerable.Range(1, ranked.Count), ranked.Select(entry => entry.GetProperty("rank").GetInt32()));
        Assert.All(
            entries.Skip(ranked.Count),
            entry =>
            {
                Assert.Contains(entry.GetProperty("standing").GetString(), new[] { "differs", "mirror" });
                Assert.False(entry.GetProperty("change").GetProperty("significant").GetBoolean());
                Assert.Equal(JsonValueKind.Null, entry.GetProperty("change").GetProperty("p").ValueKind);
            }
        );
        Assert.Equal(adjusted, ranked.Select(entry => entry.GetProperty("change").GetProperty("pAdjusted").GetDouble()));
        Assert.Equal(ranked.Count, sheet.GetProperty("counts").GetProperty("tested").GetInt32());
        Assert.StartsWith(
            "the series is broken: ",
            Question(sheet, "serverless").GetProperty("notCompared").GetString(),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "the base is 1,300 in 2019 and 969 in 2020, first half: 2020, first half asked only those who said Is your company / "
                + "organization currently using containers? “Yes”; In 2020-h1 only respondents who said",
            Question(sheet, "containers-use.production").GetProperty("bases").GetString(),
            StringComparison.Ordinal
        );
    }

    [RealDataFact]
    public async Task ASegmentIsCompared()
    {
        var sheet = await api.Json($"{Cncf}?where=region:asia&adjust=bh");

        Assert.Equal("What is your geographic location? “Asia”", sheet.GetProperty("query").GetProperty("segment").GetString());
        var size = sheet
            .GetProperty("entries")
            .EnumerateArray()
            .First(entry => entry.GetProperty("question").GetString() == "company-size");
        Assert.Equal(
            (233, 299),
            (size.GetProperty("from").GetProperty("base").GetInt32(), size.GetProperty("to").GetProperty("base").GetInt32())
        );
    }

    [Fact]
    public async Task CsvHasEveryChangeAndThenWhatWasNotCompared()
    {
        var sheet = await api.Json($"{Container}?from=2016-01");
        var rows = await api.Csv($"{Container}.csv?from=2016-01");
        var compared = sheet.GetProperty("counts").GetProperty("compared").GetInt32();
        var absent = sheet.GetProperty("questions").EnumerateArray().Sum(question => question.GetProperty("onlyOnce").GetArrayLength());
        var questions = sheet.GetProperty("counts").GetProperty("notCompared").GetInt32();

        Assert.Equal(compared + absent + questions, rows.Count);
        Assert.All(rows.Take(compared), row => Assert.Equal(("untested", "", "percent"), (row["standing"], row["rank"], row["measure"])));
        Assert.All(rows.Skip(compared), row => Assert.Equal(("not compared", "", ""), (row["standing"], row["change"], row["from_value"])));
        Assert.Equal("its answers are texts", rows[^1]["note"]);
        Assert.All(
            rows,
            row =>
                Assert.Equal(
                    ("container", "2016-01", "2016-06", "reconstructed", "who answered the question", Figure.Caveat),
                    (row["survey"], row["from"], row["to"], row["to_provenance"], row["base_rule"], row["caveat"])
                )
        );
    }

    [Theory]
    [InlineData("?from=2016-06&to=2016-01", HttpStatusCode.BadRequest)]
    [InlineData("?to=2016-01", HttpStatusCode.NotFound)]
    [InlineData("?from=2015-01", HttpStatusCode.NotFound)]
    [InlineData("?waves=2016-01", HttpStatusCode.BadRequest)]
    public async Task WhatCannotBeComparedIsAnError(string query, HttpStatusCode status)
    {
        using var response = await api.Client.GetAsync(Container + query);

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task ThePageKeepsWhatWasAskedWhenOtherWavesAreChosen()
    {
        var page = await api.Client.GetStringAsync("/container/-/changes?from=2016-01&to=2016-03&base=all");

        Assert.Contains("What changed from January 2016 to March 2016", page, StringComparison.Ordinal);
        Assert.Contains("""<input type="hidden" name="base" value="all">""", page, StringComparison.Ordinal);
        Assert.Contains("""<option value="2016-01" selected>January 2016</option>""", page, StringComparison.Ordinal);
        Assert.Contains(
            "href=\"/api/v1/surveys/container/changes.csv?from=2016-01&amp;to=2016-03&amp;base=all\"",
            page,
            StringComparison.Ordinal
        );
        Assert.Contains("none is tested: rows are reconstructed from published percentages", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheStartPageLeadsToTheSheet() =>
        Assert.Contains(
            """<a href="/container/-/changes">What changed from March 2016 to June 2016</a>""",
            await api.Client.GetStringAsync("/"),
            StringComparison.Ordinal
        );

    private static JsonElement Question(JsonElement sheet, string id) =>
        sheet.GetProperty("questions").EnumerateArray().Single(question => question.GetProperty("id").GetString() == id);

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(property => property.Name);
}
