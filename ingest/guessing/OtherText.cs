using Survey.Ingest.Dialects;
using Survey.Instruments;

namespace Survey.Ingest.Guessing;

/// <summary>Columns that hold what was typed to "Other" of the question before them: they become columns of that option.</summary>
internal static class OtherText
{
    public static IReadOnlyList<GuessedQuestion> Attached(IReadOnlyList<GuessedQuestion> questions)
    {
        var attached = new List<GuessedQuestion>();
        foreach (var question in questions)
        {
            var before = attached.Count == 0 ? null : attached[^1];
            if (before is not null && OptionOf(before, question) is { } option)
                attached[^1] = before with
                {
                    Options =
                    [
                        .. before.Options.Select(known => known == option ? known with { Other = true, Column = question.Header } : known),
                    ],
                    Columns = [.. before.Columns, question.Columns[0]],
                };
            else
                attached.Add(question);
        }
        return attached;
    }

    /// <summary>The option of a question that another column holds the text of; null where the column is none of this.</summary>
    private static GuessedOption? OptionOf(GuessedQuestion question, GuessedQuestion text)
    {
        if (
            !question.Kind.HasOptions()
            || question.Rows.Count > 0
            || text.Columns.Count != 1
            || text.Kind == QuestionKind.Multiple
            || !IsTextOf(question, text.Columns[0])
        )
            return null;
        var open = question.Options.Where(option => option.Column is null && OptionGuess.IsOther(option.Label)).ToList();
        return open.Find(option => OptionGuess.IsPlainOther(option.Label)) ?? (open.Count == 1 ? open[0] : null);
    }

    private static bool IsTextOf(GuessedQuestion question, InspectedColumn column)
    {
        var code = column.Code;
        if (code.Length > 0)
            return Qualtrics.IsText(code)
                && question.Columns.Any(own => code.StartsWith(Qualtrics.Stem(own.Code) ?? own.Code, StringComparison.Ordinal));
        var header = PlainText.Of(column.Name.Group);
        if (header.StartsWith(question.Text, StringComparison.Ordinal))
            return OptionGuess.IsOther(header[question.Text.Length..].Trim(' ', '-', ':', '/', '[', ']', '.'));
        return header.EndsWith(question.Text, StringComparison.Ordinal)
            && OptionGuess.IsOther(header[..^question.Text.Length].Trim(' ', ':'));
    }
}
