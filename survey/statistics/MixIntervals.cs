using MathNet.Numerics.Random;
using MathNet.Numerics.Statistics;

namespace Survey.Statistics;

/// <summary>
/// The 95 % percentile intervals of a mix's parts, as shares of -1 to 1, by the bootstrap (Efron 1979): the respondents of each wave's base
/// are resampled by themselves, and parted anew. The seed is fixed, so that the same counts have the same intervals wherever and whenever
/// they are computed.
/// </summary>
internal sealed record MixIntervals(Interval Composition, Interval Behaviour)
{
    public const int Replicates = 2000;

    public const int Seed = 1955;

    private const double Tail = 0.025;

    /// <param name="first">of each group in the first wave: how many are in it, and how many of them chose the option; somebody is in one
    /// of them</param>
    /// <param name="second">of the same groups in the second wave</param>
    public static MixIntervals Of(IReadOnlyList<(int Base, int Chosen)> first, IReadOnlyList<(int Base, int Chosen)> second)
    {
        var (composition, behaviour) = (new double[Replicates], new double[Replicates]);
        var random = new MersenneTwister(Seed, threadSafe: false);
        var (waves, counts) = (new[] { Cells(first), Cells(second) }, new[] { new int[2 * first.Count], new int[2 * first.Count] });
        var groups = new MixCell[first.Count];
        var (all1, all2) = ((double)first.Sum(group => group.Base), (double)second.Sum(group => group.Base));
        for (var replicate = 0; replicate < Replicates; replicate++)
        {
            waves[0].Draw(random, counts[0]);
            waves[1].Draw(random, counts[1]);
            for (var group = 0; group < groups.Length; group++)
            {
                var (share1, rate1) = Parts(counts[0], group, all1);
                var (share2, rate2) = Parts(counts[1], group, all2);
                groups[group] = new MixCell(share1, rate1, share2, rate2);
            }
            (composition[replicate], behaviour[replicate]) = Mix.Of(groups);
        }
        return new MixIntervals(Middle(composition), Middle(behaviour));
    }

    /// <summary>Of each group, those who chose the option and those who did not.</summary>
    private static Multinomial Cells(IReadOnlyList<(int Base, int Chosen)> groups) =>
        new([.. groups.SelectMany(group => new[] { group.Chosen, group.Base - group.Chosen })]);

    private static (double Share, double? Rate) Parts(int[] counts, int group, double all)
    {
        var (chosen, counted) = (counts[2 * group], counts[2 * group] + counts[2 * group + 1]);
        return (counted / all, counted > 0 ? (double)chosen / counted : null);
    }

    /// <summary>Quantiles as R's type 7.</summary>
    private static Interval Middle(double[] replicates)
    {
        Array.Sort(replicates);
        return new Interval(
            SortedArrayStatistics.QuantileCustom(replicates, Tail, QuantileDefinition.R7),
            SortedArrayStatistics.QuantileCustom(replicates, 1 - Tail, QuantileDefinition.R7)
        );
    }
}
