using System.Globalization;

namespace Survey.Statistics;

/// <summary>Respondents who are in the same group of every margin.</summary>
/// <param name="Respondents">how many; 0 or more</param>
/// <param name="Groups">the group in each margin, as an index of its targets</param>
public readonly record struct RakingCell(long Respondents, IReadOnlyList<int> Groups);

/// <summary>A question whose answers are to be distributed as given.</summary>
/// <param name="Name">for messages</param>
/// <param name="Targets">each group's share of the weights, 0 to 1; they add up to 1</param>
public sealed record RakingMargin(string Name, IReadOnlyList<double> Targets);

/// <summary>
/// Weights by which the respondents' shares in several margins are those aimed at, by iterative proportional fitting (Deming and Stephan
/// 1940). A group with a target of 0 takes its respondents out: their weight is 0, and stays so. A group with a target and nobody in it (or
/// nobody who is not out) is left out, the other targets of its margin are scaled up to 1, and it is reported.
/// </summary>
/// <param name="Weights">by cell, with a mean of 1 over all respondents; 0 where a cell has none</param>
/// <param name="Converged">before trimming, no margin's weighted sums differed from their targets by more than a relative 1e-12</param>
/// <param name="Iterations">rounds over all margins, 1,000 at most</param>
/// <param name="LargestDeviation">between a weighted share and its target (scaled up, where groups were left out), as a share of 0 to 1,
/// trimming included</param>
/// <param name="EmptyTargets">the groups that were left out, as indices of margins and of their targets</param>
public sealed record Raking(
    IReadOnlyList<double> Weights,
    bool Converged,
    int Iterations,
    double LargestDeviation,
    IReadOnlyList<(int Margin, int Group)> EmptyTargets
)
{
    private const double Tolerance = 1e-12;
    private const int MostIterations = 1000;

    /// <param name="margins">at least one</param>
    /// <param name="trim">no weight is larger; null for no limit</param>
    /// <exception cref="SurveyException">targets are no shares, nobody is in a group that has one, or the limit is too low to be
    /// kept</exception>
    public static Raking Of(IReadOnlyList<RakingCell> cells, IReadOnlyList<RakingMargin> margins, double? trim = null)
    {
        foreach (var margin in margins)
            RequireShares(margin);
        var respondents = cells.Sum(cell => cell.Respondents);
        var weights = cells
            .Select(cell =>
                cell.Respondents > 0 && margins.Index().All(margin => margin.Item.Targets[cell.Groups[margin.Index]] > 0) ? 1.0 : 0
            )
            .ToArray();
        var empty = new List<(int Margin, int Group)>();
        var targets = margins
            .Select((margin, index) => Reachable(margin, index, Sums(cells, weights, index, margin.Targets.Count), respondents, empty))
            .ToArray();
        var (converged, iterations) = (false, 0);
        while (!converged && iterations < MostIterations)
        {
            iterations++;
            for (var margin = 0; margin < margins.Count; margin++)
                Fit(cells, weights, margin, targets[margin]);
            converged = Deviations(cells, weights, targets).All(group => group.Deviation <= Tolerance * group.Target);
        }
        if (trim is { } limit)
            Trim(cells, weights, limit);
        var largest = Deviations(cells, weights, targets).Max(group => group.Deviation) / respondents;
        return new Raking(weights, converged, iterations, largest, empty);
    }

    /// <returns>the targets as numbers of respondents; 0 for a group that is left out</returns>
    private static double[] Reachable(RakingMargin margin, int index, double[] sums, long respondents, List<(int Margin, int Group)> empty)
    {
        empty.AddRange(
            Enumerable.Range(0, sums.Length).Where(group => margin.Targets[group] > 0 && sums[group] == 0).Select(group => (index, group))
        );
        var reached = margin.Targets.Where((_, group) => sums[group] > 0).Sum();
        return reached > 0
            ? [.. margin.Targets.Select((target, group) => sums[group] > 0 ? target / reached * respondents : 0)]
            : throw new SurveyException(
                $"no respondent is left to weight by {margin.Name}; at least one was expected in a group with a target over 0 in "
                    + "every margin"
            );
    }

    private static void Fit(IReadOnlyList<RakingCell> cells, double[] weights, int margin, double[] targets)
    {
        var sums = Sums(cells, weights, margin, targets.Length);
        for (var cell = 0; cell < weights.Length; cell++)
        {
            if (weights[cell] > 0)
                weights[cell] *= targets[cells[cell].Groups[margin]] / sums[cells[cell].Groups[margin]];
        }
    }

    /// <summary>
    /// Cuts larger weights to the limit and spreads what was cut equally over the respondents below it, until no weight is larger: what R's
    /// <c>survey::trimWeights</c> comes to with <c>strict = TRUE</c>. Weights of 0 stay 0.
    /// </summary>
    private static void Trim(IReadOnlyList<RakingCell> cells, double[] weights, double limit)
    {
        if (!(limit > 1))
            throw new SurveyException($"weights cannot be cut to {Text(limit)}; a limit over 1, the mean weight, was expected");
        while (weights.Max() > limit)
        {
            var cut = weights.Select((weight, cell) => cells[cell].Respondents * Math.Max(0, weight - limit)).Sum();
            var below = cells.Where((_, cell) => weights[cell] > 0 && weights[cell] < limit).Sum(cell => cell.Respondents);
            if (below == 0)
                throw new SurveyException(
                    $"weights cannot be cut to {Text(limit)}: all respondents with a weight would be above it; a higher limit was expected"
                );
            for (var cell = 0; cell < weights.Length; cell++)
                weights[cell] =
                    weights[cell] >= limit ? limit
                    : weights[cell] > 0 ? weights[cell] + cut / below
                    : 0;
        }
    }

    private static IEnumerable<(double Deviation, double Target)> Deviations(
        IReadOnlyList<RakingCell> cells,
        double[] weights,
        double[][] targets
    ) =>
        targets.SelectMany(
            (groups, margin) => Sums(cells, weights, margin, groups.Length).Zip(groups, (sum, target) => (Math.Abs(sum - target), target))
        );

    private static double[] Sums(IReadOnlyList<RakingCell> cells, double[] weights, int margin, int groups)
    {
        var sums = new double[groups];
        for (var cell = 0; cell < weights.Length; cell++)
            sums[cells[cell].Groups[margin]] += cells[cell].Respondents * weights[cell];
        return sums;
    }

    private static void RequireShares(RakingMargin margin)
    {
        var sum = margin.Targets.Sum();
        if (margin.Targets.Any(target => !(target >= 0)) || Math.Abs(sum - 1) > 1e-9)
            throw new SurveyException(
                $"targets of {margin.Name} are {string.Join(", ", margin.Targets.Select(Text))}; shares of 0 to 1 that "
                    + "add up to 1 were expected"
            );
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
