using System.Globalization;
using System.Text.Json;
using Survey.Answers;
using Survey.Claims;
using Survey.Storage;
using Survey.Tests.Api;
using Xunit;

namespace Survey.Tests.Samples;

[Collection(ApiTests.Name)]
public sealed class ContainerSampleTests(ApiHost api)
{
    /// <summary>Every plain percentage that the posts of 2016 published, as printed.</summary>
    public static TheoryData<string, string, string, string> Published()
    {
        var data = new TheoryData<string, string, string, string>();
        foreach (var row in CsvText.File(Path.Combine(Repository.Root, "tests", "samples", "published-2016.csv")))
            data.Add(row["wave"], row["question"], row["option"], row["percent"]);
        return data;
    }

    [Theory]
    [MemberData(nameof(Published))]
    public async Task ThePublishedPercentageComesOut(string wave, string question, string option, string published)
    {
        var trend = await api.Json($"/api/v1/surveys/container/questions/{question}/trend");

        Assert.Equal("answered", trend.GetProperty("baseRule").GetString());
        var point = Point(trend, option, wave);
        var decimals = published.Contains('.', StringComparison.Ordinal) ? 1 : 0;
        var rounded = Math.Round((decimal)point.GetProperty("percent").GetDouble(), decimals, MidpointRounding.AwayFromZero);
        Assert.Equal(published, rounded.ToString($"F{decimals}", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("2016-01", 119, false)]
    [InlineData("2016-02", 100, true)]
    [InlineData("2016-03", 111, true)]
    [InlineData("2016-06", 229, false)]
    public async Task EveryWaveSaysThatItIsReconstructed(string wave, int respondents, bool assumed)
    {
        var item = (await api.Json("/api/v1/surveys/container/waves"))
            .EnumerateArray()
            .Single(item => item.GetProperty("id").GetString() == wave);

        Assert.Equal("reconstructed", item.GetProperty("provenance").GetString());
        Assert.Equal(respondents, item.GetProperty("respondents").GetInt32());
        Assert.Equal(assumed, item.GetProperty("respondentsAssumed").GetBoolean());
        Assert.Equal(
            assumed
                ? "reconstructed from published percentages; number of respondents assumed"
                : "reconstructed from published percentages",
            item.GetProperty("caveat").GetString()
        );
    }

    [Fact]
    public async Task NoChangeIsTestedOrCalledSignificant()
    {
        var questions = await api.Json("/api/v1/surveys/container/questions");
        var changes = 0;
        foreach (var question in questions.EnumerateArray())
        {
            var trend = await api.Json($"/api/v1/surveys/container/questions/{question.GetProperty("id").GetString()}/trend");
            foreach (
                var change in Points(trend)
                    .Select(point => point.GetProperty("change"))
                    .Where(change => change.ValueKind != JsonValueKind.Null)
            )
            {
                changes++;
                Assert.False(change.GetProperty("significant").GetBoolean());
                Assert.Equal(JsonValueKind.Null, change.GetProperty("p").ValueKind);
                Assert.StartsWith(
                    "not tested: rows are reconstructed from published percentages",
                    change.GetProperty("note").GetString(),
                    StringComparison.Ordinal
                );
            }
        }
        Assert.True(changes > 50);
    }

    [Fact]
    public async Task JanuaryDidNotAskHowManyMachinesAndDidNotOfferContainerServices()
    {
        var machines = await api.Json("/api/v1/surveys/container/questions/machines/trend");
        Assert.Equal(JsonValueKind.Null, machines.GetProperty("waves")[0].GetProperty("base").ValueKind);
        Assert.All(
            machines.GetProperty("options").EnumerateArray(),
            option => Assert.Equal(JsonValueKind.Null, option.GetProperty("points")[0].ValueKind)
        );

        var deploy = await api.Json("/api/v1/surveys/container/questions/deploy/trend");
        Assert.Equal(81, deploy.GetProperty("waves")[0].GetProperty("base").GetInt32());
        Assert.Equal(JsonValueKind.Null, Option(deploy, "container-service").GetProperty("points")[0].ValueKind);
        Assert.Equal(JsonValueKind.Null, Option(deploy, "own-vms").GetProperty("points")[1].ValueKind);
    }

    [Fact]
    public async Task JanuarysShareOfContainerUsersWhoPlanProductionIsInTheRows()
    {
        const string sql = """
            select (
              select bits
              from selection
              where survey_id = 'container' and wave_id = '2016-01' and question_id = @question and kind = @kind and option_id = @option
            )
            """;
        var users = await Set(sql, "using", "option", "currently");
        var answered = await Set(sql, "planning-for", "answered", "");
        var production = await Set(sql, "planning-for", "option", "production");

        var all = users.Zip(answered).Sum(pair => System.Numerics.BitOperations.PopCount((uint)(pair.First & pair.Second)));
        var planning = users.Zip(production).Sum(pair => System.Numerics.BitOperations.PopCount((uint)(pair.First & pair.Second)));
        Assert.Equal("78", Figure.Show(100.0 * planning / all));
    }

    [Fact]
    public async Task EveryPublishedPercentageIsAClaimAsPrinted()
    {
        var shares = (await Claimed()).Where(claim => claim is { Kind: ClaimKind.Share, Where: [] }).ToList();

        foreach (var row in CsvText.File(Path.Combine(Repository.Root, "tests", "samples", "published-2016.csv")))
        {
            // The rows cannot give the 84.8 % that was printed; see the sample's README.
            var printed = (row["wave"], row["option"]) == ("2016-06", "currently") ? "84.8" : row["percent"];
            Assert.Single(
                shares,
                claim =>
                    (claim.Waves[0], claim.Question, claim.Option, claim.Stated[0].Text)
                    == (row["wave"], row["question"], row["option"], printed)
            );
        }
    }

    [Fact]
    public async Task ThePostsMadeClaimsOfEveryKind()
    {
        var claims = await Claimed();

        Assert.Equal(
            [(ClaimKind.Share, 56), (ClaimKind.Change, 12), (ClaimKind.Respondents, 2), (ClaimKind.Rank, 4), (ClaimKind.NotComputable, 6)],
            claims.GroupBy(claim => claim.Kind).Select(group => (group.Key, group.Count())).OrderBy(pair => pair.Key)
        );
        Assert.Equal(["using:currently"], claims.Single(claim => claim.Where.Count > 0).Where.Select(filter => filter.ToString()));
        Assert.Equal(["gke", "ecs", "acs"], claims.Single(claim => claim.Id == "mar-ecs-second").Among);
    }

    [Fact]
    public async Task TheClaimedPlacesAreThoseOfTheRows()
    {
        foreach (var claim in (await Claimed()).Where(claim => claim.Kind == ClaimKind.Rank))
        {
            var options = (await WaveToplines.Of(api.Database, "container", claim.Waves[0]))
                .Questions.Single(question => question.Id == claim.Question)
                .Options.Where(option => claim.Among.Count > 0 ? claim.Among.Contains(option.Id) : !option.Net)
                .ToList();
            var count = options.Single(option => option.Id == claim.Option).Count;

            Assert.Equal(claim.Rank, 1 + options.Count(option => option.Count > count));
        }
    }

    [Fact]
    public async Task TheGeneratorWritesTheCommittedFiles()
    {
        using var folder = new TemporaryFolder();
        var generator = Path.Combine(folder.Path, "generate.cs");
        File.Copy(Path.Combine(Repository.Sample("container"), "generate.cs"), generator);

        var result = await Shell.Run("dotnet", ["run", generator], folder.Path);

        Assert.True(result.ExitCode == 0, result.Errors + result.Output);
        foreach (var wave in new[] { "2016-01", "2016-02", "2016-03", "2016-06" })
            Assert.Equal(
                File.ReadAllBytes(Path.Combine(Repository.Sample("container"), $"{wave}.csv")),
                File.ReadAllBytes(Path.Combine(folder.Path, $"{wave}.csv"))
            );
    }

    /// <summary>As they were stored when the sample was loaded.</summary>
    private async Task<IReadOnlyList<Claim>> Claimed() =>
        await ClaimsFile.Stored(api.Database, await Surveys.Find(api.Database, "container"));

    private async Task<byte[]> Set(string sql, string question, string kind, string option)
    {
        await using var connection = await api.Database.Open();
        return (
            await Dapper.SqlMapper.ExecuteScalarAsync<byte[]>(
                connection,
                sql,
                new
                {
                    question,
                    kind,
                    option,
                }
            )
        )!;
    }

    private static JsonElement Point(JsonElement trend, string option, string wave) =>
        Option(trend, option)
            .GetProperty("points")
            .EnumerateArray()
            .Single(point => point.ValueKind != JsonValueKind.Null && point.GetProperty("wave").GetString() == wave);

    private static JsonElement Option(JsonElement trend, string option) =>
        trend.GetProperty("options").EnumerateArray().Single(candidate => candidate.GetProperty("id").GetString() == option);

    private static IEnumerable<JsonElement> Points(JsonElement trend) =>
        trend
            .GetProperty("options")
            .EnumerateArray()
            .SelectMany(option => option.GetProperty("points").EnumerateArray())
            .Where(point => point.ValueKind != JsonValueKind.Null);
}
