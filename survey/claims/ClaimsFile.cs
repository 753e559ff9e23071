using Survey.Instruments;
using Survey.Storage;

namespace Survey.Claims;

/// <summary>Reads <c>claims.yaml</c>, strictly; the format is described in survey/CLAIMS.md.</summary>
public static class ClaimsFile
{
    public const string Name = "claims.yaml";

    /// <summary>Reads the claims of a survey.</summary>
    /// <param name="file">the name that errors give</param>
    /// <param name="yaml">the file's text</param>
    /// <param name="instrument">has every id that a claim names</param>
    /// <exception cref="SurveyException">with file and line, on the first thing that is wrong</exception>
    public static IReadOnlyList<Claim> Parse(string file, string yaml, Instrument instrument)
    {
        var map = YamlMap.Parse(file, yaml, "the claims file");
        var claims = map.List("claims", "a claim", claim => ClaimFile.Read(claim, instrument));
        map.Done();
        if (claims.Count == 0)
            throw map.Error("claims", "the claims file has no claims");
        QuestionFile.Unique(map, "claims", claims.Select((claim, item) => (claim.Id, item)), "claim");
        return claims;
    }

    /// <summary>Reads the claims that the database holds of a survey, in the order of their text.</summary>
    /// <param name="instrument">the one that the survey is read with</param>
    /// <returns>none where the survey has no claims</returns>
    /// <exception cref="SurveyException">a claim names what the instrument no longer has</exception>
    public static async Task<IReadOnlyList<Claim>> Stored(
        SurveyDatabase database,
        Instrument instrument,
        CancellationToken cancel = default
    ) =>
        await StoredClaims.Text(database, instrument.Survey, cancel) is { } yaml
            ? Parse($"claims of {instrument.Survey}", yaml, instrument)
            : [];

    /// <summary>The text of the claims in a survey's folder.</summary>
    /// <returns>null where the folder has no such file</returns>
    /// <exception cref="SurveyException">it cannot be read, or is not UTF-8</exception>
    public static string? Text(string folder)
    {
        var file = Path.Combine(folder, Name);
        return File.Exists(file) ? YamlFile.Text(file) : null;
    }
}
