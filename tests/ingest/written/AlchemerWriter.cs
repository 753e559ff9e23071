namespace Survey.Tests.Ingest.Written;

/// <summary>
/// Alchemer (SurveyGizmo): columns about the response, then <c>option:question</c> for each option of a multiple, its cells the option;
/// <c>row:question</c> for each row of a table; <c>Other - Write In:question</c> for what was typed for Other.
/// </summary>
internal static class AlchemerWriter
{
    private const string Other = "Other - Write In";

    public static WrittenExport Csv(MadeSurvey survey)
    {
        var table = new WrittenTable(survey, 1);
        table.Column(respondent => $"{respondent + 1}", "Response ID");
        table.Column(respondent => WrittenTable.Time(respondent, "yyyy-MM-dd HH:mm:ss"), "Time Started");
        table.Column(respondent => WrittenTable.Time(respondent, "yyyy-MM-dd HH:mm:ss", minutes: 3), "Date Submitted");
        table.Column(respondent => respondent % 7 == 6 ? "Partial" : "Complete", "Status");
        table.Column(_ => "", "Contact ID");
        table.Column(_ => "English", "Language");
        table.Column(_ => "", "Referer");
        table.Column(respondent => $"{WrittenTable.Id(respondent, 1_450_000_000)}_567{respondent}", "SessionID");
        table.Column(_ => "Mozilla/5.0 (X11; Linux x86_64)", "User Agent");
        table.Column(respondent => $"192.0.2.{respondent + 1}", "IP Address");
        table.Column(respondent => $"-{70 + respondent % 9}.25", "Longitude");
        table.Column(respondent => $"{40 + respondent % 9}.5", "Latitude");
        table.Column(_ => "United States", "Country");
        foreach (var question in survey.Questions)
        {
            if (!question.HasLabels)
                table.Typed(question, question.Text, [question.Text]);
            else if (question.IsGrid)
                table.Grid(question, row => [$"{question.Rows[row]}:{question.Text}"]);
            else if (question.Kind == MadeKind.Multiple)
                Ticks(table, question);
            else
            {
                table.Column(respondent => question.ChoseOther(respondent) ? Other : question.Chosen(respondent), question.Text);
                if (question.Other)
                    table.Column(question.Typed, $"{Other}:{question.Text}");
                table.Expect(
                    question.Text,
                    "single|scale",
                    question.Other ? 2 : 1,
                    question.Other
                        ? [.. WrittenTable.Offered(question), new WrittenOption(Other, question.ChoseOther)]
                        : WrittenTable.Offered(question)
                );
            }
        }
        return table.Csv("alchemer", always: true, lineEnd: "\n");
    }

    private static void Ticks(WrittenTable table, MadeQuestion question)
    {
        foreach (var (option, label) in question.Offered.Index())
            table.Column(respondent => question.Chose(respondent, option) ? label : "", $"{label}:{question.Text}");
        if (question.Other)
            table.Column(
                respondent =>
                    !question.ChoseOther(respondent) ? ""
                    : question.Typed(respondent) is { Length: > 0 } typed ? typed
                    : Other,
                $"{Other}:{question.Text}"
            );
        table.Expect(
            question.Text,
            "multiple",
            question.Labels.Count,
            question.Other
                ? [.. WrittenTable.Offered(question), new WrittenOption(Other, question.ChoseOther, $"{Other}:{question.Text}", "Other")]
                : WrittenTable.Offered(question)
        );
    }
}
