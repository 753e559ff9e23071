using System.Globalization;
using Survey.Coded;
using Survey.Instruments;
using Survey.Statistics;
using Survey.Storage;

namespace Survey.Counting;

/// <summary>How the respondents of a wave were weighted: what a reader of weighted figures has to know. The mean weight is 1.</summary>
/// <param name="Scheme">the weight scheme's id</param>
/// <param name="Rounds">of raking, until the targets were met to a relative 1e-12</param>
/// <param name="DesignEffect">Kish's, over all respondents of the wave</param>
/// <param name="EffectiveBase">respondents over design effect</param>
/// <param name="LargestDeviation">how far the weighted shares are from the targets at most, in percentage points; more than rounding only
/// where weights were trimmed</param>
/// <param name="EmptyTargets">options with a target that nobody chose, as "question:option"; the other targets of the question are scaled
/// up</param>
public sealed record Weighting(
    string Scheme,
    int Rounds,
    double Minimum,
    double Maximum,
    double DesignEffect,
    double EffectiveBase,
    double LargestDeviation,
    IReadOnlyList<string> EmptyTargets
)
{
    /// <summary>The sets that <see cref="Of"/> needs.</summary>
    internal static IEnumerable<SetKey> Keys(LoadedSurvey survey, WeightScheme scheme, LoadedWave wave) =>
        Waves(survey, scheme, wave)
            .SelectMany(one =>
                scheme.Targets.SelectMany(target =>
                    survey
                        .Instrument.Question(target.Question)
                        .Options.Select(option => SetKey.Of(one, target.Question, net: false, option.Id))
                        .Append(SetKey.Answered(one, target.Question))
                )
            );

    /// <summary>
    /// Rakes a wave. Who gave no answer to a question of the scheme is a group of his own there, which keeps its unweighted share; the
    /// targets are of the others.
    /// </summary>
    /// <param name="cells">respondents with the same weight; null where the weights are all 1</param>
    /// <param name="problem">why the wave cannot be weighted, in words; empty where it can</param>
    internal static Weighting? Of(
        LoadedSurvey survey,
        WeightScheme scheme,
        LoadedWave wave,
        Sets sets,
        out IReadOnlyList<(Bitmap, double)>? cells,
        out string problem
    )
    {
        cells = null;
        problem = ProblemOf(survey, scheme, wave, sets);
        if (problem.Length > 0)
            return null;
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
            problem = $"not computable: {wave.Wave.Label} cannot be weighted to \"{scheme.Id}\": {exception.Message}";
            return null;
        }
        if (!raked.Converged)
        {
            problem = string.Create(
                CultureInfo.InvariantCulture,
                $"not computable: raking to \"{scheme.Id}\" does not converge in {wave.Wave.Label}: after {raked.Iterations} rounds "
                    + $"shares are up to {100 * raked.LargestDeviation:G3} points from their targets"
            );
            return null;
        }
        // Raking is exact to a relative 1e-12: a weight that is as near to 1 is 1.
        var weighted = crossed
            .Zip(raked.Weights, (cell, weight) => (cell.Members, Weight: Math.Abs(weight - 1) <= 1e-12 ? 1 : weight))
            .ToList();
        var spread = WeightSpread.Of(weighted.Select(cell => ((long)cell.Members.Count, cell.Weight)))!.Value;
        if (weighted.Exists(cell => cell.Weight != 1))
            cells = weighted;
        return new Weighting(
            scheme.Id,
            raked.Iterations,
            spread.Minimum,
            spread.Maximum,
            spread.DesignEffect,
            spread.EffectiveBase,
            100 * raked.LargestDeviation,
            [.. raked.EmptyTargets.Select(empty => $"{margins[empty.Margin].Target.Name}:{margins[empty.Margin].Options[empty.Group]}")]
        );
    }

    private static string ProblemOf(LoadedSurvey survey, WeightScheme scheme, LoadedWave wave, Sets sets)
    {
        if (scheme.Like is { } like && !survey.Waves.ContainsKey(like))
            return $"not computable: weights \"{scheme.Id}\" are like wave \"{like}\", which has not been loaded yet";
        if (Waves(survey, scheme, wave).Any(one => one.Wave.Provenance == Provenance.Reconstructed))
            return Segment.Reconstructed;
        if (wave.Respondents == 0)
            return $"not computable: {wave.Wave.Label} has no respondents to weight";
        foreach (var one in Waves(survey, scheme, wave))
        {
            if (scheme.Targets.FirstOrDefault(target => !survey.Instrument.Question(target.Question).IsAskedIn(one.Id)) is { } target)
                return $"not computable: {one.Wave.Label} did not ask \"{target.Question}\", to which \"{scheme.Id}\" weights";
            if (scheme.Targets.FirstOrDefault(target => sets[SetKey.Answered(one, target.Question)] is null) is { } uncoded)
                return Segment.CodedWithout(one, $"\"{uncoded.Question}\"");
            if (
                one.Id == scheme.Like
                && scheme.Targets.FirstOrDefault(target => sets[SetKey.Answered(one, target.Question)]!.Count == 0) is { } unanswered
            )
                return $"not computable: nobody answered \"{unanswered.Question}\" in {one.Wave.Label}, "
                    + $"which \"{scheme.Id}\" weights to be like";
        }
        return "";
    }

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
        public static Margin Of(LoadedSurvey survey, WeightScheme scheme, WeightTarget target, LoadedWave wave, Sets sets)
        {
            var options = survey.Instrument.Question(target.Question).Options;
            var model = scheme.Like is { } like ? survey.Waves[like] : null;
            var groups = options
                .Select(option => sets[SetKey.Of(wave, target.Question, net: false, option.Id)] ?? new Bitmap(wave.Respondents))
                .ToList();
            groups.Add(Bitmap.All(wave.Respondents).Except(sets[SetKey.Answered(wave, target.Question)]!));
            var declared = options
                .Select(option =>
                    model is null
                        ? target.Shares!.GetValueOrDefault(option.Id)
                        : sets[SetKey.Of(model, target.Question, net: false, option.Id)]?.Count ?? 0
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
