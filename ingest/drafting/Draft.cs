using System.Globalization;
using System.Text;
using Survey.Instruments;

namespace Survey.Ingest.Drafting;

/// <summary>
/// A first instrument for a raw file, written from what its columns are taken for: it loads the file as it stands, and says in comments
/// what is guessed. All texts are quoted, so that nothing in a file can mean anything to YAML.
/// </summary>
public sealed class Draft
{
    /// <summary>Ids are cut to this, so that a number still fits behind them.</summary>
    private const int LongestId = 60;

    private readonly StringBuilder yaml = new();
    private readonly Inspection inspection;
    private readonly Guess guess;

    private Draft(Inspection inspection, Guess guess)
    {
        this.inspection = inspection;
        this.guess = guess;
    }

    /// <param name="survey">the survey's id</param>
    /// <param name="wave">the id of the wave that the file holds</param>
    /// <returns>the instrument's text</returns>
    /// <exception cref="SurveyException">the file asks nothing, or no instrument can be written for it</exception>
    public static string Of(Inspection inspection, Guess guess, string survey, string wave)
    {
        if (guess.Questions.Count == 0)
            throw new SurveyException($"{inspection.File.Name}:1 column 1: no column looks like a question, so there is nothing to draft");
        var draft = new Draft(inspection, guess);
        draft.Write(survey, wave);
        var text = draft.yaml.ToString();
        InstrumentFile.Parse($"the draft for {inspection.File.Name}", text);
        return text;
    }

    private void Write(string survey, string wave)
    {
        var ids = Ids(guess.Questions.Select(question => question.Text), "question");
        Line(
            $"# Drafted from {Quote(inspection.File.Name)}: {inspection.Rows} rows, {inspection.Columns.Count} columns. It loads "
                + "the file as it stands."
        );
        Line(
            "# Kinds, options and rows are guessed from headers and values; the number behind an option is how often it was "
                + "found. Go through it once:"
        );
        Line(
            "# give questions and options short ids before a second wave arrives, put options in their order, mark \"N/A\" and "
                + "the like with \"missing: true\"."
        );
        Line($"survey: {survey}");
        Line($"title: {Quote(survey)}");
        Line("disclosure: protected           # or open, where the answers of single persons are published anyway");
        WriteHeadline(ids);
        Line();
        Line("export:");
        Line($"  format: {InstrumentFile.NameOf(inspection.Format)}");
        Line($"  encoding: {inspection.Encoding}");
        if (inspection.HeaderRows > (Export.Default with { Format = inspection.Format }).NamingRows)
            Line($"  header-rows: {inspection.HeaderRows}");
        WriteHeaders("metadata", guess.Metadata, "not answers: ids, dates, persons");
        WriteHeaders("ignore", guess.Ignored, "without a header, and empty");
        Line();
        Line("waves:");
        Line($"  - id: {wave}");
        Line($"    label: {Quote(wave)}");
        Line($"    file: {Quote(inspection.File.Name)}");
        Line();
        Line("questions:");
        foreach (var (question, id) in guess.Questions.Zip(ids))
            Write(question, id);
    }

    /// <summary>The first question that has options, and its most frequent one.</summary>
    private void WriteHeadline(List<string> ids)
    {
        var first = guess.Questions.ToList().FindIndex(question => question.Kind.HasOptions() && question.Rows.Count == 0);
        first = first >= 0 ? first : Math.Max(0, guess.Questions.ToList().FindIndex(question => question.Kind.HasOptions()));
        var question = guess.Questions[first];
        Line($"headline: {ids[first]}{(question.Rows.Count == 0 ? "" : "." + Ids(question.Rows, "row")[0])}");
        var option =
            question.Options.Count == 0
                ? (question.Kind == QuestionKind.Number ? CodebookQuestion.WroteNumber : CodebookQuestion.WroteText).Id
                : Ids(question.Options.Select(option => option.Label), "option")[
                    question.Options.ToList().IndexOf(question.Options.MaxBy(option => option.Count)!)
                ];
        Line($"headline-option: {option}");
    }

    private void WriteHeaders(string key, IReadOnlyList<InspectedColumn> columns, string why)
    {
        if (columns.Count == 0)
            return;
        Line($"  {key}:                     # {why}");
        foreach (var header in columns.Select(column => column.Name.Header).Distinct())
            Line($"    - {Quote(header)}");
    }

    private void Write(GuessedQuestion question, string id)
    {
        Line($"  # {Places(question.Columns)}, {question.Answers} rows with an answer");
        Line($"  - id: {id}");
        Line($"    text: {Quote(question.Text)}");
        if (
            question.Header != question.Text
            || question.Columns[0].Name.Second.Length == 0 && guess.Questions.Count(other => other.Text == question.Text) > 1
        )
            Line($"    column: {Quote(question.Header)}");
        Line($"    kind: {question.Kind.ToString().ToLowerInvariant()}");
        if (question.Options.Count > 0)
            Line("    options:");
        foreach (var (option, optionId) in question.Options.Zip(Ids(question.Options.Select(option => option.Label), "option")))
        {
            var wordings = option.Wordings.Count == 0 ? "" : $", wordings: [{string.Join(", ", option.Wordings.Select(Quote))}]";
            Line(
                $"      - {{ id: {optionId}, label: {Quote(option.Label)}{wordings}"
                    + $"{(option.Other ? ", other: true" : "")}{(option.Any ? ", any: true" : "")} }} # {option.Count}"
            );
        }
        if (question.Rows.Count > 0)
            Line("    rows:");
        foreach (var (row, rowId) in question.Rows.Zip(Ids(question.Rows, "row")))
            Line($"      - {{ id: {rowId}, label: {Quote(row)} }}");
    }

    /// <summary>Where columns stand in the file, counted from 1.</summary>
    private string Places(IReadOnlyList<InspectedColumn> columns)
    {
        var places = columns.Select(column => inspection.Columns.ToList().IndexOf(column) + 1).Order().ToList();
        return places.Count == 1 ? $"column {places[0]}" : $"columns {places[0]} to {places[^1]}";
    }

    /// <summary>An id for each text: its slug, with a number where that is taken.</summary>
    private static List<string> Ids(IEnumerable<string> texts, string noun)
    {
        var taken = new HashSet<string>();
        var ids = new List<string>();
        foreach (var text in texts)
        {
            var slug = Label.Slug(text) is { Length: > 0 } whole ? Cut(whole) : noun;
            var id = slug;
            for (var number = 2; !taken.Add(id); number++)
                id = FormattableString.Invariant($"{slug}-{number}");
            ids.Add(id);
        }
        return ids;
    }

    /// <summary>At a hyphen, where one is near.</summary>
    private static string Cut(string slug)
    {
        if (slug.Length <= LongestId)
            return slug;
        var end = slug.LastIndexOf('-', LongestId);
        return slug[..(end > LongestId / 2 ? end : LongestId)];
    }

    /// <summary>A text in double quotes, on one line, that YAML reads back as it is.</summary>
    internal static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            if (character is '"' or '\\')
                quoted.Append('\\').Append(character);
            else if (
                char.IsSurrogate(character)
                || char.GetUnicodeCategory(character)
                    is not (
                        UnicodeCategory.Control
                        or UnicodeCategory.Format
                        or UnicodeCategory.LineSeparator
                        or UnicodeCategory.ParagraphSeparator
                    )
            )
                quoted.Append(character);
            else
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
        }
        return quoted.Append('"').ToString();
    }

    private void Line(string text = "") => yaml.Append(text).Append('\n');
}
