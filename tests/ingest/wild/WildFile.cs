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
    private const string Wave = "w1";

    /// <summary>Rows of a file that may stand over its columns.</summary>
    private const int HeaderRows = 3;

    /// <param name="answers">what to write into the draft where it asks: what stands there, and what is written instead</param>
    /// <returns>each difference in a line; where the file does not load, why not, and each question that is not counted</returns>
    public async Task<List<string>> Differences(TestDatabase database, IEnumerable<(string Asked, string Answer)> answers)
    {
        var expected = Expected(await Headers(Path));
        using var parent = new TemporaryFolder();
        var folder = System.IO.Path.Combine(parent.Path, System.IO.Path.GetFileNameWithoutExtension(Path));
        var problem = await Drafted(database, folder, answers) ?? await Loaded(database, folder);
        if (problem is not null)
            return [problem, .. expected.Questions.Select(question => $"{Label.Quote(question.Text, 160)}: not loaded")];
        var toplines = await WaveToplines.Of(database.Database, Label.Slug(System.IO.Path.GetFileName(folder)), Wave);
        return [.. Difference.Between(expected, CountedWave.Of(toplines)).Select(difference => difference.ToString())];
    }

    private async Task<string?> Drafted(TestDatabase database, string folder, IEnumerable<(string Asked, string Answer)> answers)
    {
        try
        {
            var inspected = await database.Run("inspect", Path, "--draft", folder, "--wave", Wave);
            if (inspected.Code != 0)
                return $"not drafted: {inspected.Errors.TrimEnd()}";
        }
        catch (Exception defect) when (defect is not SurveyException)
        {
            return $"inspect crashes: {defect.Message}";
        }
        var file = System.IO.Path.Combine(folder, InstrumentFile.Name);
        var yaml = await File.ReadAllTextAsync(file);
        foreach (var (asked, answer) in answers)
        {
            if (!yaml.Contains(asked, StringComparison.Ordinal))
                return $"the draft does not ask: {asked}";
            yaml = yaml.Replace(asked, answer, StringComparison.Ordinal);
        }
        await File.WriteAllTextAsync(file, yaml);
        return null;
    }

    private static async Task<string?> Loaded(TestDatabase database, string folder)
    {
        var loaded = await database.Run("load", folder);
        return loaded.Code == 0 ? null : $"not loaded: {loaded.Errors.TrimEnd()}";
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
