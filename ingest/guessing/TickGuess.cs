using System.Text.RegularExpressions;
using Survey.Instruments;

namespace Survey.Ingest.Guessing;

/// <summary>Guesses what columns under one first header ask that have an option each.</summary>
internal static class TickGuess
{
    /// <summary>A column for each option: what is not blank ticks it.</summary>
    /// <param name="apart">makes a question of a column that only comments</param>
    public static IEnumerable<GuessedQuestion> Of(
        string text,
        string header,
        List<InspectedColumn> options,
        Func<InspectedColumn, GuessedQuestion> apart
    )
    {
        var comments = options
            .Where(column =>
                !OptionGuess.SaysItsName(column) && !OptionGuess.IsOther(column.Name.Second) && OptionGuess.IsComment(column.Name.Second)
            )
            .ToList();
        var ticks = options.Except(comments).ToList();
        var labels = ticks.Select(column => column.Name.Second).ToHashSet();
        var ticked = ticks
            .Where(column => column.Values.Count == 1)
            .Select(column => column.Values[0].Text)
            .GroupBy(value => value)
            .Where(value => value.Count() > 1 && !labels.Contains(value.Key))
            .Select(value => value.Key)
            .ToList();
        var kind =
            ticks.Count > 1
            && GuessedQuestion.IsExclusive(ticks)
            && !Regex.IsMatch(text, @"\ball (that|which) apply|(select|check|choose|tick|mark) all\b", RegexOptions.IgnoreCase)
                ? QuestionKind.Single
                : QuestionKind.Multiple;
        if (ticks.Count > 0)
            yield return new GuessedQuestion(
                text,
                header,
                kind,
                [
                    .. ticks.Select(column =>
                        OptionGuess.Of(
                            column,
                            ticked,
                            labels.Where(label => label != column.Name.Second).ToHashSet(),
                            said => ticks.Count(other => other.CountOf(said) > 0) > 1
                        )
                    ),
                ],
                [],
                ticks
            )
            {
                Ticked = ticked,
            };
        foreach (var comment in comments)
            yield return apart(comment);
    }
}
