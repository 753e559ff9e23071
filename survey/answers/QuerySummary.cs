using Survey.Counting;
using Survey.Instruments;
using Survey.Statistics;

namespace Survey.Answers;

/// <summary>A query as its answer repeats it.</summary>
public sealed record QuerySummary
{
    /// <summary>Ids and ranges as asked for; null for all that are loaded.</summary>
    public IReadOnlyList<string>? Waves { get; init; }

    /// <summary>The rule by which respondents belong to the base.</summary>
    public required BaseRule Base { get; init; }

    /// <summary>As in "percentages are of those …".</summary>
    public string BaseInWords => Base.InWords();

    /// <summary>The filters as they are written.</summary>
    public IReadOnlyList<string> Where { get; init; } = [];

    /// <summary>The filters in words; empty for all respondents.</summary>
    public string Segment { get; init; } = "";

    /// <summary>The id of the weight scheme, or null.</summary>
    public string? Weight { get; init; }

    /// <summary>Its label, or null.</summary>
    public string? WeightInWords { get; init; }

    public required Adjustment Adjust { get; init; }

    internal static QuerySummary Of(Query query, Instrument instrument)
    {
        var scheme = query.Weight is null ? null : instrument.Weight(query.Weight);
        return new QuerySummary
        {
            Waves = query.Waves,
            Base = query.Base,
            Where = [.. query.Where.Select(filter => filter.ToString())],
            Segment = Counting.Segment.InWords(instrument, query.Where),
            Weight = scheme?.Id,
            WeightInWords = scheme?.Label,
            Adjust = query.Adjust,
        };
    }
}
