namespace Survey.Tests.Ingest.Written;

/// <summary>
/// KoboToolbox, with labels: semicolons between quoted fields; what the device noted first, then the questions, perhaps under their group
/// (<c>group/question</c>); a multiple as one column, joined by blanks, and then as 0 and 1 under <c>question/option</c>; the server's
/// columns begin with <c>_</c>. Other is an option like any; its text is a question of its own. A matrix has a column a row, under the
/// row alone.
/// </summary>
internal static class KoboWriter
{
    public static WrittenExport Csv(MadeSurvey survey)
    {
        var grouped = survey.Number / 3 % 2 == 1;
        var table = new WrittenTable(survey, 1);
        table.Column(respondent => WrittenTable.Time(respondent, "yyyy-MM-ddTHH:mm:ss.fff+03:00"), "start");
        table.Column(respondent => WrittenTable.Time(respondent, "yyyy-MM-ddTHH:mm:ss.fff+03:00", minutes: 5), "end");
        table.Column(_ => "collect:Mxyzzy", "deviceid");
        var rows = new HashSet<string>();
        foreach (var (question, group) in survey.Questions.Select((question, i) => (question, grouped ? $"Part {i / 3 + 1}/" : "")))
        {
            var header = $"{group}{question.Text}";
            if (!question.HasLabels)
                table.Typed(question, question.Text, [header], header);
            else if (question.IsGrid)
                for (var row = 0; row < question.Rows.Count; row++)
                {
                    // Where a row stands in two matrices, two columns would have one header.
                    if (!rows.Add(group + question.Rows[row]))
                        continue;
                    var own = row;
                    table.Column(respondent => question.Chosen(respondent, own), group + question.Rows[row]);
                    table.Expect(question.Rows[row], "single|scale", 1, WrittenTable.Offered(question, row), group + question.Rows[row]);
                }
            else if (question.Kind == MadeKind.Multiple)
                Ticks(table, question, group);
            else
            {
                table.Column(respondent => question.Chosen(respondent), header);
                table.Expect(question.Text, "single|scale", 1, Options(question), header);
            }
        }
        table.Column(respondent => WrittenTable.Id(respondent, 621_538_441), "_id");
        table.Column(respondent => $"00000000-0000-4000-8000-{respondent + 1:000000000000}", "_uuid");
        table.Column(respondent => WrittenTable.Time(respondent, "yyyy-MM-ddTHH:mm:ss", minutes: 9), "_submission_time");
        table.Column(_ => "", "_validation_status");
        table.Column(_ => "", "_notes");
        table.Column(_ => "submitted_via_web", "_status");
        table.Column(_ => "", "_submitted_by");
        table.Column(_ => "vHs5iKYL9V", "__version__");
        table.Column(_ => "", "_tags");
        table.Column(respondent => $"{respondent + 1}", "_index");
        return survey.Number % 3 == 0
            ? table.Xlsx(grouped ? "kobo grouped, xlsx" : "kobo, xlsx")
            : table.Csv(grouped ? "kobo grouped" : "kobo", ';', always: true, lineEnd: "\n");
    }

    private static void Ticks(WrittenTable table, MadeQuestion question, string group)
    {
        var header = $"{group}{question.Text}";
        table.Column(
            respondent => string.Join(' ', question.Answers[0][respondent].Options.Select(option => question.Labels[option])),
            header
        );
        foreach (var (option, label) in question.Labels.Index())
            table.Column(
                respondent =>
                    question.Answers[0][respondent].Options.Count == 0 ? ""
                    : question.Chose(respondent, option) ? "1"
                    : "0",
                $"{header}/{label}"
            );
        table.Expect(question.Text, "multiple", question.Labels.Count, Options(question), header);
        if (question.Other)
            table.Column(question.Typed, $"{group}If other {question.Code}, please specify");
    }

    private static IEnumerable<WrittenOption> Options(MadeQuestion question) =>
        question.Labels.Select(
            (label, option) => new WrittenOption(label, respondent => question.Chose(respondent, option), $"{question.Text}/{label}")
        );
}
