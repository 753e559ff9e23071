namespace Survey.Tests.Ingest.Written;

/// <summary>
/// Google Forms: a stamp, then one column a question and one a row of a grid, whose header is <c>question [row]</c>. Ticked options stand
/// in one cell, what was typed for Other among them; ticked and left empty, it leaves the separator behind.
/// </summary>
internal static class GoogleFormsWriter
{
    /// <summary>Linked to a spreadsheet, and saved from there.</summary>
    public static WrittenExport ThroughSheets(MadeSurvey survey)
    {
        var table = Table(survey, ", ", "M/d/yyyy H:mm:ss", "");
        return survey.Number % 3 == 0 ? table.Xlsx("google forms through sheets, xlsx") : table.Csv("google forms through sheets");
    }

    /// <summary>"Download responses (.csv)".</summary>
    public static WrittenExport OwnCsv(MadeSurvey survey) =>
        Table(survey, ";", "yyyy/MM/dd h:mm:ss tt", survey.Number % 2 == 0 ? " AST" : " GMT+2")
            .Csv("google forms own csv", always: true, lineEnd: "\n");

    private static WrittenTable Table(MadeSurvey survey, string separator, string stamp, string zone)
    {
        var table = new WrittenTable(survey, 1);
        table.Column(respondent => WrittenTable.Time(respondent, stamp) + zone, "Timestamp");
        foreach (var question in survey.Questions)
        {
            if (!question.HasLabels)
            {
                table.Typed(question, question.Text, [question.Text]);
                continue;
            }
            for (var row = 0; row < question.Answers.Count; row++)
            {
                var own = row;
                table.Column(
                    respondent => string.Join(separator, question.Said(respondent, own)),
                    question.IsGrid ? $"{question.Text} [{question.Rows[row]}]" : question.Text
                );
                table.Expect(
                    question.IsGrid ? $"{question.Text} / {question.Rows[row]}" : question.Text,
                    question.Kind == MadeKind.Multiple ? "multiple" : "single|scale",
                    1,
                    question.Other
                        ? [.. WrittenTable.Offered(question), WrittenTable.TypedInPlace(question)]
                        : WrittenTable.Offered(question, row)
                );
            }
        }
        return table;
    }
}
