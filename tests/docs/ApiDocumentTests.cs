using System.Text.Json;
using Survey.Tests.Api;
using Xunit;

namespace Survey.Tests.Docs;

/// <summary>docs/api.md lists what the OpenAPI document does, and nothing else.</summary>
[Collection(ApiTests.Name)]
public sealed class ApiDocumentTests(ApiHost api)
{
    private static readonly Document Page = Document.Of("docs/api.md");

    private static IEnumerable<string[]> Addresses => Document.Rows(Page.Sections["Addresses"]);

    [Fact]
    public async Task EveryAddressHasItsParametersAndNoOther()
    {
        var described = (await Paths()).Select(path =>
            $"{path.Name}: {string.Join(' ', Parameters(path).Where(parameter => Is(parameter, "query")).Select(Name))}"
        );

        Assert.Equal(
            described.Order(StringComparer.Ordinal),
            (
                from row in Addresses
                from ending in Document.Code(row[2]).Prepend("")
                select $"{row[0].Trim('`')}{ending}: {string.Join(' ', Document.Code(row[3]))}"
            ).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task EveryAddressSaysWhatComesAsItsSummaryDoes()
    {
        var paths = (await Paths()).ToDictionary(
            path => path.Name,
            path => path.Value.GetProperty("get").GetProperty("summary").GetString()
        );

        Assert.All(Addresses, row => Assert.Equal(paths[row[0].Trim('`')], row[1]));
    }

    [Fact]
    public async Task EveryParameterIsExplainedAndNoOther() =>
        Assert.Equal(
            (await Paths())
                .SelectMany(Parameters)
                .Select(parameter => $"{Name(parameter)}: {parameter.GetProperty("description").GetString()}")
                .Distinct()
                .Order(StringComparer.Ordinal),
            Document.Rows(Page.Sections["Parameters"]).Select(row => $"{row[0].Trim('`')}: {row[1]}").Order(StringComparer.Ordinal)
        );

    /// <summary>The examples that the page names are those that there are, and each asks its own address.</summary>
    [Fact]
    public void EveryAddressHasAnExample()
    {
        Assert.All(Addresses, row => Assert.NotEmpty(Links(row[4])));
        Assert.All(
            from row in Addresses
            from example in Links(row[4])
            select (Address: row[0].Trim('`').Split('/')[^1], example),
            asked =>
                Assert.Contains(
                    asked.Address.Trim('{', '}') is "survey" ? "container" : asked.Address,
                    File.ReadAllText(asked.example),
                    StringComparison.Ordinal
                )
        );
        Assert.Equal(
            Directory.GetFiles(Path.Combine(Repository.Root, "docs", "examples"), "*.sh").Order(StringComparer.Ordinal),
            Links(Page.Text).Distinct().Order(StringComparer.Ordinal)
        );
    }

    private static IEnumerable<string> Links(string text) =>
        text.Split("](")
            .Skip(1)
            .Select(link => link.Split(')')[0])
            .Where(link => link.EndsWith(".sh", StringComparison.Ordinal))
            .Select(link => Path.Combine(Repository.Root, "docs", link));

    private async Task<List<JsonProperty>> Paths() => [.. (await api.Json("/openapi/v1.json")).GetProperty("paths").EnumerateObject()];

    private static IEnumerable<JsonElement> Parameters(JsonProperty path) =>
        path.Value.GetProperty("get").TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray() : [];

    private static bool Is(JsonElement parameter, string place) => parameter.GetProperty("in").GetString() == place;

    private static string Name(JsonElement parameter) => parameter.GetProperty("name").GetString()!;
}
