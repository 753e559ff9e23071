using System.Text.Json.Serialization;
using Survey.Answers;
using Survey.Counting;

namespace Survey.Claims;

/// <summary>What a claim states of one wave, and what comes out there.</summary>
/// <param name="Wave">its id</param>
/// <param name="Revision">the one that it was checked in; null where the wave was not loaded yet</param>
/// <param name="Stated">as printed: a percentage, a place, or a number of respondents</param>
public sealed record ClaimFigure(string Wave, int? Revision, string Stated)
{
    /// <summary>Unweighted: respondents of the option, or of the wave. Null, as all that follows, where nothing is computed.</summary>
    public int? Count => Figure?.Count ?? Respondents;

    /// <summary>Unweighted: those that the percentage is of; null for a number of respondents.</summary>
    public int? Base { get; init; }

    /// <summary>Kish's effective base, where respondents are weighted; or null.</summary>
    public double? EffectiveBase { get; init; }

    /// <summary>0 to 100, at full precision.</summary>
    public double? Percent => Figure?.Percent;

    /// <summary>Lower end of its 95 % interval, as if randomly sampled; null where the base is assumed.</summary>
    public double? Low => Figure?.Interval?.Low;

    public double? High => Figure?.Interval?.High;

    /// <summary>Of the option, 1 for the largest share; null for claims of other kinds.</summary>
    public int? Place { get; init; }

    /// <summary>What was found less what was stated: in percentage points, places or respondents, as the claim's kind is.</summary>
    public double? Difference { get; init; }

    /// <summary>Whether what was stated comes out.</summary>
    public bool? Agrees { get; init; }

    /// <summary>How the wave's respondents were weighted; null where they were not.</summary>
    public Weighting? Weighting { get; init; }

    /// <summary>Of the question in the wave: break, differs, provisional, low.</summary>
    public IReadOnlyList<string> Flags => Reasons.Flags();

    /// <summary>The flags' reasons.</summary>
    public IReadOnlyList<string> Notes => Reasons.Notes();

    /// <summary>Of the option; null where nothing is computed, and for a number of respondents.</summary>
    [JsonIgnore]
    public Figure? Figure { get; init; }

    /// <summary>Of the wave; null for claims of other kinds.</summary>
    [JsonIgnore]
    public int? Respondents { get; init; }

    /// <summary>The flags.</summary>
    [JsonIgnore]
    public IReadOnlyList<Reason> Reasons { get; init; } = [];

    /// <summary>What came out, to compare it with what came out of another revision.</summary>
    internal (int?, int?, double?, int?) Found => (Count, Base, Percent, Place);
}
