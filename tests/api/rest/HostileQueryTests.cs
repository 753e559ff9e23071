using System.Globalization;
using Survey.Answers;
using Survey.Counting;
using Survey.Instruments;
using Survey.Tests.Api.Serving;
using Xunit;

namespace Survey.Tests.Api.Rest;

/// <summary>What can be asked wrongly, or of what is not there: each gets a clear problem or an honest empty answer, in every format
/// alike.</summary>
public sealed class HostileQueryTests(HostileHost api) : IClassFixture<HostileHost>
{
    private const string Trend = "/api/v1/surveys/open/questions/tools/trend";
    private const string Form = "question:option,option, question:!option or question:1..10 was expected";
    private const string Reconstructed = "not computable: rows are reconstructed from published percentages";

    /// <summary>Every format that a trend comes in.</summary>
    private static readonly string[] Formats = [Trend, $"{Trend}.csv", $"{Trend}.png", $"{Trend}.svg", "/open/tools"];

    [Theory]
    [InlineData("where=region", 400, $"filter \"region\" names no question; {Form}")]
    [InlineData("where=region:", 400, $"filter \"region:\" names no option; {Form}")]
    [InlineData("where=region:,", 400, $"filter \"region:,\" names no option; {Form}")]
    [InlineData("where=region:!", 400, $"filter \"region:!\" names no option; {Form}")]
    [InlineData("where=:europe", 400, $"filter \":europe\" names no question; {Form}")]
    [InlineData(
        "where=nobody:europe",
        404,
        "no question \"nobody\" in survey \"open\"; there are nothing, region, tools, rating, age, why, late"
    )]
    [InlineData(
        "where=REGION:europe",
        404,
        "no question \"REGION\" in survey \"open\"; there are nothing, region, tools, rating, age, why, late"
    )]
    [InlineData("where=region:Europe", 404, "no option \"Europe\" in question \"region\"; there are europe, asia, mars")]
    [InlineData("where=region:europe,venus", 404, "no option \"venus\" in question \"region\"; there are europe, asia, mars")]
    [InlineData("where=region:europe:asia", 404, "no option \"europe:asia\" in question \"region\"; there are europe, asia, mars")]
    [InlineData("where=age:20", 404, "no option \"20\" in question \"age\"; there are number")]
    [InlineData(
        "where=region:1..2",
        400,
        "filter \"region:1..2\": question \"region\" is of kind single; a range was expected only of a number or a scale"
    )]
    [InlineData(
        "where=tools:1..2",
        400,
        "filter \"tools:1..2\": question \"tools\" is of kind multiple; a range was expected only of a number or a scale"
    )]
    [InlineData(
        "where=why:..2",
        400,
        "filter \"why:..2\": question \"why\" is of kind text; a range was expected only of a number or a scale"
    )]
    [InlineData("where=age:..", 400, "range \"..\" is open at both ends; 1.., ..10 or 1..10 was expected")]
    [InlineData("where=age:30..18", 400, "range \"30..18\" ends before it begins")]
    [InlineData("where=age:NaN..", 400, "range \"NaN..\": \"NaN\" is not a number")]
    [InlineData("where=age:..Infinity", 400, "range \"..Infinity\": \"Infinity\" is not a number")]
    [InlineData("where=age:1e999..", 400, "range \"1e999..\": \"1e999\" is not a number")]
    [InlineData("where=age:1..2..3", 400, "range \"1..2..3\": \"2..3\" is not a number")]
    [InlineData("where=age:!1..3", 400, "range \"!1..3\": \"!1\" is not a number")]
    [InlineData("waves=", 400, "\"waves\" names no wave; ids were expected, parted by commas")]
    [InlineData("waves=,", 400, "\"waves\" names no wave; ids were expected, parted by commas")]
    [InlineData("waves=w9", 404, "no wave \"w9\" in survey \"open\"; there are w1, w2, w3, w4")]
    [InlineData("waves=w2..w1", 404, "no wave \"w2..w1\" in survey \"open\"; there are w1, w2, w3, w4")]
    [InlineData("waves=w1..w9", 404, "no wave \"w1..w9\" in survey \"open\"; there are w1, w2, w3, w4")]
    [InlineData(
        "waves=w4",
        404,
        "wave \"w4\" of survey \"open\" has not been loaded yet; load its raw file with: ingest load FILE --survey open --wave w4"
    )]
    [InlineData("waves=%00%1b[31m", 404, "no wave \"\\u0000\\u001b[31m\" in survey \"open\"; there are w1, w2, w3, w4")]
    [InlineData("base=", 400, "base \"\" is none of answered, valid, all, asked")]
    [InlineData("base=ALL", 400, "base \"ALL\" is none of answered, valid, all, asked")]
    [InlineData("base=1", 400, "base \"1\" is none of answered, valid, all, asked")]
    [InlineData("weight=heavy", 404, "no weight scheme \"heavy\" in survey \"open\"; there are even")]
    [InlineData("adjust=", 400, "adjust \"\" is none of holm, bh, none")]
    [InlineData("adjust=bonferroni", 400, "adjust \"bonferroni\" is none of holm, bh, none")]
    [InlineData("base=all&base=all", 400, "parameter \"base\" stands 2 times; once was expected")]
    [InlineData("waves=w1&waves=w2", 400, "parameter \"waves\" stands 2 times; once was expected")]
    [InlineData("Base=all", 400, "unknown parameter \"Base\"; there are waves, where, base, weight, adjust")]
    [InlineData("where[]=region:europe", 400, "unknown parameter \"where[]\"; there are waves, where, base, weight, adjust")]
    [InlineData("=", 400, "unknown parameter \"\"; there are waves, where, base, weight, adjust")]
    [InlineData(
        "%0d%0aSet-Cookie:a=b",
        400,
        "unknown parameter \"\\u000d\\u000aSet-Cookie:a\"; there are waves, where, base, weight, adjust"
    )]
    [InlineData("where=region:%F0%9F%98%80", 404, "no option \"\U0001F600\" in question \"region\"; there are europe, asia, mars")]
    [InlineData("where=region:%00", 404, "no option \"\\u0000\" in question \"region\"; there are europe, asia, mars")]
    [InlineData("where=region:%E2%80%AEeuro", 404, "no option \"\\u202eeuro\" in question \"region\"; there are europe, asia, mars")]
    [InlineData(
        "where=region:');drop table survey.wave;--",
        404,
        "no option \"');drop table survey.wave;--\" in question \"region\"; there are europe, asia, mars"
    )]
    [InlineData(
        "where=%3Cscript%3Ealert(1)%3C/script%3E:x",
        404,
        "no question \"<script>alert(1)</script>\" in survey \"open\"; there are nothing, region, tools, rating, age, why, late"
    )]
    public async Task WhatCannotBeAskedIsSaidAlikeInEveryFormat(string query, int status, string detail)
    {
        foreach (var format in Formats)
            Assert.Equal((status, detail), await api.Get($"{format}?{query}"));
    }

    [Theory]
    [InlineData("where=", 400, $"filter \"\" names no question; {Form}")]
    [InlineData("weight=", 404, "no weight scheme \"\" in survey \"open\"; there are even")]
    public async Task EmptyParametersAreRefusedButByThePageWhoseFormSendsThem(string query, int status, string detail)
    {
        foreach (var format in Formats[..^1])
            Assert.Equal((status, detail), await api.Get($"{format}?{query}"));
        Assert.Equal(200, (await api.Get($"/open/tools?{query}")).Status);
    }

    [Theory]
    [InlineData("/api/v1/surveys/open/waves/w1/toplines?waves=w1", 400, "unknown parameter \"waves\"; there are where, base, weight")]
    [InlineData(
        "/api/v1/surveys/open/waves/w4/toplines",
        404,
        "wave \"w4\" of survey \"open\" has not been loaded yet; load its raw file with: ingest load FILE --survey open --wave w4"
    )]
    [InlineData("/api/v1/surveys/open/waves/w1/toplines?where=late:yes", 422, "not computable: Wave <1> did not ask \"late\"")]
    [InlineData(
        "/api/v1/surveys/open/waves/w1/toplines?where=region:mars",
        422,
        "not computable: Wave <1> did not offer \"mars\" of \"region\""
    )]
    [InlineData("/api/v1/surveys/open/waves/w3/toplines?where=region:europe", 422, Reconstructed)]
    [InlineData("/api/v1/surveys/open/waves/w3/toplines.csv?weight=even", 422, Reconstructed)]
    [InlineData("/api/v1/surveys/open/questions/tools/topline?wave=w3&where=region:europe", 422, Reconstructed)]
    [InlineData("/api/v1/surveys/open/questions/tools/topline.csv?wave=w3&where=region:europe", 422, Reconstructed)]
    [InlineData("/api/v1/surveys/open/questions/tools/topline", 400, "\"wave\" is missing; a wave's id was expected")]
    [InlineData("/api/v1/surveys/open/questions/tools/topline?wave=", 404, "no wave \"\" in survey \"open\"; there are w1, w2, w3, w4")]
    [InlineData("/api/v1/surveys/open/questions/late/topline?wave=w1", 404, "wave \"w1\" did not ask question \"late\"")]
    [InlineData("/api/v1/surveys/open%0a/waves", 404, "no survey \"open\\u000a\"; there are closed, empty, open")]
    [InlineData("/%3Cscript%3E/x", 404, "no survey \"<script>\"; there are closed, empty, open")]
    public async Task ToplinesAndAddressesAreRefusedAsClearly(string address, int status, string detail) =>
        Assert.Equal((status, detail), await api.Get(address));

    [Fact]
    public async Task TooManyOrTooLongIsRefusedAndNotCutOff()
    {
        string[] thousand = [.. Enumerable.Repeat("tools:saw", 1000)];
        Assert.Equal("1000 filters; at most 50 were expected", Assert.Throws<SurveyException>(() => Query.Parse(where: thousand)).Message);
        Assert.Equal(
            (400, "51 filters; at most 50 were expected"),
            await api.Get($"{Trend}?{string.Join('&', thousand.Take(51).Select(filter => $"where={filter}"))}")
        );
        Assert.Equal((414, ""), await api.Get($"{Trend}?{string.Join('&', thousand.Select(filter => $"where={filter}"))}"));
        Assert.Equal(
            (404, $"no option \"{new string('a', 80)}...\" in question \"region\"; there are europe, asia, mars"),
            await api.Get($"{Trend}?where=region:{new string('a', 5000)}")
        );
        Assert.Equal(
            (404, $"no wave \"{new string('a', 80)}...\" in survey \"open\"; there are w1, w2, w3, w4"),
            await api.Get($"{Trend}?waves={new string('a', 5000)}")
        );
        Assert.Equal(
            (404, $"no survey \"{new string('a', 80)}...\"; there are closed, empty, open"),
            await api.Get($"/api/v1/surveys/{new string('a', 5000)}/waves")
        );
    }

    [Fact]
    public async Task AFilterOfTenThousandOptionsIsAnsweredOrSaysTheFirstThatIsNotThere()
    {
        var repeated = Filter.Parse($"tools:{string.Join(',', Enumerable.Repeat("saw", 10_000))}");
        var unknown = Filter.Parse($"tools:saw,{string.Join(',', Enumerable.Range(1, 10_000))}");

        Assert.Equal("tools:saw", repeated.ToString());
        Assert.Equal([50, 35], await Bases([repeated]));
        Assert.Equal(
            "no option \"1\" in question \"tools\"; there are hammer, saw, na, any",
            (
                await Assert.ThrowsAsync<NotFoundException>(() =>
                    Survey.Answers.Trend.Of(api.Database, "open", "region", new Query { Where = [unknown] })
                )
            ).Message
        );
    }

    [Theory]
    [InlineData("region:europe", "region:!europe")]
    [InlineData("region:europe", "region:asia")]
    [InlineData("rating:9..", "rating:..9")]
    [InlineData("age:!number", "region:europe")]
    public async Task FiltersThatContradictEachOtherHaveABaseOfNobodyAndNoPercentages(string one, string other)
    {
        var query = $"where={one}&where={other}";
        Assert.Equal([0, 0], await Bases([Filter.Parse(one), Filter.Parse(other)]));

        var trend = await Survey.Answers.Trend.Of(api.Database, "open", "tools", Query.Parse(where: [one, other]));
        Assert.All(trend.Options, option => Assert.All(option.Points, Assert.Null));
        Assert.Equal(["", "", Reconstructed], trend.Waves.Select(wave => wave.NotComputable));
        var rows = CsvText.Rows((await api.Get($"{Trend}.csv?{query}")).Text);
        Assert.Equal([("w3", "", "", Reconstructed)], rows.Select(row => (row["wave"], row["option_id"], row["percent"], row["note"])));
        var topline = CsvText.Rows((await api.Get($"/api/v1/surveys/open/questions/tools/topline.csv?wave=w1&{query}")).Text);
        Assert.All(topline, row => Assert.Equal(("0", "0", "", ""), (row["count"], row["base"], row["percent"], row["low"])));
        Assert.Equal(4, topline.Count);
        const string Nothing = "there is nothing to draw: question \"tools\" of survey \"open\" has no percentages in these waves";
        Assert.Equal((400, Nothing), await api.Get($"{Trend}.png?{query}"));
        var (status, page) = await api.Get($"/open/tools?{query}");
        Assert.Equal(200, status);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("region:europe", 30, 20)]
    [InlineData("region:mars", null, 5)]
    [InlineData("region:mars,europe", 30, 25)]
    [InlineData("rating:1..", 50, 55)]
    [InlineData("rating:3..1000", 20, 35)]
    [InlineData("age:-1e300..1e300", 50, 55)]
    [InlineData("late:yes", null, 35)]
    [InlineData("why:text", 30, 20)]
    public async Task AWaveThatCannotSayWhoMatchesIsNullAndSaysWhy(string where, int? first, int? second) =>
        Assert.Equal([first, second], await Bases([Filter.Parse(where)]));

    [Fact]
    public async Task AWaveWithoutFiguresHasARowInCsvThatSaysWhy()
    {
        var trend = CsvText.Rows((await api.Get($"{Trend}.csv?where=late:yes")).Text);
        var toplines = CsvText.Rows((await api.Get("/api/v1/surveys/open/waves/w2/toplines.csv?base=asked&where=region:asia")).Text);

        Assert.Equal(
            ["not computable: Wave <1> did not ask \"late\"", Reconstructed],
            trend.Where(row => row["option_id"].Length == 0).Select(row => row["note"])
        );
        Assert.Equal(
            ["35 of 35", "0 of 35"],
            toplines.Where(row => row["question_id"] == "late").Select(row => $"{row["count"]} of {row["base"]}")
        );
    }

    [Theory]
    [InlineData("where=region:europe", "a segment")]
    [InlineData("where=nobody:nothing", "a segment")]
    [InlineData("weight=even", "weights")]
    [InlineData("weight=unknown", "weights")]
    [InlineData("base=asked", "base \"asked\"")]
    public async Task AProtectedSurveyAnswersNothingButPlainToplinesAndTrends(string query, string what)
    {
        var detail =
            $"survey \"closed\" is protected: {what} could tell who somebody is; it answers toplines and trends of all "
            + "respondents, or everything with \"disclosure: open\" in its instrument";
        foreach (
            var format in Formats.Append("/api/v1/surveys/open/waves/w1/toplines").Append("/api/v1/surveys/open/waves/w1/toplines.csv")
        )
        {
            var address = format.Replace("/open/", "/closed/", StringComparison.Ordinal);
            Assert.Equal((400, detail), await api.Get($"{address}?{query}"));
            Assert.Equal(200, (await api.Get($"{address}?base=all")).Status);
            Assert.Equal(200, (await api.Get(address)).Status);
        }
        Assert.Equal((400, detail), await api.Get($"/api/v1/surveys/closed/questions/tools/topline?wave=w1&{query}"));
        Assert.Equal((400, detail), await api.Get($"/api/v1/surveys/closed/questions/tools/topline.csv?wave=w1&{query}"));
    }

    [Theory]
    [InlineData("crosstab?row=region&column=tools&wave=w1", "a crosstab")]
    [InlineData("crosstab.csv?row=nobody&column=tools&wave=w9", "a crosstab")]
    [InlineData("questions/tools/overlap?wave=w1", "an overlap")]
    [InlineData("questions/nobody/overlap.csv?wave=w9", "an overlap")]
    public async Task AProtectedSurveyCrossesNothing(string address, string what) =>
        Assert.Equal(
            (
                400,
                $"survey \"closed\" is protected: {what} could tell who somebody is; it answers toplines and trends of all "
                    + "respondents, or everything with \"disclosure: open\" in its instrument"
            ),
            await api.Get($"/api/v1/surveys/closed/{address}")
        );

    [Theory]
    [InlineData("where=region:europe&where=region:asia")]
    [InlineData("where=region:mars&weight=even")]
    [InlineData("where=tools:na&base=valid")]
    [InlineData("where=rating:9..&base=all&weight=even&adjust=bh")]
    public async Task TablesOfNobodyHaveNoPercentagesAndNoTests(string query)
    {
        foreach (var address in new[] { "crosstab?row=tools&column=rating&wave=w2", "questions/tools/overlap?wave=w2" })
        {
            var (status, json) = await api.Get($"/api/v1/surveys/open/{address}&{query}");
            Assert.Equal(200, status);
            Assert.DoesNotContain("Percent\":0", json, StringComparison.Ordinal);
            Assert.DoesNotContain("\"percent\":0", json, StringComparison.Ordinal);
            Assert.DoesNotContain("\"pAdjusted\":0", json, StringComparison.Ordinal);
            Assert.Equal(
                200,
                (await api.Get($"/api/v1/surveys/open/{address.Replace("?", ".csv?", StringComparison.Ordinal)}&{query}")).Status
            );
        }
    }

    [Fact]
    public async Task SegmentsAreTheSameInEveryFormat()
    {
        const string Query = "where=region:europe&weight=even&base=all";
        var trend = await Survey.Answers.Trend.Of(
            api.Database,
            "open",
            "tools",
            Survey.Counting.Query.Parse(where: ["region:europe"], weight: "even", @base: "all")
        );
        var rows = CsvText.Rows((await api.Get($"{Trend}.csv?{Query}")).Text).Where(row => row["option_id"].Length > 0).ToList();

        Assert.Equal(
            trend.Options.SelectMany(option =>
                option
                    .Points.OfType<TrendPoint>()
                    .Select(point => $"{point.Wave} {option.Id} {point.Percent.ToString(CultureInfo.InvariantCulture)}")
            ),
            rows.Select(row => $"{row["wave"]} {row["option_id"]} {row["percent"]}")
        );
        Assert.All(
            rows,
            row =>
                Assert.Equal(
                    ("who took part", "Region & \"place\"? “Europe”", "Evenly by region"),
                    (row["base_rule"], row["segment"], row["weight"])
                )
        );
    }

    /// <summary>The bases of the two raw waves, of all respondents; the reconstructed one never has any.</summary>
    private async Task<List<int?>> Bases(IReadOnlyList<Filter> where)
    {
        var trend = await Survey.Answers.Trend.Of(api.Database, "open", "tools", new Query { Where = where, Base = BaseRule.All });
        Assert.Equal((null, Reconstructed), (trend.Waves[2].Base, trend.Waves[2].NotComputable));
        Assert.All(trend.Waves, wave => Assert.Equal(wave.Base is null, wave.NotComputable.Length > 0));
        return [.. trend.Waves.Take(2).Select(wave => wave.Base)];
    }

    [Theory]
    [InlineData("", "<td>50 of 65</td><td>55 of 60</td>")]
    [InlineData("?base=asked&where=region:asia", "<td>20 of 30</td><td>35 of 35</td>")]
    [InlineData("?where=region:asia", "<td>20</td><td>35</td>")]
    public async Task HowManyGaveANumberIsNotOfRespondentsOutsideTheSegment(string query, string cells) =>
        Assert.Contains(
            $"""<th scope="row">Gave a number</th>{cells}""",
            (await api.Get($"/open/age{query}")).Text,
            StringComparison.Ordinal
        );

    /// <summary>Of the 60 of Wave 2, 20 from Europe and 35 from Asia come to 30 each, and the 5 others to nobody.</summary>
    [Theory]
    [InlineData("questions/tools/topline.csv?wave=w2", "", "")]
    [InlineData("questions/tools/trend.csv?waves=w2&adjust=bh", "", "bh")]
    [InlineData("questions/tools/overlap.csv?wave=w2", "", "holm")]
    [InlineData("crosstab.csv?row=tools&column=rating&wave=w2", "", "holm")]
    [InlineData("changes.csv?from=w1&to=w2&adjust=none", "to_", "none")]
    [InlineData("questions/tools/mix-shift.csv?option=saw&by=rating&from=w1&to=w2", "to_", "")]
    public async Task EveryCsvSaysHowItsFiguresAreWeightedAndItsPValuesAdjusted(string answer, string side, string adjust)
    {
        var (status, text) = await api.Get($"/api/v1/surveys/open/{answer}&weight=even");

        Assert.Equal(200, status);
        Assert.All(
            CsvText.Rows(text),
            row =>
            {
                Assert.Equal(0, double.Parse(row[$"{side}weight_minimum"], CultureInfo.InvariantCulture), 9);
                Assert.Equal(30.0 / 20, double.Parse(row[$"{side}weight_maximum"], CultureInfo.InvariantCulture), 9);
                Assert.InRange(double.Parse(row[$"{side}design_effect"], CultureInfo.InvariantCulture), 1.01, 1.2);
                Assert.Equal(("Evenly by region", adjust), (row["weight"], row["adjust"]));
            }
        );
    }
}
