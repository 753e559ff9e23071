using System.Text.Json;
using Xunit;

namespace Survey.Tests.Api.Rest;

[Collection(ApiTests.Name)]
public sealed class ListsTests(ApiHost api)
{
    [Fact]
    public async Task SurveysAreListedWithTheirLoadedWaves()
    {
        var container = (await api.Json("/api/v1/surveys"))
            .EnumerateArray()
            .Single(item => item.GetProperty("id").GetString() == "container");

        Assert.Equal(
            JsonText.Compact(
                """
                {
                  "id": "container", "title": "Container survey", "disclosure": "open", "headline": "using", "headlineOption": "currently",
                  "waves": ["2016-01", "2016-02", "2016-03", "2016-06"]
                }
                """
            ),
            JsonSerializer.Serialize(container)
        );
        Assert.Equal(JsonSerializer.Serialize(container), JsonSerializer.Serialize(await api.Json("/api/v1/surveys/container")));
    }

    [Fact]
    public async Task WavesAreListedInOrderOfTime()
    {
        var waves = await api.Json("/api/v1/surveys/container/waves");

        Assert.Equal(
            JsonText.Compact(
                """
                {
                  "id": "2016-02", "label": "February 2016", "position": 1, "fielded": "2016-02", "provenance": "reconstructed",
                  "respondentsAssumed": true, "caveat": "reconstructed from published percentages; number of respondents assumed",
                  "loaded": true, "revision": 1, "respondents": 100
                }
                """
            ),
            JsonSerializer.Serialize(waves[1])
        );
        Assert.Equal(
            ["2016-01", "2016-02", "2016-03", "2016-06"],
            waves.EnumerateArray().Select(wave => wave.GetProperty("id").GetString())
        );
    }

    [Fact]
    public async Task QuestionsAreListedWithTheirOptionsAndNets()
    {
        var questions = await api.Json("/api/v1/surveys/container/questions");

        Assert.Equal(
            ["using", "using-for", "planning-for", "containers", "deploy", "manage", "machines", "challenges"],
            questions.EnumerateArray().Select(question => question.GetProperty("id").GetString())
        );
        Assert.Equal(
            JsonText.Compact(
                """
                {
                  "id": "using", "text": "I am using containers", "kind": "single", "grid": null,
                  "waves": ["2016-01", "2016-02", "2016-03", "2016-06"],
                  "options": [
                    { "id": "currently", "label": "Currently", "net": false },
                    { "id": "soon", "label": "Sometime soon", "net": false },
                    { "id": "maybe", "label": "Maybe", "net": false },
                    { "id": "never", "label": "Never", "net": false },
                    { "id": "considering", "label": "Considering (soon or maybe)", "net": true }
                  ]
                }
                """
            ),
            JsonSerializer.Serialize(questions[0])
        );
    }

    [Fact]
    public async Task AQuestionSaysWhichWavesAskedIt()
    {
        var machines = (await api.Json("/api/v1/surveys/container/questions"))
            .EnumerateArray()
            .Single(question => question.GetProperty("id").GetString() == "machines");

        Assert.Equal(["2016-02", "2016-03", "2016-06"], machines.GetProperty("waves").EnumerateArray().Select(wave => wave.GetString()));
    }
}
