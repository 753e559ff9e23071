using Survey.Instruments;
using Survey.Statistics;

namespace Survey.Answers;

/// <summary>Answers of a question whose changes are one and the same: an option and the net of all others, or a net and its only
/// option.</summary>
internal static class Mirrors
{
    /// <summary>How far sums of weights may miss: rounding only.</summary>
    private const double Rounding = 1e-9;

    /// <summary>The entries of a question, each change tested once.</summary>
    /// <param name="entries">of its options and then of its nets, in its order, and of its mean</param>
    public static IReadOnlyList<ChangeEntry> Of(Question question, IReadOnlyList<ChangeEntry> entries, WaveTally from, WaveTally to)
    {
        var tested = new List<(Choice Choice, HashSet<string> Options)>();
        var once = new List<ChangeEntry>();
        foreach (var entry in entries)
        {
            if (entry is not { Choice: { } choice, Change.P: not null })
            {
                once.Add(entry);
                continue;
            }
            var options = Options(question, choice, to.Wave);
            var (same, other) = (
                tested.Find(known => known.Options.SetEquals(options)).Choice,
                tested.Find(known => IsOtherSide(known.Choice, known.Options)).Choice
            );
            once.Add((same ?? other) is { } mirrored ? entry.Mirroring(mirrored, same is not null) : entry);
            if (same is null && other is null)
                tested.Add((entry.Choice, options));

            bool IsOtherSide(Choice known, HashSet<string> these) =>
                question.Kind != QuestionKind.Multiple
                && !these.Overlaps(options)
                && new[] { from, to }.All(wave => Complete(wave.Tally.Count(known)!.Value, wave.Tally.Count(choice)!.Value, wave));
        }
        return once;
    }

    /// <summary>Whether everybody of the base chose one of two answers.</summary>
    private static bool Complete(WeightedCount one, WeightedCount other, WaveTally wave) =>
        one.Respondents + other.Respondents == wave.Tally.Base.Respondents
        && Math.Abs(one.Weight + other.Weight - wave.Tally.Base.Weight) <= Rounding * wave.Tally.Base.Weight;

    private static HashSet<string> Options(Question question, Choice choice, Wave wave) =>
        [.. Offers.Of(question, [choice.Id]).Where(option => option.IsOfferedIn(wave.Id)).Select(option => option.Id)];
}
