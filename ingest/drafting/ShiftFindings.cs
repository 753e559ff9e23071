using Survey.Ingest.Guessing;

namespace Survey.Ingest.Drafting;

/// <summary>Columns of options in which other options' labels stand: their headers, or their cells, were moved.</summary>
internal static class ShiftFindings
{
    public static IEnumerable<Finding> Of(Inspection inspection, Guess guess) =>
        guess
            .Questions.Where(question => question.Options.Count > 1 && question.Columns.Count > 1)
            .SelectMany(question => Of(inspection, question));

    private static IEnumerable<Finding> Of(Inspection inspection, GuessedQuestion question)
    {
        if (
            question.Rows.Count > 0
            && !question.Header.Contains(Instruments.CodebookQuestion.OptionPlace, StringComparison.Ordinal)
            && inspection.Export.NamingRows == 1
        )
            yield break;
        var labels = question
            .Options.SelectMany(option =>
                option.Wordings.Prepend(option.Label).Select(text => (Text: PlainText.Folded(text), option.Label))
            )
            .DistinctBy(pair => pair.Text)
            .ToDictionary(pair => pair.Text, pair => pair.Label);
        foreach (var column in question.Columns)
        {
            var own = OptionOf(column, question);
            if (own is null || own.Other)
                continue;
            var others = column
                .Values.Where(value =>
                    !question.Ticked.Contains(value.Text)
                    && !BlankWords.SaysNo(value.Text)
                    && labels.TryGetValue(PlainText.Folded(value.Text), out var label)
                    && label != own.Label
                    && PlainText.Folded(value.Text) != PlainText.Folded(column.Name.Second)
                    && own.Label != $"{value.Text} #{column.Name.Number}"
                    && !own.Wordings.Contains(value.Text)
                )
                .ToList();
            if (others.Count > 0)
                yield return Finding.Of(
                    FindingCode.Shifted,
                    FindingWeight.Decide,
                    inspection,
                    column,
                    $"is the column of {Label.Quote(own.Label, 60)}, and {others.Sum(value => value.Count)} of its "
                        + $"{column.Answers} cells say "
                        + $"{Label.Quote(others[0].Text, 60)}, which is another option's",
                    "headers and cells are shifted against each other: export the file again, or mend the rows"
                );
        }
    }

    /// <summary>The option that a column is of, by its header; null where it holds the whole answer.</summary>
    private static GuessedOption? OptionOf(InspectedColumn column, GuessedQuestion question)
    {
        var header = column.Name.Second.Length > 0 ? column.Name.NumberedSecond : column.Name.NumberedHeader;
        return question
            .Options.SelectMany(option => option.Wordings.Prepend(option.Label).Select(text => (Text: text, Option: option)))
            .Where(pair =>
                pair.Text.Length > 0 && (column.Name.Second.Length > 0 ? header == pair.Text : IsIn(question.Header, pair.Text, header))
            )
            .OrderByDescending(pair => pair.Text.Length)
            .Select(pair => pair.Option)
            .FirstOrDefault();
    }

    private static bool IsIn(string template, string option, string header) =>
        template.Contains(Instruments.CodebookQuestion.OptionPlace, StringComparison.Ordinal)
        && template.Replace(Instruments.CodebookQuestion.OptionPlace, option, StringComparison.Ordinal) == header;
}
