namespace Survey.Tests.Ingest.Written;

/// <summary>
/// LimeSurvey: what its "Export results" offers. Headings are codes, texts, or both (<c>Q2[SQ001]. text [sub-question]</c>); answers are
/// codes (<c>Y</c>, <c>A1</c>, <c>-oth-</c>) or texts (<c>Yes</c>, <c>Other</c>). A multiple has a column an option, an array a column a
/// row; Other has one more, for its text.
/// </summary>
internal static class LimeSurveyWriter
{
    private static readonly (string Code, string Text)[] About =
    [
        ("id", "Response ID"),
        ("submitdate", "Date submitted"),
        ("lastpage", "Last page"),
        ("startlanguage", "Start language"),
        ("seed", "Seed"),
    ];

    public static WrittenExport CodesAndTexts(MadeSurvey survey) =>
        Table(survey, (code, text) => $"{code}. {text}", codes: false).Csv("limesurvey codes and texts", always: true, lineEnd: "\n");

    public static WrittenExport Codes(MadeSurvey survey) =>
        Table(survey, (code, _) => code, codes: true).Csv("limesurvey codes", always: true, lineEnd: "\n");

    public static WrittenExport Texts(MadeSurvey survey) =>
        Table(survey, (_, text) => text, codes: false).Csv("limesurvey texts", always: true, lineEnd: "\n");

    /// <param name="codes">answers are codes</param>
    private static WrittenTable Table(MadeSurvey survey, Func<string, string, string> heading, bool codes)
    {
        var table = new WrittenTable(survey, 1);
        var cells = new Func<int, string>[]
        {
            respondent => FormattableString.Invariant($"{respondent + 1}"),
            respondent => respondent % 9 == 8 ? "" : WrittenTable.Time(respondent, "yyyy-MM-dd HH:mm:ss"),
            respondent => respondent % 9 == 8 ? "2" : "3",
            _ => "en",
            respondent => WrittenTable.Id(respondent, 305_944_949),
        };
        foreach (var (about, cell) in About.Zip(cells))
            table.Column(cell, heading(about.Code, about.Text));
        foreach (var question in survey.Questions)
            Write(table, question, heading, codes);
        return table;
    }

    private static void Write(WrittenTable table, MadeQuestion question, Func<string, string, string> heading, bool codes)
    {
        var name = codes ? question.Code : question.Text;
        var own = heading(question.Code, question.Text);
        if (!question.HasLabels)
            table.Typed(question, name, [own], own);
        else if (question.Kind == MadeKind.Multiple)
            Ticks(table, question, heading, codes);
        else if (question.IsGrid)
            for (var row = 0; row < question.Rows.Count; row++)
            {
                var (at, sub) = (row, $"SQ{row + 1:000}");
                table.Column(
                    respondent => Answer(question, respondent, at, codes),
                    heading($"{question.Code}[{sub}]", $"{question.Text} [{question.Rows[row]}]")
                );
                table.Expect(
                    $"{name} / {(codes ? sub : question.Rows[row])}",
                    "single|scale",
                    1,
                    Options(question, row, codes),
                    $"{own} / {question.Rows[row]}"
                );
            }
        else
        {
            table.Column(respondent => Answer(question, respondent, 0, codes), own);
            if (question.Other)
                table.Column(question.Typed, heading($"{question.Code}[other]", $"{question.Text} [Other]"));
            table.Expect(name, "single|scale", question.Other ? 2 : 1, Options(question, 0, codes), own);
        }
    }

    private static void Ticks(WrittenTable table, MadeQuestion question, Func<string, string, string> heading, bool codes)
    {
        var options = new List<WrittenOption>();
        foreach (var (option, label) in question.Offered.Index())
        {
            var header = heading($"{question.Code}[SQ{option + 1:000}]", $"{question.Text} [{label}]");
            table.Column(
                respondent =>
                    question.Chose(respondent, option) ? (codes ? "Y" : "Yes")
                    : codes || question.Answers[0][respondent].Options.Count == 0 ? ""
                    : "No",
                header
            );
            options.Add(
                new WrittenOption(
                    codes ? $"SQ{option + 1:000}" : label,
                    respondent => question.Chose(respondent, option),
                    header,
                    codes ? $"[SQ{option + 1:000}]" : label
                )
            );
        }
        if (question.Other)
        {
            var header = heading($"{question.Code}[other]", $"{question.Text} [Other]");
            table.Column(question.Typed, header);
            options.Add(
                new WrittenOption("Other", respondent => question.Typed(respondent).Length > 0, header, "Other (please specify)", "other")
            );
        }
        table.Expect(
            codes ? question.Code : question.Text,
            "multiple",
            question.Labels.Count,
            options,
            heading(question.Code, question.Text)
        );
    }

    private static IEnumerable<WrittenOption> Options(MadeQuestion question, int row, bool codes) =>
        question.Labels.Select(
            (label, option) =>
                new WrittenOption(
                    !codes ? label
                        : question.Other && option == question.Labels.Count - 1 ? "-oth-"
                        : $"A{option + 1}",
                    respondent => question.Chose(respondent, option, row),
                    label
                )
        );

    private static string Answer(MadeQuestion question, int respondent, int row, bool codes)
    {
        var chosen = question.Chosen(respondent, row);
        return !codes || chosen.Length == 0 ? chosen
            : question.Other && question.ChoseOther(respondent) ? "-oth-"
            : $"A{question.ChosenNumber(respondent, row)}";
    }
}
