namespace Survey.Tests.Ingest.Written;

/// <summary>
/// Microsoft Forms: a workbook with five columns about the response, then one a question; ticked options are joined by <c>;</c> with one
/// at the end, what was typed for Other among them. A Likert has a column a statement, under the statement alone.
/// </summary>
internal static class MicrosoftFormsWriter
{
    public static WrittenExport Workbook(MadeSurvey survey)
    {
        var table = new WrittenTable(survey, 1);
        table.Column(respondent => $"{respondent + 1}", "ID");
        table.Column(respondent => WrittenTable.Time(respondent, "yyyy-MM-dd HH:mm:ss"), "Start time");
        table.Column(respondent => WrittenTable.Time(respondent, "yyyy-MM-dd HH:mm:ss", minutes: 5), "Completion time");
        table.Column(_ => "anonymous", "Email");
        table.Column(_ => "", "Name");
        var statements = new HashSet<string>();
        foreach (var question in survey.Questions)
        {
            if (!question.HasLabels)
                table.Typed(question, question.Text, [question.Text]);
            else if (question.IsGrid)
                for (var row = 0; row < question.Rows.Count; row++)
                {
                    // A statement that stands in two Likerts would have one header twice.
                    if (!statements.Add(question.Rows[row]))
                        continue;
                    var own = row;
                    table.Column(respondent => question.Chosen(respondent, own), question.Rows[row]);
                    table.Expect(question.Rows[row], "single|scale", 1, WrittenTable.Offered(question, row));
                }
            else
            {
                var multiple = question.Kind == MadeKind.Multiple;
                table.Column(
                    respondent =>
                        multiple
                            ? string.Concat(question.Said(respondent).Where(label => label.Length > 0).Select(label => label + ";"))
                            : string.Concat(question.Said(respondent)),
                    question.Text
                );
                table.Expect(
                    question.Text,
                    multiple ? "multiple" : "single|scale",
                    1,
                    question.Other
                        ? [.. WrittenTable.Offered(question), WrittenTable.TypedInPlace(question)]
                        : WrittenTable.Offered(question)
                );
            }
        }
        return table.Xlsx("microsoft forms");
    }
}
