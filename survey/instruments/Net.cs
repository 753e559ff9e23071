namespace Survey.Instruments;

/// <summary>A named union of options; a respondent counts once.</summary>
public sealed record Net(string Id, string Label, IReadOnlyList<string> Of)
{
    /// <summary>A scale with fewer points than this has no top 2 box that would say anything.</summary>
    private const int LeastPoints = 4;

    /// <summary>The two highest points of a scale, which every scale has as a net; null where it has too few points.</summary>
    internal static Net? Top2Box(IReadOnlyList<Option> options)
    {
        var points = options
            .Where(option => option is { Value: not null, Missing: false })
            .GroupBy(option => option.Value!.Value)
            .OrderByDescending(point => point.Key)
            .ToList();
        if (points.Count < LeastPoints)
            return null;
        var top = points.Take(2).Reverse().SelectMany(point => point).ToList();
        return new Net(
            "top-2-box",
            $"Top 2 box ({string.Join(", ", top.Select(option => option.Label))})",
            [.. top.Select(option => option.Id)]
        );
    }
}
