using Survey.Coded;
using Survey.Counting;
using Survey.Statistics;
using Survey.Storage;

namespace Survey.Answers;

/// <summary>A group of one wave, counted.</summary>
/// <param name="All">who is in it</param>
/// <param name="Chosen">who of them chose the option</param>
/// <param name="Share">of the wave's base</param>
/// <param name="Rate">of the option in the group; null where nobody is in it</param>
internal sealed record MixCountGroup(WeightedCount All, WeightedCount Chosen, Proportion Share, Proportion? Rate)
{
    public MixSide Side =>
        new(
            Chosen.Respondents,
            All.Respondents,
            Figure.Of(All.Respondents, Share, withoutInterval: true)!.Percent,
            Figure.Of(Chosen.Respondents, Rate, withoutInterval: true)?.Percent
        );
}

/// <summary>One wave of a mix shift, counted: the base, who of it chose the option, and both in every group.</summary>
/// <param name="Share">those who chose it, of the base</param>
/// <param name="Groups">as <see cref="MixQuestion.Groups"/>; every respondent of the base is in exactly one</param>
internal sealed record MixCount(
    LoadedWave Loaded,
    bool Weighted,
    WeightedCount All,
    WeightedCount Chosen,
    Proportion Share,
    IReadOnlyList<MixCountGroup> Groups
)
{
    /// <summary>What the bootstrap resamples.</summary>
    public IReadOnlyList<(int Base, int Chosen)> Counts => [.. Groups.Select(group => (group.All.Respondents, group.Chosen.Respondents))];

    /// <exception cref="NotComputableException">nothing can be counted in the wave</exception>
    public static MixCount Of(MixQuestion asked, LoadedSurvey survey, LoadedWave wave, Populations populations)
    {
        var sets = populations.Sets;
        var population = populations.Of(wave).Value;
        var counted = QuestionSets.Base(survey, wave, asked.Question, asked.Rule, sets).Value ?? Bitmap.All(wave.Respondents);
        var grouped = Required(sets, wave, SetKey.Answered(wave, asked.By.Id));
        var chosen = Required(sets, wave, asked.OptionKey(wave));
        var members = asked
            .By.Options.Select(option =>
                option.IsOfferedIn(wave.Id) ? Required(sets, wave, SetKey.OfOption(wave, asked.By.Id, option.Id)) : new Bitmap()
            )
            .Select(counted.And)
            .Append(counted.Except(grouped));
        var (all, ofAll) = (population.Count(counted), population.Count(counted, chosen));
        if (population.Share(ofAll, all) is not { } share)
            throw NotComputable($"the base of \"{asked.Question.Id}\" in {wave.Wave.Label} is 0");
        var groups = members
            .Select(set => (All: population.Count(set), Chosen: population.Count(set, chosen)))
            .Select(group => new MixCountGroup(
                group.All,
                group.Chosen,
                population.Share(group.All, all)!.Value,
                population.Share(group.Chosen, group.All)
            ))
            .ToList();
        if (groups.Sum(group => group.All.Respondents) != all.Respondents)
            throw NotComputable(
                $"revision {wave.Revision} of {wave.Wave.Label} was coded with other options of \"{asked.By.Id}\" "
                    + "than there are now; code it anew with: ingest recode"
            );
        return new MixCount(wave, population.IsWeighted, all, ofAll, share, groups);
    }

    public ComparedSide Side => ComparedSide.Of(Loaded.Wave, All, Weighted);

    public MixWave Wave(Comparability comparability, MixQuestion asked, IReadOnlyDictionary<string, Weighting> weightings) =>
        new(
            WaveSummary.Of(Loaded),
            Figure.Of(Chosen.Respondents, Share, comparability.WithoutInterval(asked.Question, asked.Option.Id, Loaded.Wave) is not null)!
        )
        {
            Reasons = QuestionFlags.Of(comparability, asked.Question, Loaded.Wave, All, Weighted),
            Base = All.Respondents,
            EffectiveBase = Weighted ? All.EffectiveBase : null,
            Weighting = weightings.GetValueOrDefault(Loaded.Id),
        };

    private static NotComputableException NotComputable(string text) => new(new Reason(ReasonCode.NotComputable, text));

    private static Bitmap Required(StoredSets sets, LoadedWave wave, SetKey key) =>
        sets[key]
        ?? throw new NotComputableException(
            Segment.CodedWithout(wave, $"{(key.Option.Length > 0 ? $"\"{key.Option}\" of " : "")}\"{key.Question}\"")
        );
}
