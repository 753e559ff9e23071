using System.Net.Http.Json;
using System.Text.Json;
using Survey.Instruments;
using Survey.Storage;
using Survey.Tests.Counting;
using Xunit;

namespace Survey.Tests.Api.Serving;

/// <summary>The API over a survey that has everything a query can stumble on, once open and once protected, and over one without a wave;
/// its texts are full of what HTML, CSV and SQL would take for their own.</summary>
public sealed class HostileHost : IAsyncLifetime
{
    public const string Script = "<script>alert('x')</script>";

    private const string Waves = """
          - { id: w1, label: "Wave <1>", file: w1.csv }
          - { id: w2, label: Wave 2, file: w2.csv }
          - { id: w3, label: Wave 3, file: w3.csv, provenance: reconstructed }
          - { id: w4, label: Wave 4 }
        """;

    private const string Questions = $$"""
          - { id: region, text: "Region & \"place\"?", kind: single,
              options: [Europe, Asia, { id: mars, label: "{{Script}}", offered: [w2] }] }
          - { id: tools, text: Tools?, kind: multiple, options: [Hammer, Saw, { id: na, label: N/A, missing: true }],
              nets: [{ id: any, label: Any tool, of: [hammer, saw] }] }
          - { id: rating, text: Rating?, kind: scale, options: ["1", "2", "3", { id: unsure, label: "9", missing: true }] }
          - { id: age, text: Age?, kind: number, asked: [w1, w2] }
          - { id: why, text: Why?, kind: text, asked: [w1, w2] }
          - { id: late, text: Late?, kind: single, options: ["Yes", "No"], asked: [w2], asked-of: [region:asia] }
        weights:
          - { id: even, label: Evenly by region, targets: { region: { europe: 50, asia: 50, mars: 0 } }, allow: 50 }
        """;

    private readonly TestDatabase postgres = new();
    private ServedApi? api;

    public HttpClient Client => api!.Client;

    public SurveyDatabase Database => postgres.Database;

    public async Task InitializeAsync()
    {
        await postgres.InitializeAsync();
        foreach (var (survey, disclosure) in new[] { ("open", "open"), ("closed", "protected") })
        {
            await SmallSurvey.Loaded(
                postgres.Database,
                SmallSurvey
                    .Yaml(survey, Waves, Questions)
                    .Replace("disclosure: open", $"disclosure: {disclosure}", StringComparison.Ordinal)
                    .Replace(
                        "headline: nothing\nheadline-option: text",
                        "headline: region\nheadline-option: europe",
                        StringComparison.Ordinal
                    ),
                (
                    "w1.csv",
                    SmallSurvey.Csv(
                        "\"Region & \"\"place\"\"?\",Tools?,Rating?,Age?,Why?",
                        ("Europe,\"Hammer, Saw\",1,20,x", 30),
                        ("Asia,Saw,3,40,", 20),
                        ("Asia,N/A,9,,", 10),
                        (",Hammer,,,", 5)
                    )
                ),
                (
                    "w2.csv",
                    SmallSurvey.Csv(
                        "\"Region & \"\"place\"\"?\",Tools?,Rating?,Age?,Why?,Late?",
                        ("Europe,Hammer,2,25,x,", 20),
                        ("Asia,Saw,3,45,,Yes", 35),
                        ($"{Script},N/A,9,,,", 5)
                    )
                ),
                ("w3.csv", SmallSurvey.Csv("\"Region & \"\"place\"\"?\",Tools?,Rating?", ("Europe,Hammer,2", 40), ("Asia,Saw,3", 40)))
            );
        }
        await Surveys.Store(
            postgres.Database,
            InstrumentFile.Parse(
                InstrumentFile.Name,
                SmallSurvey.Yaml("empty", "  - { id: w1 }", "  - { id: q, text: Q?, kind: single, options: [A] }")
            )
        );
        api = await ServedApi.Start(postgres.Database);
    }

    public async Task DisposeAsync()
    {
        if (api is not null)
            await api.DisposeAsync();
        await postgres.DisposeAsync();
    }

    /// <summary>What came of a request: the status, and the problem's detail or else the body.</summary>
    public async Task<(int Status, string Text)> Get(string address)
    {
        using var response = await Client.GetAsync(address);
        if (response.IsSuccessStatusCode || response.Content.Headers.ContentType?.MediaType != "application/problem+json")
            return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        return (
            (int)response.StatusCode,
            problem.TryGetProperty("detail", out var detail) ? detail.GetString()! : problem.GetProperty("title").GetString()!
        );
    }
}
