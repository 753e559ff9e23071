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
/// What one group adds to the change, in percentage points. <paramref name="Behaviour"/> can be read by itself;
/// <paramref name="Composition"/> cannot: a group that grew adds its whole rate, which only what the other groups lost takes back.
/// <paramref name="CompositionFromMean"/> counts rates from the mean of the two waves' percentages, so that a group adds where it grew and
/// is above that mean, or shrank and is below; over all groups it comes to the same total.
/// </summary>
/// <param name="Id">of the option of the question that groups; empty for who gave it no answer</param>
/// <param name="Flags">low, where the base is under 30 in one of the waves</param>
/// <param name="Note">what the figures must not be taken for; empty when there is nothing to say</param>
public sealed record MixGroup(
    string Id,
    string Label,
    MixSide From,
    MixSide To,
    double Composition,
    double CompositionFromMean,
    double Behaviour,
    IReadOnlyList<string> Flags,
    string Note
)
{
    /// <param name="index">of the group in both counts</param>
    /// <param name="mean">of the two waves' shares of the option</param>
    internal static MixGroup Of(
        (string Id, string Label) group,
        MixQuestion asked,
        MixCount first,
        MixCount second,
        int index,
        MixCell cell,
        double mean
    )
    {
        var (one, two) = (first.Groups[index], second.Groups[index]);
        var notes = new List<string>();
        foreach (var (here, there, own) in new[] { (first, second, one), (second, first, two) })
        {
            var (wave, other) = (here.Loaded.Wave.Label, there.Loaded.Wave.Label);
            if (own.Rate is null)
                notes.Add($"{Absence(group.Id, asked, here.Loaded, own)}: its rate of {other} is taken for both waves");
            else if (own.All.Respondents < Figure.LowBase)
                notes.Add($"low: the base in {wave} is {own.All.Respondents}, under {Figure.LowBase}");
        }
        var low = Math.Min(one.All.Respondents, two.All.Respondents) < Figure.LowBase;
        return new MixGroup(
            group.Id,
            group.Label,
            one.Side,
            two.Side,
            100 * cell.Composition,
            100 * cell.CompositionFrom(mean),
            100 * cell.Behaviour,
            low ? ["low"] : [],
            string.Join("; ", notes)
        );
    }

    private static string Absence(string group, MixQuestion asked, LoadedWave wave, MixCountGroup counted) =>
        counted.All.Respondents > 0 ? $"all in {wave.Wave.Label} have weight 0"
        : group.Length > 0 && asked.By.LabelIn(wave.Id, group) is null ? $"{wave.Wave.Label} did not offer it"
        : $"nobody in {wave.Wave.Label}";
}
