namespace Survey.Tests.Ingest.Written;

/// <summary>
/// SurveyMonkey: nine columns about the respondent, then per question a header that stands over its first column. Below it, a single
/// choice has "Response", a multiple and a matrix a column for each option or row. Other has a column of its own, for its text.
/// </summary>
internal static class SurveyMonkeyWriter
{
    private const string Other = "Other (please specify)";

    /// <summary>"All individual responses", expanded, as the tool writes it: two header rows.</summary>
    public static WrittenExport TwoRows(MadeSurvey survey)
    {
        var table = Table(survey, 2, (text, second, first) => [first ? text : "", second]);
        return survey.Number % 3 == 0 ? table.Xlsx("surveymonkey, xlsx") : table.Csv("surveymonkey");
    }

    /// <summary>The same, its two header rows made one by whoever passed it on.</summary>
    public static WrittenExport Flattened(MadeSurvey survey)
    {
        var between = survey.Number % 2 == 0 ? " - " : ": ";
        var numbers = survey.Questions.Select((question, i) => (question.Text, i)).ToDictionary(pair => pair.Text, pair => pair.i + 1);
        var numbered = survey.Number / 2 % 2 == 1;
        return Table(
                survey,
                1,
                (text, second, _) =>
                    [
                        (numbered ? FormattableString.Invariant($"{numbers[text]}) ") : "")
                            + (second is "Response" or "Open-Ended Response" ? text : $"{text}{between}{second}"),
                    ]
            )
            .Csv($"surveymonkey flattened, {(numbered ? "numbered, " : "")}by \"{between}\"");
    }

    /// <param name="headers">of a column, from the question's text, what stands below it, and whether it is the question's first</param>
    private static WrittenTable Table(MadeSurvey survey, int headerRows, Func<string, string, bool, string[]> headers)
    {
        var table = new WrittenTable(survey, headerRows);
        Respondents(table);
        foreach (var question in survey.Questions)
        {
            var text = question.Text;
            var names = headerRows == 1 ? [.. headers(text, "Response", true)] : Array.Empty<string>();
            if (!question.HasLabels)
                table.Typed(question, text, headers(text, "Open-Ended Response", true), names);
            else if (question.IsGrid)
                for (var row = 0; row < question.Rows.Count; row++)
                {
                    var own = row;
                    table.Column(respondent => question.Chosen(respondent, own), headers(text, question.Rows[row], row == 0));
                    table.Expect(
                        $"{text} / {question.Rows[row]}",
                        "single|scale",
                        1,
                        WrittenTable.Offered(question, row),
                        [.. names.Select(name => $"{name} / {question.Rows[own]}")]
                    );
                }
            else if (question.Kind == MadeKind.Multiple)
            {
                foreach (var (option, label) in question.Offered.Index())
                    table.Column(respondent => question.Chose(respondent, option) ? label : "", headers(text, label, option == 0));
                if (question.Other)
                    table.Column(question.Typed, headers(text, Other, false));
                table.Expect(
                    text,
                    "multiple",
                    question.Labels.Count,
                    question.Other
                        ? [.. WrittenTable.Offered(question), new WrittenOption(Other, respondent => question.Typed(respondent).Length > 0)]
                        : WrittenTable.Offered(question),
                    names
                );
            }
            else
            {
                table.Column(
                    respondent => question.ChoseOther(respondent) ? Other : question.Chosen(respondent),
                    headers(text, "Response", true)
                );
                if (question.Other)
                    table.Column(question.Typed, headers(text, Other, false));
                table.Expect(
                    text,
                    "single|scale",
                    question.Other ? 2 : 1,
                    question.Other
                        ? [.. WrittenTable.Offered(question), new WrittenOption(Other, question.ChoseOther)]
                        : WrittenTable.Offered(question),
                    names
                );
            }
        }
        return table;
    }

    private static void Respondents(WrittenTable table)
    {
        table.Column(respondent => WrittenTable.Id(respondent, 11_200_000_000), "Respondent ID");
        table.Column(_ => "402553001", "Collector ID");
        table.Column(respondent => WrittenTable.Time(respondent, "MM/dd/yyyy hh:mm:ss tt"), "Start Date");
        table.Column(respondent => WrittenTable.Time(respondent, "MM/dd/yyyy hh:mm:ss tt", minutes: 7), "End Date");
        foreach (var blank in (string[])["IP Address", "Email Address", "First Name", "Last Name", "Custom Data 1"])
            table.Column(_ => "", blank);
    }
}
