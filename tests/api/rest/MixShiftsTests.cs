using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Xml.Linq;
using Survey.Answers;
using Survey.Tests.Statistics;
using Xunit;

namespace Survey.Tests.Api.Rest;

[Collection(ApiTests.Name)]
public sealed class MixShiftsTests(ApiHost api)
{
    private const string Cncf = "/api/v1/surveys/cncf-cloud-native/questions";
    private const string Automated = $"{Cncf}/release-automation/mix-shift";
    private const string BySize = "?option=automated&by=company-size&from=2019&to=2020-h1";

    [RealDataFact]
    public async Task JsonHasTheDocumentedShape()
    {
        var shift = await api.Json(Automated + BySize);

        Assert.Equal(
            [
                "survey",
                "question",
                "option",
                "by",
                "query",
                "caveat",
                "from",
                "to",
                "comparability",
                "change",
                "composition",
                "behaviour",
                "sentence",
                "groups",
                "replicates",
                "seed",
                "notes",
            ],
            Names(shift)
        );
        Assert.Equal(
            ["wave", "flags", "notes", "count", "base", "effectiveBase", "percent", "low", "high", "weighting"],
            Names(shift.GetProperty("from"))
        );
        Assert.Equal(["points", "low", "high"], Names(shift.GetProperty("composition")));
        Assert.Equal(
            ["id", "label", "from", "to", "composition", "compositionFromMean", "behaviour", "flags", "note"],
            Names(shift.GetProperty("groups")[0])
        );
        Assert.Equal(["count", "base", "share", "rate"], Names(shift.GetProperty("groups")[0].GetProperty("from")));
        Assert.Equal(
            ("2019", 1),
            (
                shift.GetProperty("from").GetProperty("wave").GetProperty("id").GetString(),
                shift.GetProperty("from").GetProperty("wave").GetProperty("revision").GetInt32()
            )
        );
        Assert.Equal(
            "Of the change of −7.2 points, +0.1 come from who answered (composition) and −7.3 from how groups answered (behaviour).",
            shift.GetProperty("sentence").GetString()
        );
    }

    [RealDataFact]
    public async Task TheRealWavesArePartedAsRPartsThem()
    {
        var groups = Oracle
            .Rows("mixshift-groups.csv")
            .Where(row => row.Values["case"].Contains(' '))
            .GroupBy(row => row.Values["case"])
            .ToDictionary(group => group.Key);
        Assert.Equal(6, groups.Count);
        foreach (var expected in Oracle.Rows("mixshift.csv").Where(row => groups.ContainsKey(row.Values["case"])))
        {
            var (question, option, by) = expected.Values["case"].Split(' ') is [var first, var second, var third]
                ? (first, second, third)
                : default;
            var shift = await api.Json($"{Cncf}/{question}/mix-shift?option={option}&by={by}&from=2019&to=2020-h1");
            Assert.Equal(100 * expected.Number("change"), Points(shift, "change"), 1e-9);
            foreach (var part in new[] { "composition", "behaviour" })
            {
                Assert.Equal(100 * expected.Number(part), Points(shift, part), 1e-9);
                Assert.Equal(100 * expected.Number($"{part}_low"), Points(shift, part, "low"), 0.3);
                Assert.Equal(100 * expected.Number($"{part}_high"), Points(shift, part, "high"), 0.3);
            }
            Assert.Equal(Points(shift, "change"), Points(shift, "composition") + Points(shift, "behaviour"), 1e-9);
            var found = shift.GetProperty("groups").EnumerateArray().ToDictionary(group => group.GetProperty("id").GetString()!);
            Assert.Equal(
                groups[expected.Values["case"]].Select(row => row.Values["group"]).Order(StringComparer.Ordinal),
                found.Keys.Order(StringComparer.Ordinal)
            );
            foreach (var row in groups[expected.Values["case"]])
            {
                var group = found[row.Values["group"]];
                foreach (var (side, wave) in new[] { ("from", "1"), ("to", "2") })
                {
                    Assert.Equal(row.Count($"base{wave}"), group.GetProperty(side).GetProperty("base").GetInt32());
                    Assert.Equal(row.Count($"chosen{wave}"), group.GetProperty(side).GetProperty("count").GetInt32());
                }
                Assert.Equal(100 * row.Number("composition"), group.GetProperty("composition").GetDouble(), 1e-9);
                Assert.Equal(100 * row.Number("behaviour"), group.GetProperty("behaviour").GetDouble(), 1e-9);
            }
        }
    }

    [RealDataFact]
    public async Task WeightedLikeTheFirstWaveThereIsNoCompositionLeft()
    {
        var shift = await api.Json($"{Automated}{BySize}&base=all&weight=like-2019");

        Assert.Equal(0, Points(shift, "composition"), 1e-9);
        Assert.Equal(Points(shift, "change"), Points(shift, "behaviour"), 1e-9);
        Assert.Equal("like-2019", shift.GetProperty("to").GetProperty("weighting").GetProperty("scheme").GetString());
        Assert.Equal("composition and behaviour have no intervals: respondents are weighted", shift.GetProperty("notes")[0].GetString());
        Assert.Equal(JsonValueKind.Null, shift.GetProperty("composition").GetProperty("low").ValueKind);
    }

    [RealDataFact]
    public async Task CsvHasARowForAllAndOneForEachGroup()
    {
        var rows = await api.Csv($"{Automated}.csv{BySize}&where=region:europe");

        Assert.Equal(["total", .. Enumerable.Repeat("group", 7)], rows.Select(row => row["row"]));
        Assert.All(
            rows,
            row =>
                Assert.Equal(
                    (
                        "2019",
                        "1",
                        "raw",
                        "2020-h1",
                        "who answered the question",
                        "What is your geographic location? “Europe”",
                        Figure.Caveat
                    ),
                    (row["from"], row["from_revision"], row["from_provenance"], row["to"], row["base_rule"], row["segment"], row["caveat"])
                )
        );
        Assert.Equal(Number(rows[0], "composition"), rows.Skip(1).Sum(row => Number(row, "composition")), 1e-9);
        Assert.Equal(Number(rows[0], "composition"), rows.Skip(1).Sum(row => Number(row, "composition_from_mean")), 1e-9);
        Assert.Equal(Number(rows[0], "change"), Number(rows[0], "composition") + Number(rows[0], "behaviour"), 1e-9);
        Assert.Equal(("2000", "1955", ""), (rows[0]["replicates"], rows[0]["seed"], rows[1]["behaviour_low"]));
        Assert.InRange(Number(rows[0], "behaviour"), Number(rows[0], "behaviour_low"), Number(rows[0], "behaviour_high"));
    }

    [RealDataFact]
    public async Task PicturesSayWhatTheyShow()
    {
        using var png = await api.Client.GetAsync($"{Automated}.png{BySize}");
        using var svg = await api.Client.GetAsync($"{Automated}.svg{BySize}");

        Assert.Equal("image/png", png.Content.Headers.ContentType?.MediaType);
        Assert.Equal("PNG"u8.ToArray(), (await png.Content.ReadAsByteArrayAsync())[1..4]);
        Assert.Equal("image/svg+xml", svg.Content.Headers.ContentType?.MediaType);
        var text = string.Concat(
            XDocument
                .Parse(await svg.Content.ReadAsStringAsync())
                .Descendants()
                .Where(element => element.Name.LocalName == "text")
                .Select(element => element.Value + "\n")
        );
        Assert.Contains("“Automated”: 40.2 % (n = 1,337, 2019) to 33.0 % (n = 1,277, 2020, first half)", text, StringComparison.Ordinal);
    }

    [RealDataTheory]
    [InlineData(
        "cncf-cloud-native/questions/serverless/mix-shift?option=no&by=region&from=2019&to=2020-h1",
        422,
        "not computable: the series of \"serverless\" is broken between 2019 and 2020, first half: "
    )]
    [InlineData(
        "cncf-cloud-native/questions/serverless/mix-shift?option=hosted-platform&by=region&from=2019&to=2020-h1",
        422,
        "not computable: 2020, first half did not offer \"hosted-platform\" of \"serverless\""
    )]
    public Task WhatTheRealWavesDoNotSayIsNotComputable(string address, int status, string detail) => Refused(address, status, detail);

    [Theory]
    [InlineData(
        "container/questions/deploy/mix-shift?option=aws&by=using&from=2016-01&to=2016-06",
        404,
        "no option \"aws\" in question \"deploy\"; there are "
    )]
    [InlineData(
        "container/questions/using/mix-shift?option=currently&by=deploy&from=2016-01&to=2016-06",
        400,
        "groups by \"deploy\", which is of kind multiple; a question with one answer was expected, of kind single or scale"
    )]
    [InlineData(
        "container/questions/deploy/mix-shift?option=docker-cloud&by=using&from=2016-02&to=2016-06",
        422,
        "not computable: rows are reconstructed from published percentages"
    )]
    [InlineData(
        "container/questions/using/mix-shift?option=currently&from=2016-01&to=2016-06",
        400,
        "\"by\" is missing; the id of a question with one answer was expected"
    )]
    [InlineData("container/questions/using/mix-shift.csv?by=using", 400, "\"option\" is missing; the id of an option or net was expected")]
    [InlineData(
        "container/questions/using/mix-shift.png?option=currently&by=using&to=2016-06",
        400,
        "\"from\" is missing; a wave's id was expected"
    )]
    [InlineData(
        "container/questions/using/mix-shift?adjust=holm",
        400,
        "unknown parameter \"adjust\"; there are option, by, from, to, where, base, weight"
    )]
    public Task WhatCannotBeAnsweredIsAProblem(string address, int status, string detail) => Refused(address, status, detail);

    private async Task Refused(string address, int status, string detail)
    {
        using var response = await api.Client.GetAsync("/api/v1/surveys/" + address);

        var found = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString();
        Assert.StartsWith(detail, found, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode)status, response.StatusCode);
    }

    private static double Points(JsonElement shift, string part, string end = "points") =>
        shift.GetProperty(part).GetProperty(end).GetDouble();

    private static double Number(Dictionary<string, string> row, string column) =>
        double.Parse(row[column], System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(property => property.Name);
}
