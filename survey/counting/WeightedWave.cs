using Survey.Coded;
using Survey.Instruments;
using Survey.Statistics;
using Survey.Storage;

namespace Survey.Counting;

/// <summary>A wave whose respondents have weights.</summary>
/// <param name="Cells">respondents with the same weight, who are all of the wave; null where the weights are all 1</param>
internal sealed record WeightedWave(Weighting Weighting, IReadOnlyList<(Bitmap Members, double Weight)>? Cells)
{
    /// <summary>The sets that <see cref="Of"/> needs.</summary>
    public static IEnumerable<SetKey> Keys(LoadedSurvey survey, WeightScheme scheme, LoadedWave wave) =>
        Waves(survey, scheme, wave)
            .SelectMany(one =>
                scheme.Targets.SelectMany(target =>
                    survey
                        .Instrument.Question(target.Question)
                        .Options.Select(option => SetKey.OfOption(one, target.Question, option.Id))
                        .Append(SetKey.Answered(one, target.Question))
                )
            );

    /// <summary>
    /// Rakes a wave. Who gave no answer to a question of the scheme is a group of his own there, which keeps its unweighted share; the
    /// targets are of the others.
    /// </summary>
    /// <returns>or why the wave cannot be weighted</returns>
    public static Known<WeightedWave> Of(LoadedSurvey survey, WeightScheme scheme, LoadedWave wave, StoredSets sets)
    {
        if (ProblemOf(survey, scheme, wave, sets) is { } problem)
            return problem;
        var margins = scheme.Targets.Select(target => Margin.Of(survey, scheme, target, wave, sets)).ToList();
        var crossed = Crossed(margins, wave.Respondents);
        Raking raked;
        try
        {
            raked = Raking.Of(
                [.. crossed.Select(cell => new RakingCell(cell.Members.Count, cell.Groups))],
                [.. margins.Select(margin => margin.Target)],
                scheme.Trim
            );
        }
        catch (SurveyException exception)
        {
            return NotComputable($"{wave.Wave.Label} cannot be weighted to \"{scheme.Id}\": {exception.Message}");
        }
        if (!raked.Converged)
            return NotComputable(
                FormattableString.Invariant(
                    $"raking to \"{scheme.Id}\" does not converge in {wave.Wave.Label}: after {raked.Iterations} rounds "
                ) + FormattableString.Invariant($"shares are up to {100 * raked.LargestDeviation:G3} points from their targets")
            );
        // Raking is exact to a relative 1e-12: a weight that is as near to 1 is 1.
        var weighted = crossed
            .Zip(raked.Weights, (cell, weight) => (cell.Members, Weight: Math.Abs(weight - 1) <= 1e-12 ? 1 : weight))
            .ToList();
        var weightedOut = weighted.Where(cell => cell.Weight == 0).Sum(cell => cell.Members.Count);
        if (TooManyOut(scheme, wave, weightedOut) is { } tooMany)
            return tooMany;
        var spread = WeightSpread.Of(weighted.Select(cell => ((long)cell.Members.Count, cell.Weight)))!.Value;
        return new WeightedWave(
            new Weighting
            {
                Scheme = scheme.Id,
                Rounds = raked.Iterations,
                Minimum = spread.Minimum,
                Maximum = spread.Maximum,
                DesignEffect = spread.DesignEffect,
                EffectiveBase = spread.EffectiveBase,
                LargestDeviation = 100 * raked.LargestDeviation,
                WeightedOut = weightedOut,
                EmptyTargets =
                [
                    .. raked.EmptyTargets.Select(empty =>
                        $"{margins[empty.Margin].Target.Name}:{margins[empty.Margin].Options[empty.Group]}"
                    ),
                ],
            },
            weighted.Exists(cell => cell.Weight != 1) ? weighted : null
        );
    }

    private static Reason? ProblemOf(LoadedSurvey survey, WeightScheme scheme, LoadedWave wave, StoredSets sets)
    {
        if (scheme.Like is { } like && !survey.Waves.ContainsKey(like))
            return NotComputable($"weights \"{scheme.Id}\" are like wave \"{like}\", which has not been loaded yet");
        if (Waves(survey, scheme, wave).Any(one => one.Wave.Provenance == Provenance.Reconstructed))
            return Reason.Reconstructed(ReasonCode.NotComputable);
        if (wave.Respondents == 0)
            return NotComputable($"{wave.Wave.Label} has no respondents to weight");
        foreach (var one in Waves(survey, scheme, wave))
        {
            if (scheme.Targets.FirstOrDefault(target => !survey.Instrument.Question(target.Question).IsAskedIn(one.Id)) is { } target)
                return NotComputable($"{one.Wave.Label} did not ask \"{target.Question}\", to which \"{scheme.Id}\" weights");
            if (scheme.Targets.FirstOrDefault(target => sets[SetKey.Answered(one, target.Question)] is null) is { } uncoded)
                return Segment.CodedWithout(one, $"\"{uncoded.Question}\"");
            if (
                one.Id == scheme.Like
                && scheme.Targets.FirstOrDefault(target => sets[SetKey.Answered(one, target.Question)]!.Count == 0) is { } unanswered
            )
                return NotComputable(
                    $"nobody answered \"{unanswered.Question}\" in {one.Wave.Label}, which \"{scheme.Id}\" weights to be like"
                );
        }
        return null;
    }

    private static Reason? TooManyOut(WeightScheme scheme, LoadedWave wave, int weightedOut) =>
        100.0 * weightedOut > scheme.Allow * wave.Respondents
            ? NotComputable(
                FormattableString.Invariant($"{wave.Wave.Label} cannot be weighted to \"{scheme.Id}\": {weightedOut:N0} of ")
                    + FormattableString.Invariant($"{wave.Respondents:N0} respondents would have weight 0, more than {scheme.Allow} %, ")
                    + "because they chose what has no share among the targets; \"allow\" in the scheme says how many may be left out"
            )
            : null;

    private static Reason NotComputable(string text) => new(ReasonCode.NotComputable, text);

    /// <summary>The wave itself, and the one that it is to be like.</summary>
    private static IEnumerable<LoadedWave> Waves(LoadedSurvey survey, WeightScheme scheme, LoadedWave wave) =>
        scheme.Like is { } like && like != wave.Id && survey.Waves.TryGetValue(like, out var model) ? [wave, model] : [wave];

    /// <summary>Every combination of groups that somebody is in.</summary>
    private static List<(Bitmap Members, int[] Groups)> Crossed(List<Margin> margins, int respondents)
    {
        List<(Bitmap Members, int[] Groups)> cells = [(Bitmap.All(respondents), [])];
        foreach (var margin in margins)
        {
            cells =
            [
                .. from cell in cells
                from @group in Enumerable.Range(0, margin.Groups.Count)
                let members = cell.Members.And(margin.Groups[@group])
                where members.Count > 0
                select (members, cell.Groups.Append(@group).ToArray()),
            ];
        }
        return cells;
    }

    /// <summary>A question of the scheme in one wave.</summary>
    /// <param name="Options">ids of the groups; the last is of those who gave no answer</param>
    /// <param name="Groups">the wave's respondents, parted</param>
    private sealed record Margin(IReadOnlyList<string> Options, IReadOnlyList<Bitmap> Groups, RakingMargin Target)
    {
        public static Margin Of(LoadedSurvey survey, WeightScheme scheme, WeightTarget target, LoadedWave wave, StoredSets sets)
        {
            var options = survey.Instrument.Question(target.Question).Options;
            var model = scheme.Like is { } like ? survey.Waves[like] : null;
            var groups = options
                .Select(option => sets[SetKey.OfOption(wave, target.Question, option.Id)] ?? new Bitmap(wave.Respondents))
                .ToList();
            groups.Add(Bitmap.All(wave.Respondents).Except(sets[SetKey.Answered(wave, target.Question)]!));
            var declared = options
                .Select(option =>
                    model is null
                        ? target.Shares!.GetValueOrDefault(option.Id)
                        : sets[SetKey.OfOption(model, target.Question, option.Id)]?.Count ?? 0
                )
                .ToList();
            var silent = (double)groups[^1].Count / wave.Respondents;
            var all = declared.Sum();
            return new Margin(
                [.. options.Select(option => option.Id), ""],
                groups,
                new RakingMargin(target.Question, [.. declared.Select(share => share / all * (1 - silent)), silent])
            );
        }
    }
}
