using Survey.Instruments;
using Survey.Statistics;

namespace Survey.Counting;

/// <summary>What is asked of a survey, whatever the analysis: in which waves, among whom, of which base, how weighted, how adjusted. Where
/// nothing is said: all waves, all respondents, of those who answered, unweighted.</summary>
public sealed record Query
{
    /// <summary>More filters than this are refused.</summary>
    public const int MostFilters = 50;

    /// <summary>How adjustments are written.</summary>
    public static readonly IReadOnlyDictionary<string, Adjustment> Adjustments = new Dictionary<string, Adjustment>
    {
        ["holm"] = Adjustment.Holm,
        ["bh"] = Adjustment.Bh,
        ["none"] = Adjustment.None,
    };

    /// <summary>Ids and ranges of waves; null for all that are loaded.</summary>
    public IReadOnlyList<string>? Waves { get; init; }

    /// <summary>Only respondents who match all of these.</summary>
    public IReadOnlyList<Filter> Where { get; init; } = [];

    public BaseRule Base { get; init; } = BaseRule.Answered;

    /// <summary>The id of a weight scheme of the instrument; null for no weights.</summary>
    public string? Weight { get; init; }

    public Adjustment Adjust { get; init; } = Adjustment.Holm;

    /// <summary>Reads a query as it is written in addresses, on command lines and in YAML. What is null says nothing.</summary>
    /// <param name="waves">ids and ranges, parted by commas</param>
    /// <exception cref="SurveyException">something of it cannot be read</exception>
    public static Query Parse(
        string? waves = null,
        IReadOnlyList<string>? where = null,
        string? @base = null,
        string? weight = null,
        string? adjust = null
    )
    {
        if (where?.Count > MostFilters)
            throw new SurveyException($"{where.Count} filters; at most {MostFilters} were expected");
        return new Query
        {
            Waves = waves is null ? null : ParseWaves(waves),
            Where = [.. (where ?? []).Select(Filter.Parse)],
            Base = OneOf("base", @base, BaseRules.ByName, BaseRule.Answered),
            Weight = weight is null or "none" ? null : weight,
            Adjust = OneOf("adjust", adjust, Adjustments, Adjustment.Holm),
        };
    }

    /// <summary>How an adjustment is written.</summary>
    public static string Name(Adjustment adjustment) => Adjustments.First(pair => pair.Value == adjustment).Key;

    private static string[] ParseWaves(string text)
    {
        var waves = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return waves.Length > 0 ? waves : throw new SurveyException("\"waves\" names no wave; ids were expected, parted by commas");
    }

    private static T OneOf<T>(string name, string? text, IReadOnlyDictionary<string, T> known, T otherwise) =>
        text is null ? otherwise
        : known.TryGetValue(text, out var value) ? value
        : throw new SurveyException($"{name} {Label.Quote(text)} is none of {string.Join(", ", known.Keys)}");
}
