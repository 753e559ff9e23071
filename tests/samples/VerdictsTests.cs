using Survey.Tests.Api;
using Xunit;

namespace Survey.Tests.Samples;

/// <summary>
/// What every claim of the samples comes to, as written out by hand in <c>verdicts-*.csv</c>: from the counts that the published figures
/// were found to be of, and from the rows of the container sample, counted otherwise.
/// </summary>
[Collection(ApiTests.Name)]
public sealed class VerdictsTests(ApiHost api)
{
    [Fact]
    public Task EveryClaimOfThePostsOf2016HasItsVerdict() =>
        HasItsVerdicts("container", "80 claims: 72 by construction, 1 off, 7 not computable");

    [RealDataFact]
    public Task EveryFigurePublishedOfTheCloudNativeSurveyHasItsVerdict() =>
        HasItsVerdicts("cncf-cloud-native", "58 claims: 57 reproduced, 1 off");

    private async Task HasItsVerdicts(string survey, string summary)
    {
        var rows = await api.Csv($"/api/v1/surveys/{survey}/claims.csv");
        var claims = rows.GroupBy(row => row["claim_id"])
            .Select(rows =>
                (
                    Id: rows.Key,
                    Verdict: rows.First()["verdict"],
                    Found: string.Join(" → ", rows.Select(Found)),
                    Words: $"{rows.First()["sentence"]} {rows.First()["note"]}"
                )
            )
            .ToList();
        var expected = CsvText.File(Path.Combine(Repository.Root, "tests", "samples", $"verdicts-{survey}.csv"));

        Assert.Equal(
            expected.Select(row => (row["claim"], row["verdict"], row["found"])),
            claims.Select(claim => (claim.Id, claim.Verdict, claim.Found))
        );
        Assert.All(expected.Zip(claims), pair => Assert.Contains(pair.First["why"], pair.Second.Words, StringComparison.Ordinal));
        Assert.Equal(summary, (await api.Json($"/api/v1/surveys/{survey}/claims")).GetProperty("summary").GetString());
    }

    private static string Found(Dictionary<string, string> row) =>
        row switch
        {
            _ when row["place"].Length > 0 => $"place {row["place"]}",
            _ when row["base"].Length > 0 => $"{row["count"]} of {row["base"]}",
            _ => row["count"],
        };
}
