using System.Text.Json.Serialization;

namespace Survey.Answers;

/// <summary>One side of a change: the figure of one of its two waves, a share or a mean.</summary>
public sealed record ChangeSide
{
    /// <summary>Respondents, unweighted: who chose the option or net, or who gave a number.</summary>
    public int Count => Share?.Count ?? OfNumbers!.Count;

    /// <summary>Respondents that the figure is of, unweighted; of a mean those who gave a number.</summary>
    public required int Base { get; init; }

    /// <summary>Kish's effective base, where respondents are weighted; or null.</summary>
    public double? EffectiveBase { get; init; }

    /// <summary>0 to 100; null for a mean.</summary>
    public double? Percent => Share?.Percent;

    /// <summary>In the unit of the numbers; null for a share.</summary>
    public double? Mean => OfNumbers?.Mean;

    /// <summary>Lower end of the figure's 95 % interval, in its unit; null where none can be given.</summary>
    public double? Low => Share is null ? OfNumbers!.Low : Share.Interval?.Low;

    public double? High => Share is null ? OfNumbers!.High : Share.Interval?.High;

    /// <summary>Of the question in this wave: break, differs, provisional, low.</summary>
    public IReadOnlyList<string> Flags => Reasons.Flags();

    /// <summary>Null for a mean.</summary>
    [JsonIgnore]
    public Figure? Share { get; init; }

    /// <summary>Null for a share.</summary>
    [JsonIgnore]
    public MeanFigure? OfNumbers { get; init; }

    /// <summary>The flags.</summary>
    [JsonIgnore]
    public IReadOnlyList<Reason> Reasons { get; init; } = [];
}
