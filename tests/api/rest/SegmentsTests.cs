using System.Text.Json;
using Survey.Answers;
using Xunit;

namespace Survey.Tests.Api.Rest;

/// <summary>Segments, bases and weights of the real waves, through the API.</summary>
[Collection(ApiTests.Name)]
public sealed class SegmentsTests(ApiHost api)
{
    private const string Cncf = "/api/v1/surveys/cncf-cloud-native";

    /// <summary>Of 1,038 who said that they use containers, and so were asked, 969 answered, 891 of them that production is among
    /// it.</summary>
    [RealDataFact]
    public async Task BaseAskedIsOfThoseWhomTheRoutingNames()
    {
        var asked = (await api.Json($"{Cncf}/questions/containers-use.production/topline?wave=2020-h1&base=asked")).GetProperty(
            "questions"
        )[0];
        var everybody = (await api.Json($"{Cncf}/questions/containers-use.production/topline?wave=2019&base=asked")).GetProperty(
            "questions"
        )[0];

        Assert.Equal((969, 1038), (asked.GetProperty("answered").GetInt32(), asked.GetProperty("base").GetInt32()));
        Assert.Equal(100.0 * 891 / 1038, asked.GetProperty("options")[0].GetProperty("percent").GetDouble(), 12);
        Assert.Equal(1337, everybody.GetProperty("base").GetInt32());
    }

    [RealDataFact]
    public async Task ASegmentIsSaidInWordsAndCounted()
    {
        var trend = await api.Json($"{Cncf}/questions/project.kubernetes/trend?where=region:europe,asia&where=company-size:!lt-10");

        var query = trend.GetProperty("query");
        Assert.Equal(
            "What is your geographic location? “Europe” or “Asia”; What is the size of your company/organization? not “<10”",
            query.GetProperty("segment").GetString()
        );
        Assert.Equal("who answered the question", query.GetProperty("baseInWords").GetString());
        Assert.Equal(
            ["region:europe,asia", "company-size:!lt-10"],
            query.GetProperty("where").EnumerateArray().Select(filter => filter.GetString()!)
        );
        Assert.All(trend.GetProperty("waves").EnumerateArray(), wave => Assert.InRange(wave.GetProperty("base").GetInt32(), 500, 900));
    }

    /// <summary>A region and its complement add up to everybody.</summary>
    [RealDataFact]
    public async Task WhoIsInASegmentAndWhoIsNotAreEverybody()
    {
        var counts = new List<int>();
        foreach (var where in new[] { "", "?where=region:europe", "?where=region:!europe" })
            counts.Add(
                (await api.Json($"{Cncf}/questions/datacenter/trend{where}"))
                    .GetProperty("options")[1]
                    .GetProperty("points")[1]
                    .GetProperty("count")
                    .GetInt32()
            );

        Assert.Equal(777, counts[0]);
        Assert.Equal(counts[0], counts[1] + counts[2]);
    }

    [RealDataFact]
    public async Task WeightedFiguresStandBesideTheirUnweightedBasesAndTheirWeights()
    {
        var trend = await api.Json($"{Cncf}/questions/project.kubernetes/trend?weight=like-2019");
        var (first, second) = (trend.GetProperty("waves")[0], trend.GetProperty("waves")[1]);

        Assert.Equal("Region and company size as in 2019", trend.GetProperty("query").GetProperty("weightInWords").GetString());
        // The wave that the weights make the other like has weights of 1 itself, and stays as it is.
        Assert.Equal(JsonValueKind.Null, first.GetProperty("effectiveBase").ValueKind);
        Assert.Equal(1, first.GetProperty("weighting").GetProperty("designEffect").GetDouble(), 12);
        Assert.Equal(1065, second.GetProperty("base").GetInt32());
        Assert.InRange(second.GetProperty("effectiveBase").GetDouble(), 1000, 1064);
        Assert.Equal(1.7258557146946245, second.GetProperty("weighting").GetProperty("maximum").GetDouble(), 9);
        Assert.Equal(1.0364096005975572, second.GetProperty("weighting").GetProperty("designEffect").GetDouble(), 9);
    }

    [Fact]
    public async Task AReconstructedWaveHasNoSegmentsAndSaysWhy()
    {
        var trend = await api.Json("/api/v1/surveys/container/questions/planning-for/trend?where=using:currently");

        Assert.All(
            trend.GetProperty("waves").EnumerateArray(),
            wave =>
                Assert.Equal(
                    "not computable: rows are reconstructed from published percentages",
                    wave.GetProperty("notComputable").GetString()
                )
        );
        Assert.All(
            trend.GetProperty("options").EnumerateArray().SelectMany(option => option.GetProperty("points").EnumerateArray()),
            point => Assert.Equal(JsonValueKind.Null, point.ValueKind)
        );
    }

    [RealDataFact]
    public async Task ACsvSaysByItselfWhomItIsAbout()
    {
        var row = (await api.Csv($"{Cncf}/questions/project.kubernetes/trend.csv?where=region:europe&weight=like-2019&base=valid"))[0];

        Assert.Equal("cncf-cloud-native", row["survey"]);
        Assert.Equal("project.kubernetes", row["question_id"]);
        Assert.Equal("who gave a valid answer", row["base_rule"]);
        Assert.Equal("What is your geographic location? “Europe”", row["segment"]);
        Assert.Equal("Region and company size as in 2019", row["weight"]);
        Assert.Equal(Figure.Caveat, row["caveat"]);
        Assert.NotEqual("", row["revision"]);
    }
}
