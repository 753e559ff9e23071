using System.Globalization;
using System.Text.RegularExpressions;

namespace Survey.Ingest.Guessing;

/// <summary>The order that options have by themselves: scales, ages, sizes, ranges, years, how long and how often.</summary>
internal static partial class OptionOrder
{
    private static readonly (string Pattern, double Days)[] Units =
    [
        ("second", 1 / 86400.0),
        ("minute", 1 / 1440.0),
        ("hour", 1 / 24.0),
        ("day", 1),
        ("week", 7),
        ("month", 30),
        ("quarter", 91),
        ("year", 365),
    ];

    /// <summary>How often something happens, the rarest first.</summary>
    private static readonly string[] Frequencies =
    [
        "never|not at all|i don[’']?t .*",
        "less (often|frequently).*|less than.*|almost never|hardly ever",
        "rarely|seldom|very rarely",
        "(once a year|yearly|annually|every year).*",
        "(a few|several) times a year.*",
        "(quarterly|every quarter|every few months).*",
        "(monthly|once a month|every month).*",
        "(a few|several|2-3|two or three|many) times a month.*|bi-?weekly.*|fortnightly.*|occasionally.*|sometimes.*",
        "(weekly|once a week|every week|about once a week|at least once a week).*",
        "(a few|several|many|multiple|2-3) times a week.*|often.*|frequently.*|regularly.*",
        "(daily|every day|once a day|each day|at least once a day|almost every day).*|very often|most of the time",
        "(several|multiple|many|a few) times a day.*|(all the time|always|constantly|hourly).*",
    ];

    private static readonly Regex[] Often =
    [
        .. Frequencies.Select(pattern => new Regex($"^(?:{pattern})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)),
    ];

    /// <summary>Options in their own order; those that have none, the most frequent first. "N/A" and what takes text come last.</summary>
    public static IReadOnlyList<GuessedOption> Of(IEnumerable<GuessedOption> options)
    {
        var all = options.ToList();
        var last = all.Where(option => option.Other || ScaleWords.IsMissing(option.Label)).OrderBy(option => option.Other).ToList();
        var said = all.Except(last)
            .OrderByDescending(option => option.Count)
            .ThenBy(option => option.Label, StringComparer.Ordinal)
            .ToList();
        var labels = said.ConvertAll(option => option.Label);
        var places =
            Numbers(labels)
            ?? ScaleWords.Values(labels, 2)?.Select(value => value!.Value).ToList()
            ?? Sizes(labels)
            ?? Ladder(labels)
            ?? YesFirst(labels);
        return places is null ? [.. said, .. last] : [.. said.Zip(places).OrderBy(pair => pair.Second).Select(pair => pair.First), .. last];
    }

    private static List<double>? Numbers(List<string> labels)
    {
        var numbers = labels.ConvertAll(label => Instruments.NumberText.Parse(label) ?? double.NaN);
        return numbers.Exists(double.IsNaN) ? null : numbers;
    }

    /// <summary>Ranges and sizes by their first number; "less than" comes before it, "more than" behind. One label may have none, such as
    /// "None", and comes first.</summary>
    private static List<double>? Sizes(List<string> labels)
    {
        var places = labels.ConvertAll(Size);
        if (
            labels.Count < 3
            || places.Count(double.IsNaN) > 1
            || places.Where(place => !double.IsNaN(place)).Distinct().Count() < labels.Count - 1
        )
            return null;
        return places.ConvertAll(place => double.IsNaN(place) ? double.NegativeInfinity : place);
    }

    private static double Size(string label)
    {
        var text = Words()
            .Replace(
                label.ToLowerInvariant().Replace(",", "", StringComparison.Ordinal),
                word =>
                    word.Value switch
                    {
                        "one" or "a" => "1",
                        "two" => "2",
                        "three" => "3",
                        "four" => "4",
                        "five" => "5",
                        "six" => "6",
                        "ten" => "10",
                        _ => word.Value,
                    }
            );
        if (Number().Match(text) is not { Success: true } match || match.Index > 24)
            return double.NaN;
        var number = double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        number *= match.Groups[2].Value switch
        {
            "k" => 1e3,
            "m" or "million" => 1e6,
            _ => 1,
        };
        var unit = Units.FirstOrDefault(known => text.Contains(known.Pattern, StringComparison.Ordinal));
        number *= unit.Days == 0 ? 1 : unit.Days;
        var nudge = Math.Max(1e-3, number * 1e-6);
        if (
            Less().IsMatch(text[..match.Index])
            || text.EndsWith("or younger", StringComparison.Ordinal)
            || text.EndsWith("or less", StringComparison.Ordinal)
        )
            return number - nudge;
        return More().IsMatch(text[..match.Index]) || text[(match.Index + match.Length)..].TrimStart().StartsWith('+')
            ? number + nudge
            : number;
    }

    private static List<double>? Ladder(List<string> labels)
    {
        var places = labels.ConvertAll(label => (double)Array.FindIndex(Often, rung => rung.IsMatch(PlainText.Folded(label))));
        return labels.Count >= 3 && !places.Contains(-1) && places.Distinct().Count() == labels.Count ? places : null;
    }

    private static List<double>? YesFirst(List<string> labels)
    {
        var places = labels.ConvertAll(label => (double)Array.IndexOf(["yes", "maybe", "no", "not sure"], PlainText.Folded(label)));
        return places.Contains(-1) ? null : places;
    }

    [GeneratedRegex(@"\b(?:one|two|three|four|five|six|ten|a)\b")]
    private static partial Regex Words();

    [GeneratedRegex(@"(\d+(?:\.\d+)?) ?(k\b|m\b|million)?")]
    private static partial Regex Number();

    [GeneratedRegex(@"(?:less|fewer|under|below|up to|younger|<|≤)")]
    private static partial Regex Less();

    [GeneratedRegex(@"(?:more|over|above|older|greater|>|≥)")]
    private static partial Regex More();
}
