using Survey.Api.Serving;
using Survey.Storage;

namespace Survey.Tests.Api;

/// <summary>The API on a real port of this machine.</summary>
public sealed class ServedApi : IAsyncDisposable
{
    private readonly Microsoft.AspNetCore.Builder.WebApplication app;

    private ServedApi(Microsoft.AspNetCore.Builder.WebApplication app) =>
        (this.app, Client) = (app, new HttpClient { BaseAddress = new Uri(app.Urls.Single()) });

    public HttpClient Client { get; }

    /// <param name="answers">that it keeps; as the environment says when not given</param>
    public static async Task<ServedApi> Start(SurveyDatabase database, AnswerCache? answers = null)
    {
        var app = App.Build(database, "http://127.0.0.1:0", answers);
        await app.StartAsync();
        return new ServedApi(app);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }
}
