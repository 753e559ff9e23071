namespace Survey.Instruments;

/// <summary>A named way to weight a wave's respondents: by raking, so that their shares in some questions are as declared.</summary>
/// <param name="Targets">at least one</param>
/// <param name="Like">the id of the wave whose shares are the targets; null where shares are declared</param>
/// <param name="Trim">no weight is larger than this, where the mean weight is 1; null for no limit</param>
public sealed record WeightScheme(string Id, string Label, IReadOnlyList<WeightTarget> Targets, string? Like, double? Trim)
{
    /// <summary>Per cent of a wave's respondents who may have weight 0; with more, the wave cannot be weighted.</summary>
    public double Allow { get; init; } = 5;
}

/// <summary>How the answers to one question of kind single or scale are to be distributed.</summary>
/// <param name="Shares">by option id, as shares that add up to 1; null where they are those of the wave that the scheme is like</param>
public sealed record WeightTarget(string Question, IReadOnlyDictionary<string, double>? Shares);
