using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Survey.Answers;
using Survey.Tests.Statistics;
using Xunit;

namespace Survey.Tests.Api.Rest;

[Collection(ApiTests.Name)]
public sealed class CrosstabsTests(ApiHost api)
{
    private const string Cncf = "/api/v1/surveys/cncf-cloud-native/crosstab";

    public static TheoryData<string, string, string> RealTables
    {
        get
        {
            var tables = new TheoryData<string, string, string>();
            // The sample does not ask "recommend".
            foreach (var row in Oracle.Rows("real-crosstabs.csv").Where(row => row.Values["rows"] != "recommend"))
                tables.Add(row.Values["wave"], row.Values["rows"], row.Values["columns"]);
            return tables;
        }
    }

    [RealDataTheory]
    [MemberData(nameof(RealTables))]
    public async Task TablesOfRealWavesAreThoseOfTheOracle(string wave, string row, string column)
    {
        var crosstab = await api.Json($"{Cncf}?row={row}&column={column}&wave={wave}");
        var expected = Oracle.Rows("real-crosstabs.csv").Single(IsThis);
        var test = crosstab.GetProperty("tests").EnumerateArray().Single().GetProperty("test");

        Assert.Equal(
            (expected.Count("n"), expected.Count("n")),
            (crosstab.GetProperty("base").GetInt32(), test.GetProperty("respondents").GetInt32())
        );
        Assert.Equal(expected.Count("df"), test.GetProperty("degreesOfFreedom").GetInt32());
        foreach (var (name, figure) in new[] { ("statistic", "statistic"), ("p", "p"), ("p", "pAdjusted"), ("cramers_v", "cramersV") })
            Assert.InRange(test.GetProperty(figure).GetDouble() / expected.Number(name), 1 - 1e-9, 1 + 1e-9);
        Assert.Equal(
            expected.Number("smallest_expected") < 5 ? "an expected count is under 5: the test is rough" : "",
            test.GetProperty("note").GetString()
        );
        var found =
            from line in crosstab.GetProperty("rows").EnumerateArray()
            where !line.GetProperty("total").GetProperty("net").GetBoolean()
            from cell in line.GetProperty("cells").EnumerateArray()
            select $"{line.GetProperty("total").GetProperty("id")} {cell.GetProperty("column")} {cell.GetProperty("count")}";
        var nets = crosstab
            .GetProperty("columns")
            .EnumerateArray()
            .Where(margin => margin.GetProperty("net").GetBoolean())
            .Select(margin => margin.GetProperty("id").GetString()!)
            .ToList();
        Assert.Equal(
            Oracle
                .Rows("real-crosstab-counts.csv")
                .Where(IsThis)
                .Select(count => $"{count.Values["row"]} {count.Values["column"]} {count.Values["count"]}")
                .Order(),
            found.Where(cell => !nets.Contains(cell.Split(' ')[1])).Order()
        );

        bool IsThis(Oracle.Row oracle) => (oracle.Values["wave"], oracle.Values["rows"], oracle.Values["columns"]) == (wave, row, column);
    }

    [RealDataFact]
    public async Task JsonHasTheDocumentedShape()
    {
        var crosstab = await api.Json($"{Cncf}?row=datacenter&column=region&wave=2019&where=company-size:100-or-more&adjust=bh");

        Assert.Equal(
            [
                "survey",
                "wave",
                "query",
                "weighting",
                "caveat",
                "row",
                "column",
                "base",
                "effectiveBase",
                "rows",
                "columns",
                "tests",
                "untested",
            ],
            Names(crosstab)
        );
        Assert.Equal(["total", "cells"], Names(crosstab.GetProperty("rows")[0]));
        Assert.Equal(
            ["id", "label", "net", "count", "effectiveBase", "percent", "low", "high", "flags"],
            Names(crosstab.GetProperty("rows")[0].GetProperty("total"))
        );
        Assert.Equal(
            ["column", "count", "columnPercent", "columnLow", "columnHigh", "rowPercent", "rowLow", "rowHigh"],
            Names(crosstab.GetProperty("rows")[0].GetProperty("cells")[0])
        );
        Assert.Equal(["rows", "columns", "test"], Names(crosstab.GetProperty("tests")[0]));
        Assert.Equal(
            ["respondents", "statistic", "degreesOfFreedom", "p", "pAdjusted", "cramersV", "significant", "note"],
            Names(crosstab.GetProperty("tests")[0].GetProperty("test"))
        );
        Assert.Equal("bh", crosstab.GetProperty("query").GetProperty("adjust").GetString());
        Assert.Equal(
            ["private-cloud-on-premise", "public-cloud", "hybrid-cloud", "other"],
            crosstab.GetProperty("tests").EnumerateArray().Select(test => test.GetProperty("rows")[0].GetString())
        );
    }

    [RealDataFact]
    public async Task CsvHasARowForEveryCellAndTotal()
    {
        var rows = await api.Csv($"{Cncf}.csv?row=company-size&column=region&wave=2019");

        Assert.Equal(8 * 7 + 8 + 7, rows.Count);
        var cell = rows.Single(row => (row["row_id"], row["column_id"]) == ("lt-10", "africa"));
        Assert.Equal(
            ("3", "1337", "africa", "cncf-cloud-native", "2019", "1"),
            (cell["count"], cell["base"], cell["column_id"], cell["survey"], cell["wave"], cell["revision"])
        );
        Assert.Equal(
            100
                * double.Parse(cell["count"], CultureInfo.InvariantCulture)
                / double.Parse(cell["column_base"], CultureInfo.InvariantCulture),
            double.Parse(cell["column_percent"], CultureInfo.InvariantCulture),
            1e-9
        );
        Assert.Equal(
            ("30", "true", "an expected count is under 5: the test is rough"),
            (cell["degrees_of_freedom"], cell["significant"], cell["test_note"])
        );
        Assert.Equal(("who answered the question", Figure.Caveat), (cell["base_rule"], cell["caveat"]));
        var net = rows.Single(row => (row["row_id"], row["column_id"]) == ("100-or-more", "africa"));
        Assert.Equal(("true", "", ""), (net["row_net"], net["p"], net["significant"]));
        var total = rows.Single(row => (row["row_id"], row["column_id"]) == ("", "africa"));
        Assert.Equal(
            ("total", "1337", "", cell["column_base"]),
            (total["row"], total["row_base"], total["column_percent"], total["count"])
        );
    }

    [RealDataFact]
    public async Task AWeightedFileSaysHowItIsWeightedAndWhyNothingIsTested()
    {
        var rows = await api.Csv($"{Cncf}.csv?row=datacenter&column=company-size&wave=2020-h1&weight=like-2019");

        Assert.All(rows, row => Assert.NotEqual("", row["weight"]));
        Assert.All(rows, row => Assert.Equal(("", ""), (row["p"], row["chi_square"])));
        Assert.All(
            rows.Where(row => row["row_id"] != "" && row["column_id"] != ""),
            row => Assert.Equal("not tested: respondents are weighted", row["test_note"])
        );
        Assert.All(rows, row => Assert.NotEqual(row["base"], row["effective_base"]));
    }

    [RealDataFact]
    public async Task OverlapHasPairsNumbersAndMean()
    {
        const string address = "/api/v1/surveys/cncf-cloud-native/questions/datacenter/overlap";
        var overlap = await api.Json($"{address}?wave=2020-h1");
        var rows = await api.Csv($"{address}.csv?wave=2020-h1");

        Assert.Equal(
            [
                "survey",
                "wave",
                "query",
                "weighting",
                "caveat",
                "question",
                "base",
                "effectiveBase",
                "options",
                "pairs",
                "chosen",
                "mean",
                "untested",
            ],
            Names(overlap)
        );
        Assert.Equal(15, overlap.GetProperty("pairs").GetArrayLength());
        var multi = overlap.GetProperty("options").EnumerateArray().Single(option => option.GetProperty("id").GetString() == "multi-cloud");
        Assert.Equal((1217, 315), (overlap.GetProperty("base").GetInt32(), multi.GetProperty("count").GetInt32()));
        var chosen = overlap
            .GetProperty("chosen")
            .EnumerateArray()
            .ToDictionary(number => number.GetProperty("options").GetInt32(), number => number.GetProperty("count").GetInt32());
        Assert.Equal(1217, chosen.Values.Sum());
        Assert.Equal(
            overlap.GetProperty("options").EnumerateArray().Sum(option => option.GetProperty("count").GetInt32()),
            chosen.Sum(number => number.Key * number.Value)
        );
        Assert.Equal(["differs"], overlap.GetProperty("question").GetProperty("flags").EnumerateArray().Select(flag => flag.GetString()));
        Assert.Equal((15, 6, chosen.Count, 1), (Count("pair"), Count("option"), Count("number"), Count("mean")));
        Assert.Equal(
            overlap.GetProperty("pairs")[0].GetProperty("lift").GetDouble(),
            double.Parse(rows[0]["lift"], CultureInfo.InvariantCulture)
        );
        Assert.All(rows, row => Assert.Equal(("2020-h1", "1217", Figure.Caveat), (row["wave"], row["base"], row["caveat"])));

        int Count(string kind) => rows.Count(row => row["kind"] == kind);
    }

    [Theory]
    [InlineData(
        "crosstab?row=using&column=deploy&wave=2016-06",
        HttpStatusCode.UnprocessableEntity,
        "not computable: rows are reconstructed from published percentages"
    )]
    [InlineData(
        "questions/deploy/overlap.csv?wave=2016-06",
        HttpStatusCode.UnprocessableEntity,
        "not computable: rows are reconstructed from published percentages"
    )]
    [InlineData("crosstab.csv?column=deploy&wave=2016-06", HttpStatusCode.BadRequest, "\"row\" is missing; a question's id was expected")]
    [InlineData("crosstab?row=deploy&wave=2016-06", HttpStatusCode.BadRequest, "\"column\" is missing; a question's id was expected")]
    [InlineData("crosstab?row=deploy&column=using", HttpStatusCode.BadRequest, "\"wave\" is missing; a wave's id was expected")]
    [InlineData("questions/deploy/overlap", HttpStatusCode.BadRequest, "\"wave\" is missing; a wave's id was expected")]
    [InlineData(
        "questions/using/overlap?wave=2016-06",
        HttpStatusCode.BadRequest,
        "question \"using\" is of kind single; an overlap is of a question of kind multiple"
    )]
    [InlineData(
        "crosstab?row=machines&column=using&wave=2016-01",
        HttpStatusCode.NotFound,
        "wave \"2016-01\" did not ask question \"machines\""
    )]
    [InlineData(
        "crosstab?row=deploy&column=using&wave=2016-06&waves=2016-06",
        HttpStatusCode.BadRequest,
        "unknown parameter \"waves\"; there are row, column, wave, where, base, weight, adjust"
    )]
    public async Task WhatCannotBeAnsweredIsAProblem(string address, HttpStatusCode status, string detail)
    {
        using var response = await api.Client.GetAsync($"/api/v1/surveys/container/{address}");

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(detail, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString());
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(property => property.Name);
}
