using System.Globalization;
using System.Text;
using Survey.Ingest.Guessing;
using Survey.Instruments;

namespace Survey.Ingest.Drafting;

/// <summary>
/// A first instrument for a raw file, written from what its columns are taken for, with what is doubtful about that as comments. All texts
/// are quoted, so that nothing in a file can mean anything to YAML.
/// </summary>
internal sealed class Draft(Inspection inspection, Guess guess, string survey, string wave)
{
    private readonly StringBuilder yaml = new();
    private readonly List<string> ids = Ids.OfQuestions(guess.Questions.Select(question => question.Text));
    private DryRun? run;

    /// <summary>The instrument's text.</summary>
    /// <param name="findings">what is doubtful</param>
    /// <param name="tried">what came of it; null before it was tried</param>
    public string Text(IReadOnlyList<Finding> findings, DryRun? tried)
    {
        yaml.Clear();
        run = tried;
        var own = guess.Questions.SelectMany(question => question.Columns).Select(column => column.Position).ToHashSet();
        Line("# yaml-language-server: $schema=survey.schema.json");
        Line(
            $"# Drafted from {Quote(inspection.File.Name)}, {InstrumentFile.NameOf(inspection.Format)}: {OneLine(inspection.Evidence.Why)}."
        );
        if (run is not null)
            Line($"# Tried: {run.InWords()}.");
        Line(
            "# Kinds, options and rows are guessed; the number behind an option is how often it was counted. Before a "
                + "second wave arrives, give"
        );
        Line(
            "# questions and options the ids that you want to keep. What must be decided stands as TODO, and nothing is "
                + "loaded before it is."
        );
        foreach (var finding in findings.Where(finding => !own.Contains(finding.Column)))
            Write(finding, "");
        Line($"survey: {survey}");
        Line($"title: {Quote(Title())}");
        Line("disclosure: protected           # or open, where the answers of single persons are published anyway");
        WriteHeadline();
        Line();
        WriteExport();
        Line();
        Line("waves:");
        Line($"  - id: {wave}");
        Line($"    label: {Quote(wave)}");
        Line($"    file: {Quote(inspection.File.Name)}");
        Line();
        Line("questions:");
        foreach (var (question, id) in guess.Questions.Zip(ids))
        {
            foreach (var finding in findings.Where(finding => question.Columns.Any(column => column.Position == finding.Column)))
                Write(finding, "  ");
            Write(question, id);
        }
        return yaml.ToString();
    }

    private string Title()
    {
        var words = survey.Replace('-', ' ');
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    private void Write(Finding finding, string indent) =>
        Line(
            finding.Weight == FindingWeight.Decide
                ? $"{indent}# TODO [{finding.Code}] {OneLine($"{finding.Where}: {finding.Seen}; {finding.Do}")}. Delete "
                    + $"this line when it is decided."
                : $"{indent}# [{finding.Code}] {OneLine($"{finding.Seen}; {finding.Do}")}."
        );

    /// <summary>The first question that has options, and its most frequent one.</summary>
    private void WriteHeadline()
    {
        var first = guess.Questions.ToList().FindIndex(question => question.Kind.HasOptions() && question.Rows.Count == 0);
        first = first >= 0 ? first : Math.Max(0, guess.Questions.ToList().FindIndex(question => question.Kind.HasOptions()));
        var question = guess.Questions[first];
        Line($"headline: {ids[first]}{(question.Rows.Count == 0 ? "" : "." + RowIds(question)[0])}");
        var option =
            question.Options.Count == 0
                ? (question.Kind == QuestionKind.Number ? CodebookQuestion.WroteNumber : CodebookQuestion.WroteText).Id
                : OptionIds(question)[question.Options.ToList().IndexOf(question.Options.MaxBy(option => option.Count)!)];
        Line($"headline-option: {option}");
    }

    private void WriteExport()
    {
        Line("export:");
        Line($"  format: {InstrumentFile.NameOf(inspection.Format)}");
        Line($"  encoding: {inspection.Encoding}");
        if (inspection.Export.Delimiter is { } delimiter)
            Line($"  delimiter: {InstrumentFile.ExportDelimiters.First(known => known.Value == delimiter).Key}");
        if (inspection.Export.Sheet.Length > 0)
            Line($"  sheet: {Quote(inspection.Export.Sheet)}");
        if (inspection.HeaderRows != (Export.Default with { Format = inspection.Format }).HeaderRows)
            Line($"  header-rows: {inspection.HeaderRows}");
        if (guess.Blank.Count > 0)
            Line($"  blank: [{string.Join(", ", guess.Blank.Select(Quote))}]   # no answer, in whatever column");
        WriteHeaders("metadata", guess.Metadata, "not answers: ids, dates, persons");
        WriteHeaders("ignore", guess.Ignored, "nothing of their own");
    }

    private void WriteHeaders(string key, IReadOnlyList<InspectedColumn> columns, string why)
    {
        if (columns.Count == 0)
            return;
        Line($"  {key}:                     # {why}");
        foreach (var header in columns.Select(column => IsShared(column) ? column.Name.NumberedHeader : column.Name.Header).Distinct())
            Line($"    - {Quote(header)}");
    }

    /// <summary>Whether a column that is used is called like this one.</summary>
    private bool IsShared(InspectedColumn column) =>
        guess.Questions.Any(question => question.Columns.Any(own => own.Name.Header == column.Name.Header));

    private void Write(GuessedQuestion question, string id)
    {
        var rows = question.Rows.Count == 0 ? [] : RowIds(question);
        Line($"  # {Places(question.Columns)}{(run is null ? "" : $", answered by {run.AnsweredBy(id, rows)}")}");
        Line($"  - id: {id}");
        Line($"    text: {Quote(question.Text)}");
        if (question.Header != question.Text && !IsUsualGrid(question) || IsAmbiguous(question))
            Line($"    column: {Quote(question.Header)}");
        Line($"    kind: {question.Kind.ToString().ToLowerInvariant()}");
        if (question.Separator is { } separator)
            Line($"    separator: {Quote(separator)}");
        if (question.Ticked.Count > 0)
            Line($"    ticked: [{string.Join(", ", question.Ticked.Select(Quote))}]");
        if (question.Blank.Except(guess.Blank).ToList() is { Count: > 0 } blank)
            Line($"    blank: [{string.Join(", ", blank.Select(Quote))}]");
        if (question.Options.Count > 0)
            Line("    options:");
        foreach (var (option, optionId) in question.Options.Zip(question.Options.Count == 0 ? [] : OptionIds(question)))
            Line($"      - {{ id: {optionId}, label: {Quote(option.Label)}{Keys(option)} }}{Count(id, rows, optionId)}");
        if (question.Rows.Count > 0)
            Line("    rows:");
        foreach (var (row, rowId) in question.Rows.Zip(rows))
            Line(
                $"      - {{ id: {rowId}, label: {Quote(row.Text)}{(row.Header == row.Text ? "" : $", wordings: [{Quote(row.Header)}]")} }}"
            );
    }

    private string Count(string question, IReadOnlyList<string> rows, string option) =>
        run is null ? "" : $" # {run.CountOf(question, rows, option)}";

    private static string Keys(GuessedOption option)
    {
        var keys = new StringBuilder();
        if (option.Wordings.Count > 0)
            keys.Append(CultureInfo.InvariantCulture, $", wordings: [{string.Join(", ", option.Wordings.Select(Quote))}]");
        if (option.Value is { } value && NumberText.Parse(option.Label) != value)
            keys.Append(CultureInfo.InvariantCulture, $", value: {value}");
        if (option.Column is { } column)
            keys.Append(CultureInfo.InvariantCulture, $", column: {Quote(column)}");
        return keys.Append(option.Missing ? ", missing: true" : "")
            .Append(option.Other ? ", other: true" : "")
            .Append(option.Any ? ", any: true" : "")
            .ToString();
    }

    /// <summary>Whether the columns are called as a grid's are where nothing is said.</summary>
    private static bool IsUsualGrid(GuessedQuestion question) => question.Header == $"{question.Text} [{CodebookQuestion.RowPlace}]";

    /// <summary>Whether another question has the same text, in a file of one header row.</summary>
    private bool IsAmbiguous(GuessedQuestion question) =>
        question.Header == question.Text
        && question.Columns[0].Name.Second.Length == 0
        && guess.Questions.Count(other => other.Text == question.Text) > 1;

    private static List<string> OptionIds(GuessedQuestion question) =>
        Ids.OfLabels(question.Options.Select(option => option.Label), "option");

    private static List<string> RowIds(GuessedQuestion question) => Ids.OfLabels(question.Rows.Select(row => row.Text), "row");

    /// <summary>Where columns stand in the file, counted from 1.</summary>
    private static string Places(IReadOnlyList<InspectedColumn> columns)
    {
        var places = columns.Select(column => column.Position + 1).Order().ToList();
        return places.Count == 1 ? $"column {places[0]}" : $"columns {places[0]} to {places[^1]}";
    }

    /// <summary>A text as a comment may hold it.</summary>
    private static string OneLine(string text) => string.Concat(text.Select(character => Label.IsShown(character) ? character : ' '));

    /// <summary>A text in double quotes, on one line, that YAML reads back as it is.</summary>
    internal static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            if (character is '"' or '\\')
                quoted.Append('\\').Append(character);
            else if (char.IsSurrogate(character) || Label.IsShown(character))
                quoted.Append(character);
            else
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
        }
        return quoted.Append('"').ToString();
    }

    private void Line(string text = "") => yaml.Append(text).Append('\n');
}
