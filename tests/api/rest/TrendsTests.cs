using System.Text.Json;
using Xunit;

namespace Survey.Tests.Api.Rest;

[Collection(ApiTests.Name)]
public sealed class TrendsTests(ApiHost api)
{
    private const string Using = "/api/v1/surveys/container/questions/using/trend";

    [Fact]
    public async Task JsonHasTheDocumentedShape()
    {
        var trend = await api.Json($"{Using}?waves=2016-01,2016-06");

        Assert.Equal(["survey", "question", "query", "caveat", "waves", "options", "means", "baseRule"], Names(trend));
        Assert.Equal(["id", "text", "kind"], Names(trend.GetProperty("question")));
        Assert.Superset(
            new HashSet<string> { "id", "label", "revision", "provenance", "flags", "respondents", "base" },
            Names(trend.GetProperty("waves")[0]).ToHashSet()
        );
        var option = trend.GetProperty("options")[0];
        Assert.Equal(["id", "label", "net", "points"], Names(option));
        Assert.Equal(["wave", "label", "count", "percent", "low", "high", "change", "madeUp"], Names(option.GetProperty("points")[1]));
        Assert.Equal(
            ["from", "points", "low", "high", "p", "pAdjusted", "significant", "detectable", "note", "comparability"],
            Names(option.GetProperty("points")[1].GetProperty("change"))
        );
        Assert.Equal(JsonValueKind.Null, option.GetProperty("points")[0].GetProperty("change").ValueKind);
    }

    [Fact]
    public async Task WavesAreShownInOrderOfTimeHoweverTheyAreNamed()
    {
        var trend = await api.Json($"{Using}?waves=2016-06,2016-01");

        Assert.Equal(
            ["2016-01", "2016-06"],
            trend.GetProperty("waves").EnumerateArray().Select(wave => wave.GetProperty("id").GetString())
        );
        Assert.Equal(
            "2016-01",
            trend.GetProperty("options")[0].GetProperty("points")[1].GetProperty("change").GetProperty("from").GetString()
        );
    }

    [Fact]
    public async Task BaseAllCountsEveryRespondent()
    {
        var answered = await api.Json("/api/v1/surveys/container/questions/deploy/trend?waves=2016-03");
        var all = await api.Json("/api/v1/surveys/container/questions/deploy/trend?waves=2016-03&base=all");

        Assert.Equal(74, answered.GetProperty("waves")[0].GetProperty("base").GetInt32());
        Assert.Equal(111, all.GetProperty("waves")[0].GetProperty("base").GetInt32());
        Assert.Equal("all", all.GetProperty("baseRule").GetString());
    }

    [RealDataFact]
    public async Task BaseValidLeavesOutWhatIsMarkedMissing()
    {
        var valid = await api.Json("/api/v1/surveys/cncf-cloud-native/questions/containers-use.production/trend?waves=2019&base=valid");

        Assert.Equal(1300 - 30, valid.GetProperty("waves")[0].GetProperty("base").GetInt32());
        Assert.Equal(
            ["currently-using", "future-plans"],
            valid.GetProperty("options").EnumerateArray().Select(option => option.GetProperty("id").GetString())
        );
    }

    [Fact]
    public async Task CsvHasARowForEveryPoint()
    {
        var rows = await api.Csv($"{Using}.csv");

        Assert.Equal(20, rows.Count);
        var june = rows.Single(row => row["wave"] == "2016-06" && row["option_id"] == "currently");
        Assert.Equal("reconstructed", june["provenance"]);
        Assert.Equal(("229", "194"), (june["base"], june["count"]));
        Assert.Equal(100.0 * 194 / 229, double.Parse(june["percent"], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(("2016-03", "", "false"), (june["change_from"], june["p"], june["significant"]));
    }

    [Fact]
    public async Task PngIsAPicture()
    {
        using var response = await api.Client.GetAsync($"{Using}.png");

        Assert.Equal("image/png", response.Content.Headers.ContentType?.MediaType);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal("PNG"u8.ToArray(), bytes[1..4]);
    }

    [Fact]
    public async Task SvgSaysWhatItShows()
    {
        using var response = await api.Client.GetAsync($"{Using}.svg");

        Assert.Equal("image/svg+xml", response.Content.Headers.ContentType?.MediaType);
        var svg = System.Xml.Linq.XDocument.Parse(await response.Content.ReadAsStringAsync());
        var text = string.Concat(
            svg.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value + "\n")
        );
        Assert.Contains("I am using containers", text, StringComparison.Ordinal);
        Assert.Contains("reconstructed", text, StringComparison.Ordinal);
    }

    [RealDataFact]
    public async Task ATestedChangeCarriesItsIntervalAndAdjustedP()
    {
        var trend = await api.Json("/api/v1/surveys/cncf-cloud-native/questions/region/trend");
        var changes = trend
            .GetProperty("options")
            .EnumerateArray()
            .Select(option => option.GetProperty("points")[1].GetProperty("change"))
            .ToList();

        var asia = changes[1];
        Assert.Equal(100.0 * 299 / 1324 - 100.0 * 233 / 1337, asia.GetProperty("points").GetDouble(), 9);
        Assert.InRange(asia.GetProperty("points").GetDouble(), asia.GetProperty("low").GetDouble(), asia.GetProperty("high").GetDouble());
        Assert.True(asia.GetProperty("significant").GetBoolean());
        Assert.All(changes, change => Assert.True(change.GetProperty("pAdjusted").GetDouble() >= change.GetProperty("p").GetDouble()));
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(property => property.Name);
}
