using System.Text.RegularExpressions;
using Survey.Instruments;

namespace Survey.Ingest.Guessing;

/// <summary>Guesses whether the options of a single choice are points of a scale, puts them in order, and marks what is no valid
/// answer.</summary>
internal static partial class ScaleGuess
{
    /// <summary>A scale of words has so many points at least; three may be any three answers.</summary>
    private const int FewestWords = 4;

    /// <param name="question">of kind single</param>
    public static GuessedQuestion Of(GuessedQuestion question)
    {
        var options = OptionOrder
            .Of(question.Options)
            .Select(option => option with { Missing = !option.Other && ScaleWords.IsMissing(option.Label) })
            .ToList();
        if (options.Exists(option => option.Other) || options.TrueForAll(option => option.Missing))
            return question with { Options = options };
        if (IsOfNumbers(question, [.. options.Where(option => !option.Missing)]))
            return question with { Kind = QuestionKind.Scale, Options = options };
        if (ScaleWords.Values([.. options.Select(option => option.Label)], FewestWords) is not { } values)
            return question with { Options = options };
        return question with
        {
            Kind = QuestionKind.Scale,
            Options =
            [
                .. options
                    .Zip(values)
                    .OrderBy(pair => pair.Second ?? double.MaxValue)
                    .Select(pair => pair.First with { Value = pair.Second }),
            ],
        };
    }

    /// <summary>Whole numbers from 0 or 1 to 10, in a grid to 4 and more, or to any number up to 10
    /// where the question, or a grid's form, says that
    /// something is rated.</summary>
    private static bool IsOfNumbers(GuessedQuestion question, List<GuessedOption> points)
    {
        var values = points.ConvertAll(point => int.TryParse(point.Label, out var number) ? number : -1);
        if (values.Count < 2 || values.Exists(value => value is < 0 or > 10))
            return false;
        var (low, high) = (values.Min(), values.Max());
        if (CountsSomething().IsMatch(question.Text))
            return false;
        if (SaysScale().IsMatch(question.Text))
            return high >= 4;
        var isWhole = low <= 1 && values.Count == high - low + 1;
        return isWhole && (high == 10 || question.Rows.Count > 0 && high >= 4);
    }

    [GeneratedRegex(@"\b(how many|number of|how old|# of|count|cu[áa]nt[ao]s|wie viele|combien)\b|^#", RegexOptions.IgnoreCase)]
    private static partial Regex CountsSomething();

    [GeneratedRegex(
        @"\b(scale|rate|rating|satisf\w*|likely|likelihood|recommend\w*|easy|ease|difficult\w*|useful\w*|important"
            + @"|importance|agree|helpful|confident"
            + @"|happy|1 to \d+|0 to 10|1-5|0-10|rank\w*|escala|probable|recomiend\w*|calific\w*|skala|[ée]chelle|zufrieden"
            + @"|wahrscheinlich)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex SaysScale();
}
