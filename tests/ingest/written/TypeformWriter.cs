namespace Survey.Tests.Ingest.Written;

/// <summary>
/// Typeform: a response's token, one column a question; a multiple has a column an option, whose header and cells are the option alone, and
/// <c>Other</c>, whose cells are what was typed. Seven columns about the response stand at the end.
/// </summary>
internal static class TypeformWriter
{
    public static WrittenExport Csv(MadeSurvey survey)
    {
        var table = new WrittenTable(survey, 1);
        table.Column(respondent => $"{WrittenTable.Id(respondent, 2_000_000_000):x}f0c1a9e7b", "#");
        var (beside, labels) = (false, new HashSet<string>());
        foreach (var question in survey.Questions)
        {
            // It has no grids; and of two multiples beside each other, or with an option in common, nothing in the file says which option
            // belongs to which.
            var multiple = question.Kind == MadeKind.Multiple;
            if (question.IsGrid || multiple && (beside || !question.Labels.All(labels.Add)))
                continue;
            beside = multiple;
            if (!question.HasLabels)
                table.Typed(question, question.Text, [question.Text]);
            else if (multiple)
            {
                foreach (var (option, label) in question.Offered.Index())
                    table.Column(respondent => question.Chose(respondent, option) ? label : "", label);
                if (question.Other)
                    table.Column(question.Typed, "Other");
                table.Expect(
                    question.Labels[0],
                    "multiple",
                    question.Labels.Count,
                    question.Other
                        ?
                        [
                            .. WrittenTable.Offered(question),
                            new WrittenOption("Other", respondent => question.Typed(respondent).Length > 0, "Other (please specify)"),
                        ]
                        : WrittenTable.Offered(question)
                );
            }
            else
            {
                table.Column(respondent => string.Concat(question.Said(respondent)), question.Text);
                table.Expect(
                    question.Text,
                    "single|scale",
                    1,
                    question.Other
                        ? [.. WrittenTable.Offered(question), WrittenTable.TypedInPlace(question)]
                        : WrittenTable.Offered(question)
                );
            }
        }
        table.Column(_ => "completed", "Response Type");
        table.Column(respondent => WrittenTable.Time(respondent, "yyyy-MM-dd HH:mm:ss"), "Start Date (UTC)");
        table.Column(_ => "", "Stage Date (UTC)");
        table.Column(respondent => WrittenTable.Time(respondent, "yyyy-MM-dd HH:mm:ss", minutes: 4), "Submit Date (UTC)");
        table.Column(respondent => $"{WrittenTable.Id(respondent, 700_000_000)}be", "Network ID");
        table.Column(_ => "", "Tags");
        table.Column(_ => "Default thank you screen", "Ending");
        return table.Csv("typeform", lineEnd: "\n");
    }
}
