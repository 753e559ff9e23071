namespace Survey.Tests.Ingest.Written;

/// <summary>Tables by no tool in particular: one header row, a column an option, and a word for ticked and one for not ticked.</summary>
internal static class TickColumnsWriter
{
    private static readonly (string Ticked, string Not)[] Words =
    [
        ("1", "0"),
        ("Yes", "No"),
        ("TRUE", "FALSE"),
        ("Selected", "Not selected"),
        ("x", ""),
    ];

    private static readonly string[] Stems = ["{0} [{1}]", "{0}: {1}", "{0} - {1}", "{0}/{1}"];

    public static WrittenExport Csv(MadeSurvey survey)
    {
        var (ticked, not) = Words[survey.Number % Words.Length];
        var stem = Stems[survey.Number % Stems.Length];
        var table = new WrittenTable(survey, 1);
        table.Column(respondent => $"{respondent + 1}", "id");
        foreach (var question in survey.Questions)
        {
            if (!question.HasLabels)
                table.Typed(question, question.Text, [question.Text]);
            else if (question.IsGrid)
                table.Grid(question, row => [Header(stem, question.Text, question.Rows[row])]);
            else if (question.Kind == MadeKind.Multiple)
            {
                foreach (var (option, label) in question.Labels.Index())
                    table.Column(
                        respondent =>
                            question.Answers[0][respondent].Options.Count == 0 ? ""
                            : question.Chose(respondent, option) ? ticked
                            : not,
                        Header(stem, question.Text, label)
                    );
                table.Expect(question.Text, "multiple", question.Labels.Count, Options(question, stem));
            }
            else
            {
                table.Column(respondent => question.Chosen(respondent), question.Text);
                table.Expect(question.Text, "single|scale", 1, Options(question, stem));
            }
        }
        return table.Csv($"ticks {ticked} under \"{stem}\"", lineEnd: "\n");
    }

    private static IEnumerable<WrittenOption> Options(MadeQuestion question, string stem) =>
        question.Labels.Select(
            (label, option) =>
                new WrittenOption(label, respondent => question.Chose(respondent, option), Header(stem, question.Text, label))
        );

    private static string Header(string stem, string question, string label) =>
        stem.Replace("{0}", question, StringComparison.Ordinal).Replace("{1}", label, StringComparison.Ordinal);
}
