using System.Net.Http.Json;
using System.Text.Json;
using Survey.Claims;
using Survey.Ingest.Loading;
using Survey.Instruments;
using Survey.Storage;
using Xunit;

namespace Survey.Tests.Api;

/// <summary>The API on a real port of this machine, over a database that holds both samples: the container survey, and the CNCF survey
/// where its real files are there.</summary>
public sealed class ApiHost : IAsyncLifetime
{
    private readonly TestDatabase database = new();
    private ServedApi? api;

    public HttpClient Client => api!.Client;

    public SurveyDatabase Database => database.Database;

    public async Task InitializeAsync()
    {
        await database.InitializeAsync();
        await foreach (var outcome in Load.Folder(Database, Repository.Sample("container")))
            Assert.Null(outcome.Problem);
        if (RealData.Absence is null)
        {
            var instrument = InstrumentFile.Read(Repository.Sample("cncf-cloud-native"));
            foreach (var wave in instrument.Waves)
                Assert.Null((await Load.File(Database, instrument, wave.Id, RealData.File($"cncf/{wave.File}"))).Problem);
            await StoredClaims.Store(Database, instrument, ClaimsFile.Text(Repository.Sample("cncf-cloud-native")));
        }
        api = await ServedApi.Start(Database);
    }

    public async Task DisposeAsync()
    {
        if (api is not null)
            await api.DisposeAsync();
        await database.DisposeAsync();
    }

    /// <summary>The JSON at an address, which must be there.</summary>
    public async Task<JsonElement> Json(string address)
    {
        using var response = await Client.GetAsync(address);
        Assert.True(response.IsSuccessStatusCode, $"{address}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>The rows of a CSV answer, each by column name.</summary>
    public async Task<List<Dictionary<string, string>>> Csv(string address)
    {
        using var response = await Client.GetAsync(address);
        Assert.Equal("text/csv", response.Content.Headers.ContentType?.MediaType);
        return CsvText.Rows(await response.Content.ReadAsStringAsync());
    }
}

/// <summary>One host for all classes that only read.</summary>
[CollectionDefinition(Name)]
public sealed class ApiTests : ICollectionFixture<ApiHost>
{
    public const string Name = "api";
}
