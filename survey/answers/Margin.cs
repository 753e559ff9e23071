using System.Text.Json.Serialization;
using Survey.Instruments;

namespace Survey.Answers;

/// <summary>An option or net, with all of a table's respondents who chose it: the base of percentages of them.</summary>
public sealed record Margin([property: JsonIgnore] Choice Choice)
{
    public string Id => Choice.Id;

    /// <summary>In the wave's own wording.</summary>
    public string Label => Choice.Label;

    public bool Net => Choice.Net;

    /// <summary>Unweighted.</summary>
    public required int Count { get; init; }

    /// <summary>Kish's effective base, where respondents are weighted; or null.</summary>
    public double? EffectiveBase { get; init; }

    /// <summary>Of all respondents of the table, 0 to 100; null where there are none.</summary>
    public double? Percent => Figure?.Percent;

    public double? Low => Figure?.Interval?.Low;

    public double? High => Figure?.Interval?.High;

    /// <summary><c>low</c> where Count, or the effective base, is under the minimum.</summary>
    public IReadOnlyList<string> Flags => LowBase is { } low ? [low.Name] : [];

    /// <summary>That it is too small a base; null where it is not.</summary>
    [JsonIgnore]
    public Reason? LowBase { get; init; }

    /// <summary>What they are of all respondents of the table; null where there are none.</summary>
    [JsonIgnore]
    public Figure? Figure { get; init; }
}
