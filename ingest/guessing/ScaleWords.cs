using System.Globalization;
using System.Text.RegularExpressions;

namespace Survey.Ingest.Guessing;

/// <summary>Labels that are points of a scale: numbers, numbers with words behind, and ladders of words.</summary>
internal static partial class ScaleWords
{
    /// <summary>Ladders from their lowest rung to their highest; a rung is a pattern that a whole label must match.</summary>
    private static readonly string[][] Ladders =
    [
        [
            "(strongly|completely|totally|fully) disagree",
            "(mostly |generally )?disagree",
            "(somewhat|slightly|rather|partly|tend to) disagree",
            "neither( agree n?or disagree)?|neutral|undecided",
            "(somewhat|slightly|rather|partly|tend to) agree",
            "(mostly |generally )?agree",
            "(strongly|completely|totally|fully) agree",
        ],
        [
            "(very|extremely|completely|highly) (dissatisfied|unsatisfied)",
            "(mostly )?(dissatisfied|unsatisfied)|not satisfied|not at all satisfied",
            "(somewhat|slightly) (dissatisfied|unsatisfied)",
            "neither( satisfied n?or (dis|un)satisfied)?|neutral",
            "(somewhat|slightly|moderately) satisfied",
            "(mostly )?satisfied",
            "(very|extremely|completely|highly) satisfied",
        ],
        [
            "(very|extremely|highly) unlikely|not at all likely",
            "unlikely|not (very |so )?likely",
            "(somewhat|slightly) unlikely",
            "neither( likely n?or unlikely)?|neutral|maybe",
            "(somewhat|slightly|moderately) likely",
            "likely",
            "(very|extremely|highly) likely",
        ],
        [
            "never",
            "(very )?rarely|seldom|hardly ever",
            "sometimes|occasionally",
            "often|frequently|regularly",
            "very (often|frequently)",
            "always",
        ],
        [
            "(very|extremely) (difficult|hard)",
            "difficult|hard",
            "(somewhat|slightly) (difficult|hard)",
            "neither.*|neutral",
            "(somewhat|slightly) easy",
            "easy",
            "(very|extremely) easy",
        ],
        ["terrible|very (poor|bad)", "poor|bad", "fair|average|ok|okay|neutral", "good", "very good", "excellent"],
        [
            "very unfavorably",
            "somewhat unfavorably",
            "neither favorably nor unfavorably( \\(neutral\\))?",
            "somewhat favorably",
            "very favorably",
        ],
        ["(very low|none)", "low", "medium|moderate", "high", "very high"],
    ];

    /// <summary>Intensities of one word, whichever it is: "not at all effective", "very effective".</summary>
    private static readonly string[] Intensities =
    [
        "not at all",
        "not (very|so|too|that)|not",
        "slightly|a little|a bit|hardly",
        "somewhat|moderately|fairly|mildly",
        "mostly|quite|rather|considerably",
        "very",
        "extremely|completely|absolutely",
    ];

    private static readonly Regex[][] Rungs =
    [
        .. Ladders.Select(ladder =>
            ladder.Select(rung => new Regex($"^(?:{rung})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)).ToArray()
        ),
    ];

    /// <summary>"N/A", "I don't know", "Prefer not to say".</summary>
    public static bool IsMissing(string label) => Missing().IsMatch(label);

    /// <summary>The number of each label on one scale, in the labels' order; null for those that are missing.</summary>
    /// <param name="fewest">how many points a scale of words has at least</param>
    /// <returns>null where they are no scale</returns>
    public static double?[]? Values(IReadOnlyList<string> labels, int fewest)
    {
        var said = labels.Where(label => !IsMissing(label)).Select(PlainText.Folded).ToList();
        if (said.Count < fewest)
            return null;
        var values = Numbered(said) ?? OnLadder(said) ?? ByIntensity(said);
        if (values is null || values.Distinct().Count() < said.Count)
            return null;
        var rungs = values.Order().ToList();
        var isNumbered = Numbered(said) is not null;
        var next = 0;
        return
        [
            .. labels.Select(label =>
            {
                if (IsMissing(label))
                    return (double?)null;
                var value = values[next++];
                return isNumbered ? value : rungs.IndexOf(value) + 1;
            }),
        ];
    }

    /// <summary>Numbers with words behind at least at an end: "1: not at all", "2", "5 (very)".</summary>
    private static List<double>? Numbered(List<string> labels)
    {
        var matches = labels.ConvertAll(label => Leading().Match(label));
        if (matches.Exists(match => !match.Success) || matches.TrueForAll(match => match.Groups[2].Length == 0))
            return null;
        var values = matches.ConvertAll(match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
        return values.Max() <= 10 && values.Distinct().Count() >= 3 && values.Max() - values.Min() <= values.Count + 1 ? values : null;
    }

    private static List<double>? OnLadder(List<string> labels)
    {
        foreach (var ladder in Rungs)
        {
            var values = labels.ConvertAll(label => (double)Array.FindIndex(ladder, rung => rung.IsMatch(label)));
            if (!values.Contains(-1))
                return values;
        }
        return null;
    }

    private static List<double>? ByIntensity(List<string> labels)
    {
        var word = labels.Select(label => label.Split(' ')[^1]).GroupBy(last => last).MaxBy(same => same.Count())!;
        if (word.Count() < labels.Count - 1 || word.Key.Length < 4)
            return null;
        var values = labels.ConvertAll(label => IntensityOf(label, word.Key));
        return values.Contains(-1) ? null : values;
    }

    private static double IntensityOf(string label, string word)
    {
        if (label == word)
            return 4.5;
        var degree = label.EndsWith(" " + word, StringComparison.Ordinal) ? label[..^(word.Length + 1)] : label;
        return Array.FindIndex(
            Intensities,
            intensity => Regex.IsMatch(degree, $"^(?:{intensity})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)
        );
    }

    [GeneratedRegex(
        @"^(?:n/?a|not applicable|no opinion|no answer|don[’']?t know|do not know|i (?:don[’']?t|do not) know|(?:i )?prefer "
            + @"not to (?:say|answer|disclose|respond).*"
            + @"|(?:i )?(?:would|[’']d) rather not (?:say|answer)|.*\(n/a\)|unsure / n/a|keine angabe|wei(?:ß|ss) nicht"
            + @"|prefiero no responder|no s[ée]"
            + @"|sans r[ée]ponse|ne sais pas)\.?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Missing();

    [GeneratedRegex(@"^\(?(\d{1,2})\)?(?:\s*[:=.)–-]\s*|\s+)?([\p{L}<(].*)?$")]
    private static partial Regex Leading();
}
