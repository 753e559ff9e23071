using System.Text.Json;
using Survey.Answers;
using Survey.Claims;
using Survey.Counting;
using Survey.Instruments;
using Survey.Tests.Api;
using Xunit;

namespace Survey.Tests.Samples;

[Collection(ApiTests.Name)]
public sealed class CncfSampleTests(ApiHost api)
{
    [RealDataTheory]
    [InlineData("2019", 20)]
    [InlineData("2020-h1", 25)]
    public async Task EveryCoveredQuestionEqualsTheIndependentCountToTheRespondent(string wave, int questions)
    {
        var toplines = await api.Csv($"/api/v1/surveys/cncf-cloud-native/waves/{wave}/toplines.csv");
        var ours = toplines.Where(row => row["net"] == "false").Select(Key).ToHashSet();
        var covered = toplines.Select(row => row["question_id"]).ToHashSet();

        var expected = CsvText
            .File(RealData.File($"expected/cloud-native-{wave}.csv"))
            .Select(row => (Id: IdOf(row["question"]), Row: row))
            .Where(pair => covered.Contains(pair.Id))
            .Select(pair =>
                (pair.Id, Label.Normalise(pair.Row["option"]), pair.Row["count"], pair.Row["answered"], pair.Row["respondents"])
            )
            .ToHashSet();

        Assert.Equal(questions, covered.Count);
        Assert.Equal(expected.Order(), ours.Order());
    }

    [RealDataTheory]
    [InlineData("containers-use.production", "currently-using", "2019", 1091, 1300, "84")]
    [InlineData("containers-use.production", "currently-using", "2020-h1", 891, 969, "92")]
    [InlineData("project.kubernetes", "using-in-production", "2019", 1019, 1303, "78")]
    [InlineData("project.kubernetes", "using-in-production", "2020-h1", 887, 1065, "83")]
    public async Task ThePublishedHeadlinesComeOut(string question, string option, string wave, int count, int answered, string published)
    {
        var trend = await api.Json($"/api/v1/surveys/cncf-cloud-native/questions/{question}/trend");
        var point = trend
            .GetProperty("options")
            .EnumerateArray()
            .Single(candidate => candidate.GetProperty("id").GetString() == option)
            .GetProperty("points")
            .EnumerateArray()
            .Single(candidate => candidate.GetProperty("wave").GetString() == wave);

        Assert.Equal(count, point.GetProperty("count").GetInt32());
        Assert.Equal(
            answered,
            trend
                .GetProperty("waves")
                .EnumerateArray()
                .Single(candidate => candidate.GetProperty("id").GetString() == wave)
                .GetProperty("base")
                .GetInt32()
        );
        Assert.Equal(published, Figure.Show(point.GetProperty("percent").GetDouble()));
    }

    [RealDataFact]
    public async Task AChangeOfAQuestionThatDiffersIsShownAndNeverCalledSignificant()
    {
        var trend = await api.Json("/api/v1/surveys/cncf-cloud-native/questions/containers-use.production/trend");
        var wave = trend.GetProperty("waves")[1];
        var change = trend.GetProperty("options")[0].GetProperty("points")[1].GetProperty("change");

        Assert.Equal("differs", Assert.Single(wave.GetProperty("flags").EnumerateArray()).GetString());
        Assert.Equal("2019", change.GetProperty("from").GetString());
        Assert.Equal("8.0", Figure.Show(change.GetProperty("points").GetDouble(), 1));
        Assert.Equal(("shown", JsonValueKind.Null), (change.GetProperty("comparability").GetString(), change.GetProperty("p").ValueKind));
        Assert.False(change.GetProperty("significant").GetBoolean());
        Assert.StartsWith("not comparable: ", change.GetProperty("note").GetString(), StringComparison.Ordinal);
    }

    [RealDataFact]
    public async Task NoChangeIsComputedAcrossTheBreakOfServerless()
    {
        var trend = await api.Json("/api/v1/surveys/cncf-cloud-native/questions/serverless/trend");

        Assert.Equal("break", Assert.Single(trend.GetProperty("waves")[1].GetProperty("flags").EnumerateArray()).GetString());
        Assert.All(
            trend
                .GetProperty("options")
                .EnumerateArray()
                .Select(option => option.GetProperty("points")[1])
                .Where(point => point.ValueKind != System.Text.Json.JsonValueKind.Null),
            point => Assert.Equal(System.Text.Json.JsonValueKind.Null, point.GetProperty("change").ValueKind)
        );
    }

    [RealDataFact]
    public void EveryPublishedFigureIsAClaim()
    {
        var published = Published()
            .Select(row => (Wave(row), Source: row["source_url"], Question: QuestionOf(row), Stated: AsStated(row["published_percent"])))
            .ToList();
        var claimed = Claimed()
            .Select(claim =>
                (
                    claim.Waves.Single(),
                    claim.Source,
                    claim.Question,
                    claim.Stated.Count == 1 ? claim.Stated[0].Text : $"{claim.Respondents}"
                )
            )
            .ToList();

        Assert.Equal(58, claimed.Count);
        Assert.Equal(published.Order(), claimed.Order());
    }

    /// <summary>The rows of published figures and the claims stand in the same order.</summary>
    [RealDataFact]
    public async Task EveryClaimIsOfTheRespondentsThatThePublishedFigureWasFoundToBeOf()
    {
        foreach (var (row, claim) in Published().Zip(Claimed()))
        {
            var toplines = await WaveToplines.Of(api.Database, "cncf-cloud-native", claim.Waves[0], query: Query.Parse(@base: claim.Base));
            var question = toplines.Questions.FirstOrDefault(question => question.Id == claim.Question);
            var count = question?.Options.Single(option => option.Id == claim.Option).Count ?? toplines.Wave.Respondents;

            // Two options added up, though 80 respondents chose both: 335 is what was published, and not what a net may say.
            Assert.Equal((claim.Id, claim.Option == "any-aks" ? "255" : row["computed_numerator"]), (claim.Id, $"{count}"));
            Assert.Equal((claim.Id, row["computed_denominator"]), (claim.Id, $"{question?.Base ?? 1}"));
        }
    }

    private static IReadOnlyList<Claim> Claimed()
    {
        var folder = Repository.Sample("cncf-cloud-native");
        return ClaimsFile.Parse(ClaimsFile.Name, ClaimsFile.Text(folder)!, InstrumentFile.Read(folder));
    }

    /// <summary>The figures that were published about the two waves.</summary>
    private static List<Dictionary<string, string>> Published() =>
        [
            .. CsvText
                .File(RealData.File("expected/published.csv"))
                .Where(row => row["wave"] is "cloud-native 2019" or "cloud-native 2020-h1"),
        ];

    private static string Wave(Dictionary<string, string> row) => row["wave"].Split(' ')[1];

    private static string QuestionOf(Dictionary<string, string> row) => row["question"] == "(sample)" ? "" : IdOf(row["question"]);

    private static string AsStated(string published) =>
        published switch
        {
            ">10" => "> 10",
            "two-thirds" => "66.7 ± 1",
            _ => published,
        };

    private static (string Id, string Label, string Count, string Answered, string Respondents) Key(Dictionary<string, string> row) =>
        (row["question_id"], Label.Normalise(row["option"]), row["count"], row["answered"], row["respondents"]);

    /// <summary>The id of a question of the independent counts: each part slugged, joined by a dot.</summary>
    private static string IdOf(string question) => string.Join('.', question.Split('/').Select(Label.Slug));
}
