namespace Survey.Tests.Ingest.Written;

/// <summary>Data sets that Stack Overflow and Kaggle publish of their surveys.</summary>
internal static class BareNamesWriter
{
    /// <summary>One header row of names without blanks, ticked options joined by <c>;</c>, and <c>NA</c> for what was not
    /// answered.</summary>
    public static WrittenExport StackOverflow(MadeSurvey survey)
    {
        var table = new WrittenTable(survey, 1);
        table.Column(respondent => $"{respondent + 1}", survey.Number % 2 == 0 ? "ResponseId" : "Respondent");
        foreach (var question in survey.Questions)
        {
            var name = Name(question.Text);
            if (!question.HasLabels)
            {
                table.Typed(question, name, [name]);
                continue;
            }
            for (var row = 0; row < question.Answers.Count; row++)
            {
                var own = row;
                var header = name + Name(question.RowName(row));
                table.Column(
                    respondent =>
                        string.Join(';', question.Said(respondent, own).Where(label => label.Length > 0)) is { Length: > 0 } said
                            ? said
                            : "NA",
                    header
                );
                table.Expect(
                    header,
                    question.Kind == MadeKind.Multiple ? "multiple" : "single|scale",
                    1,
                    question.Other
                        ? [.. WrittenTable.Offered(question), WrittenTable.TypedInPlace(question)]
                        : WrittenTable.Offered(question, row)
                );
            }
        }
        return table.Csv("stack overflow", lineEnd: "\n");
    }

    /// <summary>Two header rows, codes and texts; <c>Q7_Part_1</c> for each option of a multiple, its cells the option.</summary>
    public static WrittenExport Kaggle(MadeSurvey survey)
    {
        var table = new WrittenTable(survey, 2);
        table.Column(respondent => $"{300 + 41 * respondent % 2000}", "Time from Start to Finish (seconds)", "Duration (in seconds)");
        foreach (var question in survey.Questions)
        {
            if (!question.HasLabels)
                table.Typed(question, question.Text, [question.Code, question.Text], question.Code);
            else if (question.IsGrid)
                table.Grid(question, row => [$"{question.Code}_{row + 1}", $"{question.Text} - {question.Rows[row]}"]);
            else if (question.Kind == MadeKind.Multiple)
            {
                foreach (var (option, label) in question.Labels.Index())
                    table.Column(
                        respondent => question.Chose(respondent, option) ? label : "",
                        question.Other && option == question.Labels.Count - 1
                            ? $"{question.Code}_OTHER"
                            : $"{question.Code}_Part_{option + 1}",
                        $"{question.Text} - Selected Choice - {label}"
                    );
                table.Expect(
                    question.Text,
                    "multiple",
                    question.Labels.Count,
                    question.Labels.Select((label, option) => new WrittenOption(label, respondent => question.Chose(respondent, option))),
                    question.Code,
                    $"{question.Text} - Selected Choice"
                );
            }
            else
            {
                table.Column(respondent => question.Chosen(respondent), question.Code, question.Text);
                table.Expect(
                    question.Text,
                    "single|scale",
                    1,
                    question.Labels.Select((label, option) => new WrittenOption(label, respondent => question.Chose(respondent, option))),
                    question.Code
                );
            }
        }
        return table.Csv("kaggle", lineEnd: "\n");
    }

    /// <summary>"What is missing at work?" is WhatIsMissingAtWork.</summary>
    private static string Name(string text) =>
        string.Concat(
            text.Split([' ', '-', '/'])
                .Select(word => string.Concat(word.Where(char.IsAsciiLetterOrDigit)))
                .Where(word => word.Length > 0)
                .Select(word => char.ToUpperInvariant(word[0]) + word[1..])
        );
}
