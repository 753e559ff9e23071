using System.Text.Json.Serialization;
using Survey.Counting;
using Survey.Statistics;
using Survey.Storage;

namespace Survey.Answers;

/// <summary>A group in one of the waves.</summary>
/// <param name="Count">who of the group chose the option, unweighted</param>
/// <param name="Base">who is in the group, unweighted</param>
/// <param name="Share">the group's percentage of the wave's base, 0 to 100</param>
/// <param name="Rate">the percentage of the group that chose the option, 0 to 100; null where nobody is in it</param>
public sealed record MixSide(int Count, int Base, double Share, double? Rate);

/// <summary>
/// What one group adds to the change, in percentage points. <see cref="Behaviour"/> can be read by itself; <see cref="Composition"/>
/// cannot: a group that grew adds its whole rate, which only what the other groups lost takes back.
/// </summary>
public sealed record MixGroup
{
    /// <summary>Of the option of the question that groups; empty for who gave it no answer.</summary>
    public required string Id { get; init; }

    public required string Label { get; init; }

    public required MixSide From { get; init; }

    public required MixSide To { get; init; }

    public required double Composition { get; init; }

    /// <summary>Counts rates from the mean of the two waves' percentages, so that a group adds where it grew and is above that mean, or
    /// shrank and is below; over all groups it comes to the same total.</summary>
    public required double CompositionFromMean { get; init; }

    public required double Behaviour { get; init; }

    /// <summary><c>low</c>, where the base, or the effective base, is under the minimum in one of the waves.</summary>
    public IReadOnlyList<string> Flags => IsLow ? [ReasonCode.Low.ToString().ToLowerInvariant()] : [];

    /// <summary>Whether it has the flag <c>low</c>.</summary>
    [JsonIgnore]
    public bool IsLow { get; init; }

    /// <summary>What the figures must not be taken for; empty when there is nothing to say.</summary>
    public string Note => Reasons.InWords();

    /// <summary>What <see cref="Note"/> says.</summary>
    [JsonIgnore]
    public IReadOnlyList<Reason> Reasons { get; init; } = [];

    /// <param name="index">of the group in both counts</param>
    /// <param name="mean">of the two waves' shares of the option</param>
    internal static MixGroup Of(
        (string Id, string Label) group,
        MixQuestion asked,
        MinimumBase minimum,
        MixCount first,
        MixCount second,
        int index,
        MixCell cell,
        double mean
    )
    {
        var (one, two) = (first.Groups[index], second.Groups[index]);
        var reasons = new List<Reason>();
        foreach (var (here, there, own) in new[] { (first, second, one), (second, first, two) })
        {
            var (wave, other) = (here.Loaded.Wave.Label, there.Loaded.Wave.Label);
            if (own.Rate is null)
                reasons.Add(
                    new Reason(
                        ReasonCode.EmptyGroup,
                        $"{Absence(group.Id, asked, here.Loaded, own)}: its rate of {other} is taken for both waves"
                    )
                );
            else if (minimum.Low(own.All, here.Weighted, $"the base in {wave}") is { } low)
                reasons.Add(low);
        }
        return new MixGroup
        {
            Id = group.Id,
            Label = group.Label,
            From = one.Side,
            To = two.Side,
            Composition = 100 * cell.Composition,
            CompositionFromMean = 100 * cell.CompositionFrom(mean),
            Behaviour = 100 * cell.Behaviour,
            IsLow = minimum.IsLow(one.All, first.Weighted) || minimum.IsLow(two.All, second.Weighted),
            Reasons = reasons,
        };
    }

    private static string Absence(string group, MixQuestion asked, LoadedWave wave, MixCountGroup counted) =>
        counted.All.Respondents > 0 ? $"all in {wave.Wave.Label} have weight 0"
        : group.Length > 0 && asked.By.LabelIn(wave.Id, group) is null ? $"{wave.Wave.Label} did not offer it"
        : $"nobody in {wave.Wave.Label}";
}
