using Survey.Instruments;
using Survey.Tests.Counting;

namespace Survey.Tests.Statistics;

/// <summary>
/// A weight for each respondent by going through them one by one, round after round: what the weights of cells are compared with.
/// Null where the wave cannot be weighted: nobody is left in a question's groups, or 1,000 rounds do not meet the targets.
/// </summary>
internal sealed record NaiveRaking(IReadOnlyList<double> Weights, double LargestDeviation, IReadOnlyList<string> EmptyTargets)
{
    private const string Silent = "";
    private const int MostRounds = 1000;

    public static NaiveRaking? Of(NaiveSurvey survey, NaiveWave wave, WeightScheme scheme)
    {
        var model = survey.Waves.FirstOrDefault(one => one.Id == scheme.Like) ?? wave;
        if (
            new[] { wave, model }.Any(one =>
                one.Reconstructed || scheme.Targets.Any(target => !survey.Question(target.Question).IsAskedIn(one.Id))
            )
        )
            return null;
        if (
            wave.Respondents.Count == 0
            || (
                scheme.Like is not null
                && scheme.Targets.Any(target => model.Respondents.All(respondent => GroupOf(respondent, target.Question) == Silent))
            )
        )
            return null;
        var margins = scheme
            .Targets.Select(target => (target.Question, Wanted: Wanted(survey, wave, scheme.Like is null ? null : model, target)))
            .ToList();
        var groups = wave
            .Respondents.Select(respondent => margins.Select(margin => GroupOf(respondent, margin.Question)).ToList())
            .ToList();
        var weights = groups.Select(own => own.Index().All(group => margins[group.Index].Wanted[group.Item] > 0) ? 1.0 : 0).ToArray();
        var (targets, empty) = (new List<Dictionary<string, double>>(), new List<string>());
        foreach (var (margin, (question, wanted)) in margins.Index())
        {
            var there = wanted
                .Keys.Where(group => weights.Index().Any(weight => weight.Item > 0 && groups[weight.Index][margin] == group))
                .ToHashSet();
            empty.AddRange(wanted.Where(group => group.Value > 0 && !there.Contains(group.Key)).Select(group => $"{question}:{group.Key}"));
            var all = wanted.Where(group => there.Contains(group.Key)).Sum(group => group.Value);
            if (!(all > 0))
                return null;
            targets.Add(
                wanted.ToDictionary(group => group.Key, group => there.Contains(group.Key) ? group.Value / all * weights.Length : 0)
            );
        }
        for (var round = 0; round < MostRounds; round++)
        {
            for (var margin = 0; margin < margins.Count; margin++)
            {
                var sums = Sums(margin);
                for (var respondent = 0; respondent < weights.Length; respondent++)
                    weights[respondent] *=
                        weights[respondent] > 0 ? targets[margin][groups[respondent][margin]] / sums[groups[respondent][margin]] : 1;
            }
            if (
                targets
                    .Index()
                    .All(margin =>
                        margin.Item.All(group =>
                            Math.Abs(Sums(margin.Index).GetValueOrDefault(group.Key) - group.Value) <= 1e-12 * group.Value
                        )
                    )
            )
                return Trimmed(scheme.Trim);
        }
        return null;

        Dictionary<string, double> Sums(int margin) =>
            groups.Index().GroupBy(own => own.Item[margin]).ToDictionary(group => group.Key, group => group.Sum(own => weights[own.Index]));

        NaiveRaking? Trimmed(double? trim)
        {
            while (weights.Any(weight => weight > trim))
            {
                var below = weights.Count(weight => weight > 0 && weight < trim);
                if (below == 0)
                    return null;
                var cut = weights.Sum(weight => Math.Max(0, weight - trim!.Value)) / below;
                weights =
                [
                    .. weights.Select(weight =>
                        weight >= trim ? trim.Value
                        : weight > 0 ? weight + cut
                        : 0
                    ),
                ];
            }
            var largest =
                targets
                    .Index()
                    .Max(margin => margin.Item.Max(group => Math.Abs(Sums(margin.Index).GetValueOrDefault(group.Key) - group.Value)))
                / weights.Length;
            return new NaiveRaking(weights, largest, empty);
        }
    }

    /// <summary>The share aimed at, by option; those who gave no answer keep theirs, and the others' is of the rest.</summary>
    private static Dictionary<string, double> Wanted(NaiveSurvey survey, NaiveWave wave, NaiveWave? model, WeightTarget target)
    {
        var silent = wave.Respondents.Count(respondent => GroupOf(respondent, target.Question) == Silent) / (double)wave.Respondents.Count;
        var shares = survey
            .Question(target.Question)
            .Options.ToDictionary(
                option => option.Id,
                option =>
                    model?.Respondents.Count(respondent => GroupOf(respondent, target.Question) == option.Id) ?? target.Shares![option.Id]
            );
        var wanted = shares.ToDictionary(share => share.Key, share => share.Value / shares.Values.Sum() * (1 - silent));
        wanted[Silent] = silent;
        return wanted;
    }

    private static string GroupOf(NaiveRespondent respondent, string question) =>
        respondent.Chosen.TryGetValue(question, out var chosen) ? chosen.Single() : Silent;
}
