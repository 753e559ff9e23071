using Survey.Answers;
using Survey.Ingest.Guessing;
using Survey.Instruments;

namespace Survey.Ingest.Drafting;

/// <summary>What a raw file is found to hold, for people: its dialect and shape, what is doubtful, and every question with its values, the
/// most frequent first.</summary>
internal static class InspectionText
{
    private const int ShownValues = 8;

    public static string Of(DraftedSurvey drafted)
    {
        var (inspection, guess) = (drafted.Inspection, drafted.Guess);
        var shape =
            $"{InstrumentFile.NameOf(inspection.Format)}, {inspection.HeaderRows} header row{(inspection.HeaderRows == 1 ? "" : "s")}";
        var encoding =
            inspection.Encoding
            + (
                inspection.Confidence < 1 ? $" (guessed, {Figure.Show(100 * inspection.Confidence)} % sure; --encoding says otherwise)" : ""
            );
        var lines = new List<string>
        {
            $"{inspection.File.Name}: {shape}, {encoding}, {inspection.Columns.Count} columns, "
                + $"{inspection.Rows} rows ({inspection.BlankRows} blank, {inspection.BrokenRows} with more or fewer fields)",
            $"dialect: {InstrumentFile.NameOf(inspection.Format)}, because {inspection.Evidence.Why}",
        };
        if (inspection.RunnerUp is { } other)
            lines.Add($"runner-up: {InstrumentFile.NameOf(other.Format)}, because {other.Why}");
        lines.Add($"a draft of it, tried: {drafted.Tried}");
        if (guess.Metadata.Count > 0)
            lines.Add($"metadata: {string.Join(", ", guess.Metadata.Select(column => Label.Quote(column.Name.Header, 60)))}");
        if (guess.Ignored.Count(column => column.Answers == 0) is > 0 and var empty)
            lines.Add($"empty columns without a header: {empty}");
        foreach (var finding in drafted.Findings)
            lines.Add(finding.ToString());
        foreach (var question in guess.Questions)
            lines.AddRange(Of(question));
        return string.Join('\n', lines) + "\n";
    }

    private static IEnumerable<string> Of(GuessedQuestion question)
    {
        yield return "";
        yield return Label.Quote(question.Text, 160);
        yield return $"  {Kind(question)}, {question.Answers} rows with an answer";
        if (question.Rows.Count > 0)
            yield return $"  rows: {Shortened(question.Rows, row => Label.Quote(row.Text, 40))}";
        var values = !question.Kind.HasOptions()
            ? question.Columns[0].Values
            : [.. question.Options.Select(option => (Text: option.Label, option.Count)).OrderByDescending(option => option.Count)];
        if (values.Count > 0)
            yield return $"  {Shortened(values, value => $"{Label.Quote(value.Text, 40)} {value.Count}")}";
    }

    private static string Kind(GuessedQuestion question) =>
        (question.Rows.Count > 0 ? "grid, " : "")
        + question.Kind switch
        {
            QuestionKind.Text => "text",
            QuestionKind.Number => "number",
            QuestionKind.Single => $"single, {question.Options.Count} options",
            QuestionKind.Scale => $"scale, {question.Options.Count} options",
            _ => $"multiple, {question.Options.Count} options",
        };

    private static string Shortened<T>(IReadOnlyCollection<T> all, Func<T, string> show) =>
        string.Join(", ", all.Take(ShownValues).Select(show)) + (all.Count > ShownValues ? $", … and {all.Count - ShownValues} more" : "");
}
