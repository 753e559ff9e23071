using Survey.Instruments;

namespace Survey.Ingest.Guessing;

/// <summary>Guesses what one column that holds whole answers asks: one of some options, any of them, a number, or free text.</summary>
internal static class ColumnGuess
{
    /// <summary>So many different answers may be options in any case.</summary>
    private const int Few = 12;

    /// <summary>More options than a question would offer.</summary>
    private const int TooMany = 100;

    private const int ShortLabel = 40;

    /// <summary>A column of which the export says that it holds a choice: its values are options, unless nearly every answer is
    /// different.</summary>
    public static GuessedQuestion Choice(string text, string header, InspectedColumn column)
    {
        var free = column.HasMore || column.Values.Count > 50 && column.Values.Count > 0.9 * column.Answers;
        return column.Answers == 0 || free || NumberGuess.Is(column, text)
            ? Text(text, header, column)
            : Single(text, header, column, column.Values, other: false);
    }

    /// <summary>A column in which anything may be written, also only numbers.</summary>
    public static GuessedQuestion Text(string text, string header, InspectedColumn column) =>
        new(text, header, NumberGuess.Is(column, text) ? QuestionKind.Number : QuestionKind.Text, [], [], [column]);

    /// <summary>
    /// A column of which nothing is known: answers that recur are options. Where most are said once it is free text; where few are, those
    /// are the text of "Other".
    /// </summary>
    /// <param name="separators">what may stand between several labels in a cell; none where a cell holds one</param>
    public static GuessedQuestion Open(string text, string header, InspectedColumn column, IReadOnlyList<string> separators)
    {
        if (column.Answers == 0 || column.IsTyped || NumberGuess.Is(column, text))
            return Text(text, header, column);
        if (Joined(text, header, column, separators) is { } multiple)
            return multiple;
        var recurring = column.Values.Where(value => value.Count > 1).ToList();
        var share = (double)recurring.Sum(value => value.Count) / column.Answers;
        var fewAndShort = column.Values.Count <= Few && column.Answers < 10 && column.Values.All(value => value.Text.Length <= ShortLabel);
        if (
            !column.HasMore
            && column.Values.Count <= TooMany
            && (share >= 0.5 && column.Values.Count <= Few || share >= 0.9 || fewAndShort)
        )
            return Single(text, header, column, column.Values, other: false);
        return share >= 0.6 && recurring.Count <= TooMany
            ? Single(text, header, column, recurring, other: true)
            : Text(text, header, column);
    }

    /// <summary>The separator by which most cells are nothing but labels that recur; of two that do as well, the one with fewer
    /// labels.</summary>
    private static GuessedQuestion? Joined(string text, string header, InspectedColumn column, IReadOnlyList<string> separators)
    {
        var (separator, found) = separators
            .Where(separator => column.Values.Any(value => value.Text.Contains(separator.TrimEnd(), StringComparison.Ordinal)))
            .Select(separator => (Separator: separator, Found: JoinedLabels.In(column.Values, separator)))
            .Where(joined =>
                (joined.Found.Joined || EndsCells(column, joined.Separator))
                && joined.Found.Labels.Count is >= 2 and <= TooMany
                && (joined.Found is { Explained: >= 0.5, Begun: >= 0.7 } || Recur(joined.Found))
            )
            .OrderByDescending(joined => Math.Round(joined.Found.Explained * 20))
            .ThenBy(joined => joined.Found.Labels.Count)
            .FirstOrDefault();
        if (found is null)
            return null;
        var options = GuessedOption.Of(found.Labels);
        var unexplained = column.HasMore || found.Explained < 1 ? Math.Max(1, (int)Math.Round((1 - found.Explained) * column.Answers)) : 0;
        return new GuessedQuestion(text, header, QuestionKind.Multiple, WithOther(OptionOrder.Of(options), unexplained), [], [column])
        {
            Separator = separator == Dialects.JoinedAnswers.Usual ? null : separator,
        };
    }

    /// <summary>Whether most cells hold labels, and many several of them, that a good part of people chose: what else they typed does not
    /// matter.</summary>
    private static bool Recur(JoinedLabels found) =>
        found is { Begun: >= 0.6, Several: >= 0.2 } && found.Labels.Count(label => label.Count >= 5) >= 3;

    /// <summary>Whether nearly every cell ends in a separator, as Microsoft Forms writes a multi-select.</summary>
    private static bool EndsCells(InspectedColumn column, string separator) =>
        separator.Trim().Length > 0
        && column.Values.Where(value => value.Text.EndsWith(separator.TrimEnd(), StringComparison.Ordinal)).Sum(value => value.Count)
            >= 0.9 * column.Answers;

    private static GuessedQuestion Single(
        string text,
        string header,
        InspectedColumn column,
        IReadOnlyList<(string Text, int Count)> values,
        bool other
    )
    {
        var options = GuessedOption.Of(values);
        return ScaleGuess.Of(
            new GuessedQuestion(
                text,
                header,
                QuestionKind.Single,
                WithOther(options, other ? column.Answers - values.Sum(value => value.Count) : 0),
                [],
                [column]
            )
        );
    }

    /// <summary>Adds the option that takes what no other explains, or marks the one that is called so.</summary>
    private static IReadOnlyList<GuessedOption> WithOther(IReadOnlyList<GuessedOption> options, int count)
    {
        if (count == 0)
            return options;
        var called = options.FirstOrDefault(option => OptionGuess.IsPlainOther(option.Label));
        return called is not null
            ? [.. options.Select(option => option == called ? option with { Other = true } : option)]
            : [.. options, new GuessedOption("Other", count, other: true)];
    }
}
