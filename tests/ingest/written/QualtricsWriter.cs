namespace Survey.Tests.Ingest.Written;

/// <summary>
/// Qualtrics: a row of codes, a row of texts, and, since 2016, a row of import ids as JSON; 17 columns about the response, in the old
/// export ten called V1 to V10. A multiple that is split has a column an option (<c>Q2_1</c>), a matrix one a row, what was typed for
/// Other stands in <c>_TEXT</c>. Answers are texts or the numbers of choices.
/// </summary>
internal static class QualtricsWriter
{
    private const string Other = "Other (please specify)";

    public static WrittenExport Texts(MadeSurvey survey) =>
        Table(survey, 3, Current, numbers: false, split: survey.Number % 2 == 0)
            .Csv(survey.Number % 2 == 0 ? "qualtrics texts" : "qualtrics texts, multiples not split", lineEnd: "\n");

    public static WrittenExport Numbers(MadeSurvey survey) =>
        Table(survey, 3, Current, numbers: true, split: true).Csv("qualtrics numbers", lineEnd: "\n");

    public static WrittenExport Legacy(MadeSurvey survey) =>
        Table(survey, 2, BeforeInsights, numbers: true, split: true).Csv("qualtrics legacy", lineEnd: "\n");

    /// <param name="about">writes the columns about the response</param>
    /// <param name="numbers">answers are the numbers of choices</param>
    /// <param name="split">a multiple has a column an option; otherwise one, joined by a comma</param>
    private static WrittenTable Table(MadeSurvey survey, int headerRows, Action<WrittenTable> about, bool numbers, bool split)
    {
        var table = new WrittenTable(survey, headerRows);
        about(table);
        var (dash, selected) = headerRows == 3 ? (" - ", " - Selected Choice") : ("-", "");
        foreach (var (question, id) in survey.Questions.Select((question, i) => (question, $"QID{i + 1}")))
        {
            var text = question.Text;
            if (!question.HasLabels)
                table.Typed(question, text, Headers(headerRows, question.Code, text, $"{id}_TEXT"), question.Code);
            else if (question.IsGrid)
                for (var row = 0; row < question.Rows.Count; row++)
                {
                    var own = row;
                    table.Column(
                        respondent => numbers ? question.ChosenNumber(respondent, own) : question.Chosen(respondent, own),
                        Headers(headerRows, $"{question.Code}_{row + 1}", $"{text}{dash}{question.Rows[row]}", $"{id}_{row + 1}")
                    );
                    table.Expect($"{text} / {question.Rows[row]}", "single|scale", 1, Options(question, numbers, row));
                }
            else if (question.Kind == MadeKind.Multiple)
            {
                if (split)
                    Ticks(table, question, headerRows, numbers, id);
                else
                    Joined(table, question, id);
            }
            else
            {
                table.Column(
                    respondent =>
                        numbers ? question.ChosenNumber(respondent)
                        : question.ChoseOther(respondent) ? Other
                        : question.Chosen(respondent),
                    Headers(headerRows, question.Code, text + (question.Other ? selected : ""), id)
                );
                if (question.Other)
                    TextOfOther(table, question, headerRows, id);
                table.Expect(text, "single|scale", question.Other ? 2 : 1, Options(question, numbers, 0), question.Code, text + selected);
            }
        }
        return table;
    }

    private static void Ticks(WrittenTable table, MadeQuestion question, int headerRows, bool numbers, string id)
    {
        var stem = headerRows == 2 ? $"{question.Text}-" : question.Text + (question.Other ? " - Selected Choice - " : " - ");
        var options = new List<WrittenOption>();
        foreach (var (option, label) in question.Labels.Index())
        {
            var shown = question.Other && option == question.Labels.Count - 1 ? Other : label;
            table.Column(
                respondent =>
                    !question.Chose(respondent, option) ? ""
                    : numbers ? "1"
                    : shown,
                Headers(headerRows, $"{question.Code}_{option + 1}", $"{stem}{shown}", $"{id}_{option + 1}")
            );
            options.Add(new WrittenOption(shown, respondent => question.Chose(respondent, option), $"{stem}{shown}"));
        }
        if (question.Other)
            TextOfOther(table, question, headerRows, id);
        table.Expect(
            question.Text,
            "multiple",
            options.Count + (question.Other ? 1 : 0),
            options,
            question.Code,
            $"{question.Text} - Selected Choice"
        );
    }

    private static void Joined(WrittenTable table, MadeQuestion question, string id)
    {
        var selected = question.Text + (question.Other ? " - Selected Choice" : "");
        table.Column(
            respondent =>
                string.Join(
                    ',',
                    question
                        .Answers[0][respondent]
                        .Options.Select(option => question.Other && option == question.Labels.Count - 1 ? Other : question.Labels[option])
                ),
            Headers(3, question.Code, selected, id)
        );
        if (question.Other)
            TextOfOther(table, question, 3, id);
        table.Expect(
            question.Text,
            "multiple",
            question.Other ? 2 : 1,
            question.Other
                ? [.. WrittenTable.Offered(question), new WrittenOption(Other, question.ChoseOther)]
                : WrittenTable.Offered(question),
            question.Code,
            selected
        );
    }

    private static void TextOfOther(WrittenTable table, MadeQuestion question, int headerRows, string id) =>
        table.Column(
            question.Typed,
            Headers(
                headerRows,
                $"{question.Code}_{question.Labels.Count}_TEXT",
                headerRows == 3 ? $"{question.Text} - {Other} - Text" : $"{question.Text}-{Other}-TEXT",
                $"{id}_{question.Labels.Count}_TEXT"
            )
        );

    private static IEnumerable<WrittenOption> Options(MadeQuestion question, bool numbers, int row) =>
        question.Labels.Select(
            (label, option) =>
                new WrittenOption(
                    numbers ? FormattableString.Invariant($"{option + 1}")
                        : question.Other && option == question.Labels.Count - 1 ? Other
                        : label,
                    respondent => question.Chose(respondent, option, row)
                )
        );

    private static string[] Headers(int rows, string code, string text, string id) =>
        rows == 3 ? [code, text, $$"""{"ImportId":"{{id}}"}"""] : [code, text];

    private static void Current(WrittenTable table)
    {
        const string Stamp = "yyyy-MM-dd HH:mm:ss";
        Column("StartDate", "Start Date", "startDate", respondent => WrittenTable.Time(respondent, Stamp));
        Column("EndDate", "End Date", "endDate", respondent => WrittenTable.Time(respondent, Stamp, minutes: 6));
        Column("Status", "Response Type", "status", _ => "IP Address");
        Column("IPAddress", "IP Address", "ipAddress", respondent => $"192.0.2.{respondent + 1}");
        Column("Progress", "Progress", "progress", _ => "100");
        Column("Duration (in seconds)", "Duration (in seconds)", "duration", respondent => $"{200 + 37 * respondent % 900}");
        Column("Finished", "Finished", "finished", _ => "True");
        Column("RecordedDate", "Recorded Date", "recordedDate", respondent => WrittenTable.Time(respondent, Stamp, minutes: 7));
        Column("ResponseId", "Response ID", "_recordId", respondent => $"R_{WrittenTable.Id(respondent, 3_000_000_000)}abc");
        Column("RecipientLastName", "Recipient Last Name", "recipientLastName", _ => "");
        Column("RecipientFirstName", "Recipient First Name", "recipientFirstName", _ => "");
        Column("RecipientEmail", "Recipient Email", "recipientEmail", _ => "");
        Column("ExternalReference", "External Data Reference", "externalDataReference", _ => "");
        Column("LocationLatitude", "Location Latitude", "locationLatitude", respondent => $"{40 + respondent % 9}.5");
        Column("LocationLongitude", "Location Longitude", "locationLongitude", respondent => $"-{70 + respondent % 9}.25");
        Column("DistributionChannel", "Distribution Channel", "distributionChannel", _ => "anonymous");
        Column("UserLanguage", "User Language", "userLanguage", _ => "EN");

        void Column(string code, string text, string id, Func<int, string> cell) => table.Column(cell, Headers(3, code, text, id));
    }

    private static void BeforeInsights(WrittenTable table)
    {
        const string Stamp = "yyyy-MM-dd HH:mm:ss";
        var about = new (string Text, Func<int, string> Cell)[]
        {
            ("ResponseID", respondent => $"R_{WrittenTable.Id(respondent, 3_000_000_000)}abc"),
            ("ResponseSet", _ => "Default Response Set"),
            ("Name", _ => "Anonymous"),
            ("ExternalDataReference", _ => ""),
            ("EmailAddress", _ => ""),
            ("IPAddress", respondent => $"192.0.2.{respondent + 1}"),
            ("Status", _ => "0"),
            ("StartDate", respondent => WrittenTable.Time(respondent, Stamp)),
            ("EndDate", respondent => WrittenTable.Time(respondent, Stamp, minutes: 6)),
            ("Finished", _ => "1"),
        };
        foreach (var (position, (text, cell)) in about.Index())
            table.Column(cell, $"V{position + 1}", text);
    }
}
