using Survey.Answers;
using Survey.Ingest.Reading;
using Survey.Instruments;
using Survey.Storage;
using Survey.Tests.Ingest.Commands;

namespace Survey.Tests.Ingest.Wild;

/// <summary>A raw file on its way from nothing to counts: drafted, the draft's questions answered, loaded, and compared with what others
/// counted.</summary>
/// <param name="Path">of the raw file</param>
/// <param name="Expected">by the headers of its columns</param>
internal sealed record WildFile(string Path, Func<IReadOnlyList<IReadOnlyList<string>>, ExpectedWave> Expected)
{
    /// <summary>Rows of a file that may stand over its columns.</summary>
    private const int HeaderRows = 3;

    /// <param name="answers">what to write into the draft where it asks: what stands there, and what is written instead</param>
    /// <returns>each difference that no finding doubts, in a line; where the file does not load, why not, and each question</returns>
    public async Task<List<string>> Differences(TestDatabase database, IEnumerable<(string Asked, string Answer)> answers)
    {
        var expected = Expected(await Headers(Path));
        using var drafted = await Drafted.Of(Path);
        drafted.Answer(answers);
        if (drafted.Problem is null && await database.Run("load", drafted.Folder) is { Code: not 0 } loaded)
            drafted.Fails($"not loaded: {loaded.Errors.TrimEnd()}");
        if (drafted.Problem is { } problem)
            return [problem, .. expected.Questions.Select(question => $"{Label.Quote(question.Text, 160)}: not loaded")];
        var toplines = await WaveToplines.Of(database.Database, Label.Slug(System.IO.Path.GetFileName(drafted.Folder)), Drafted.Wave);
        return
        [
            .. Difference
                .Between(expected, CountedWave.Of(toplines))
                .Where(difference => !drafted.Findings.Any(finding => finding.Explains(difference)))
                .Select(difference => $"{difference}"),
        ];
    }

    /// <summary>What stands in the first rows of each column, alone and with what stands over it; a blank first row goes on with what
    /// stands before it.</summary>
    private static async Task<List<IReadOnlyList<string>>> Headers(string path)
    {
        using var raw = RawFile.Open(await RawCopy.Of(path), Export.Default);
        var rows = new List<string[]>();
        while (rows.Count < HeaderRows && raw.Read())
            rows.Add([.. Enumerable.Range(0, raw.FieldCount).Select(raw.Text)]);
        var columns = new List<IReadOnlyList<string>>();
        var group = "";
        for (var column = 0; column < rows[0].Length; column++)
        {
            group = rows[0][column].Length > 0 ? rows[0][column] : group;
            var below = rows.Skip(1).Where(row => column < row.Length).Select(row => row[column]).ToList();
            columns.Add([group, .. below, .. below.Select(text => $"{group} / {text}")]);
        }
        return columns;
    }
}
