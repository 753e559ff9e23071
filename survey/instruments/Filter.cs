using System.Globalization;

namespace Survey.Instruments;

/// <summary>
/// Respondents by what they said to one question. As texts (in the API, on command lines, in YAML):
/// <c>question:a,b</c> chose any of these options or nets; <c>question:!a,b</c> answered, and chose none of them;
/// <c>question:18..30</c> gave a number (or a point of a scale) from 18 to 30, open at either end as <c>18..</c>
/// </summary>
/// <param name="Options">ids of options and nets; empty for a range</param>
/// <param name="None">answered, and none of these</param>
/// <param name="Range">ends included; null where options are named</param>
public sealed record Filter(string Question, IReadOnlyList<string> Options, bool None, NumberRange? Range)
{
    private const string Form = "question:option,option, question:!option or question:1..10 was expected";

    /// <exception cref="SurveyException">the text is no filter</exception>
    public static Filter Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0)
            throw new SurveyException($"filter {Label.Quote(text)} names no question; {Form}");
        var (question, rest) = (text[..colon].Trim(), text[(colon + 1)..].Trim());
        if (NumberRange.Parse(rest) is { } range)
            return new Filter(question, [], None: false, range);
        var none = rest.StartsWith('!');
        var options = (none ? rest[1..] : rest)
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Distinct()
            .ToList();
        if (options.Count == 0)
            throw new SurveyException($"filter {Label.Quote(text)} names no option; {Form}");
        return new Filter(question, options, none, null);
    }

    /// <summary>Whether the answers of its question are numbers, where it is a range of them.</summary>
    internal bool SuitsKind(Question question) => Range is null || question.Kind is QuestionKind.Scale or QuestionKind.Number;

    /// <summary>The first of its ids that is neither an option nor a net of its question; null where there is none.</summary>
    internal string? UnknownIn(Question question) => Options.FirstOrDefault(id => !question.Choices.Any(choice => choice.Id == id));

    /// <summary>Whether a wave that asked its question offered anything of what it names.</summary>
    internal bool IsOfferedIn(Question question, string wave) =>
        Range is not null || Options.Any(id => question.LabelIn(wave, id) is not null);

    public override string ToString() =>
        $"{Question}:{(None ? "!" : "")}{(Range is { } range ? range.ToString() : string.Join(',', Options))}";
}

/// <summary>Numbers from one to another, ends included; an end that is not there is open.</summary>
public readonly record struct NumberRange(double? Low, double? High)
{
    private const string Between = "..";

    public bool Contains(double number) => !(number < Low) && !(number > High) && !double.IsNaN(number);

    /// <returns>null where the text has no ".."</returns>
    /// <exception cref="SurveyException">it has, and is no range of numbers</exception>
    public static NumberRange? Parse(string text)
    {
        var between = text.IndexOf(Between, StringComparison.Ordinal);
        if (between < 0)
            return null;
        var range = new NumberRange(End(text, text[..between]), End(text, text[(between + Between.Length)..]));
        if (range is { Low: null, High: null })
            throw new SurveyException($"range {Label.Quote(text)} is open at both ends; 1.., ..10 or 1..10 was expected");
        return range.Low > range.High ? throw new SurveyException($"range {Label.Quote(text)} ends before it begins") : range;
    }

    public override string ToString() => FormattableString.Invariant($"{Low}{Between}{High}");

    /// <summary>"18 to 30", "18 or more", "30 or less".</summary>
    public string InWords() =>
        FormattableString.Invariant(
            (Low, High) switch
            {
                (null, _) => $"{High} or less",
                (_, null) => $"{Low} or more",
                _ => $"{Low} to {High}",
            }
        );

    private static double? End(string range, string text)
    {
        if (text.Length == 0)
            return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw new SurveyException($"range {Label.Quote(range)}: {Label.Quote(text)} is not a number");
    }
}
