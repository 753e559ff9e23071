using Survey.Ingest.Loading;
using Survey.Tests.Api;
using Xunit;

namespace Survey.Tests.Docs;

/// <summary>The API on a real port, over the surveys that the examples ask.</summary>
public sealed class ExampleHost : IAsyncLifetime
{
    private readonly TestDatabase database = new();
    private ServedApi? api;

    public static string Folder { get; } = Path.Combine(Repository.Root, "docs", "examples");

    /// <summary>Without a slash at its end.</summary>
    public string Address => api!.Client.BaseAddress!.ToString().TrimEnd('/');

    public async Task InitializeAsync()
    {
        await database.InitializeAsync();
        foreach (var folder in new[] { Repository.Sample("container"), Path.Combine(Folder, "lunch") })
        {
            await foreach (var outcome in Load.Folder(database.Database, folder))
                Assert.Null(outcome.Problem);
        }
        api = await ServedApi.Start(database.Database);
    }

    public async Task DisposeAsync()
    {
        if (api is not null)
            await api.DisposeAsync();
        await database.DisposeAsync();
    }
}
