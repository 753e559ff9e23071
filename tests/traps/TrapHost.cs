using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Survey.Claims;
using Survey.Ingest.Loading;
using Survey.Instruments;
using Survey.Storage;
using Survey.Tests.Api;
using UglyToad.PdfPig;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;
using Xunit;
using PrintedReport = Survey.Reports.Documents.Report;

namespace Survey.Tests.Traps;

/// <summary>The survey of traps, loaded from the files beside this one, as every door shows it.</summary>
public sealed partial class TrapHost : IAsyncLifetime
{
    private readonly TestDatabase database = new();
    private ServedApi? api;

    public SurveyDatabase Database => database.Database;

    public async Task InitializeAsync()
    {
        await database.InitializeAsync();
        await foreach (var outcome in Load.Folder(Database, Path.Combine(Repository.Root, "tests", "traps")))
            Assert.Null(outcome.Problem);
        var instrument = InstrumentFile.Read(Path.Combine(Repository.Root, "tests", "traps"));
        await StoredClaims.Store(Database, instrument, ClaimsFile.Text(Path.Combine(Repository.Root, "tests", "traps")));
        api = await ServedApi.Start(Database);
    }

    public async Task DisposeAsync()
    {
        if (api is not null)
            await api.DisposeAsync();
        await database.DisposeAsync();
    }

    /// <param name="rest">what follows the survey's address, as in "changes?from=first"</param>
    public async Task<JsonElement> Json(string rest) => JsonDocument.Parse(await Text($"/api/v1/surveys/traps/{rest}")).RootElement;

    public async Task<List<Dictionary<string, string>>> Csv(string rest) => CsvText.Rows(await Text($"/api/v1/surveys/traps/{rest}"));

    /// <summary>What a page says, without its markup.</summary>
    public async Task<string> Page(string rest) => OneLine(WebUtility.HtmlDecode(Tag().Replace(await Html(rest), " ")));

    public async Task<string> StartPage() => OneLine(WebUtility.HtmlDecode(Tag().Replace(await Text("/"), " ")));

    public Task<string> Html(string rest) => Text($"/traps/{rest}");

    /// <summary>The texts of a chart.</summary>
    public async Task<string> Chart(string rest) =>
        OneLine(WebUtility.HtmlDecode(Tag().Replace(await Text($"/api/v1/surveys/traps/{rest}"), " ")));

    /// <summary>The report of a wave in parts: what it opens with, then a question each.</summary>
    public async Task<List<string>> Report(string wave)
    {
        using var document = PdfDocument.Open(await PrintedReport.Pdf(Database, "traps", wave));
        var text = OneLine(string.Join('\n', document.GetPages().Select(page => ContentOrderTextExtractor.GetText(page))));
        return [.. Heading().Split(text.Split("How to read this")[0])];
    }

    private async Task<string> Text(string address)
    {
        using var response = await api!.Client.GetAsync(address);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{address}: {(int)response.StatusCode} {text}");
        return text;
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@" [0-9]+\. (?=[A-Z])")]
    private static partial Regex Heading();
}

[CollectionDefinition(Name)]
public sealed class TrapsCollection : ICollectionFixture<TrapHost>
{
    public const string Name = "traps";
}
