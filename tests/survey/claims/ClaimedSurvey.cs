using Survey.Tests.Counting;
using Xunit;

namespace Survey.Tests.Claims;

/// <summary>Folders of surveys about which something was published.</summary>
internal static class ClaimedSurvey
{
    /// <summary>Claims c0, c1, …</summary>
    public static string Yaml(params string[] claims) =>
        "claims:\n" + string.Concat(claims.Select((claim, item) => $"  - {{ id: c{item}, text: Said., source: post, {claim} }}\n"));

    public static SurveyFolder Folder(string yaml, params (string File, string Csv)[] files)
    {
        var folder = new SurveyFolder(yaml);
        foreach (var (file, csv) in files)
            folder.Write(file, csv);
        return folder;
    }

    public static async Task Loaded(this TestDatabase postgres, SurveyFolder folder)
    {
        foreach (var outcome in await folder.Load(postgres.Database))
            Assert.Null(outcome.Problem);
    }
}
