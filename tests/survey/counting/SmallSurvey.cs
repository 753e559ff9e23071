using System.Text;
using Survey.Ingest.Loading;
using Survey.Storage;

namespace Survey.Tests.Counting;

/// <summary>Surveys of a few lines, made for one test.</summary>
internal static class SmallSurvey
{
    /// <summary>An instrument of google-forms files. Its headline is a question that no wave asked.</summary>
    /// <param name="waves">the list's entries, in YAML</param>
    /// <param name="questions">the list's entries, in YAML</param>
    /// <param name="minimum">respondents that a base must have to be tested</param>
    public static string Yaml(string survey, string waves, string questions, int minimum = 30) =>
        $$"""
            survey: {{survey}}
            title: The survey {{survey}}
            disclosure: open
            headline: nothing
            headline-option: text
            minimum-base: {{minimum}}
            export: { metadata: [Timestamp] }
            waves:
            {{waves}}
            questions:
              - { id: nothing, text: Nothing, kind: text, asked: [] }
            {{questions}}
            """;

    /// <summary>A CSV file with a header and rows, each as often as is said.</summary>
    public static string Csv(string header, params (string Row, int Times)[] rows)
    {
        var text = new StringBuilder(header).Append('\n');
        foreach (var (row, times) in rows)
            text.Insert(text.Length, row + "\n", times);
        return text.ToString();
    }

    public static async Task<List<LoadOutcome>> Load(this SurveyFolder folder, SurveyDatabase database, Reload? reload = null)
    {
        var outcomes = new List<LoadOutcome>();
        await foreach (var outcome in Survey.Ingest.Loading.Load.Folder(database, folder.Path, null, reload))
            outcomes.Add(outcome);
        return outcomes;
    }

    /// <summary>A survey of these waves and questions, in YAML, whose files are all loaded.</summary>
    public static Task Load(
        this TestDatabase postgres,
        string survey,
        string waves,
        string questions,
        params (string File, string Csv)[] files
    ) => Loaded(postgres.Database, Yaml(survey, waves, questions), files);

    /// <summary>A survey whose waves are all loaded, each from the file that it names.</summary>
    public static async Task Loaded(SurveyDatabase database, string yaml, params (string File, string Csv)[] files)
    {
        using var folder = new SurveyFolder(yaml);
        foreach (var (file, csv) in files)
            folder.Write(file, csv);
        foreach (var outcome in await folder.Load(database))
        {
            if (outcome.Problem is not null)
                throw new InvalidOperationException(outcome.Problem);
        }
    }
}
