using Survey.Counting;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Answers;

/// <summary>What was counted of a question in a wave.</summary>
internal sealed record WaveTally(Wave Wave, Tally Tally);

/// <summary>An option or net that has no change, because only one of the waves has it.</summary>
/// <param name="Why">as in "offered only in 2019"</param>
public sealed record AbsentOption(string Id, string Label, bool Net, string Why);

/// <summary>A question of a sheet of changes: what of it was compared, and what was not.</summary>
/// <param name="Text">in the later wave's own wording, where that wave asked it</param>
/// <param name="NotCompared">why it has no changes at all, in words; empty where it has</param>
/// <param name="FromBase">respondents that the earlier wave's percentages are of, unweighted; null where there are none</param>
/// <param name="Bases">where the bases are of different respondents, how many they are and why, in words; empty otherwise</param>
/// <param name="Notes">the reasons of both waves' flags, each with its wave's label before it</param>
/// <param name="OnlyOnce">options and nets that have no change, as they are not zero where they were not offered</param>
public sealed record ComparedQuestion(
    string Id,
    string Text,
    QuestionKind Kind,
    string NotCompared,
    int? FromBase,
    int? ToBase,
    string Bases,
    IReadOnlyList<string> Notes,
    IReadOnlyList<AbsentOption> OnlyOnce
)
{
    /// <summary>Whether both waves have something of it to count.</summary>
    internal static bool IsCounted(Question question, LoadedWave from, LoadedWave to) =>
        question.Kind != QuestionKind.Text && question.IsAskedIn(from.Id) && question.IsAskedIn(to.Id);

    /// <param name="entries">its changes, in the instrument's order</param>
    internal static ComparedQuestion Of(
        Instrument instrument,
        Question question,
        LoadedWave from,
        LoadedWave to,
        Tallies tallies,
        BaseRule rule,
        out IReadOnlyList<ChangeEntry> entries
    )
    {
        entries = [];
        var (before, now) = (tallies[from.Id, question.Id], tallies[to.Id, question.Id]);
        var why = WhyNot(instrument, question, from, to, tallies);
        IReadOnlyList<AbsentOption> absent = [];
        if (why.Length == 0)
        {
            var (earlier, later) = (new WaveTally(from.Wave, before!), new WaveTally(to.Wave, now!));
            var choices = question.Choices(rule).ToList();
            absent = [.. choices.Select(choice => Absent(question, choice, from, to, earlier, later)).OfType<AbsentOption>()];
            entries =
            [
                .. choices
                    .Select(choice => ChangeEntry.OfShare(instrument, question, choice.Net, choice.Id, earlier, later))
                    .Append(
                        question.Kind is QuestionKind.Scale or QuestionKind.Number
                            ? ChangeEntry.OfMean(instrument, question, earlier, later)
                            : null
                    )
                    .OfType<ChangeEntry>(),
            ];
            if (entries.Count == 0)
                why = "the waves have no answer in common";
        }
        var (fromFlags, toFlags) = (FlagsIn(question, from, before), FlagsIn(question, to, now));
        return new ComparedQuestion(
            question.Id,
            question.IsAskedIn(to.Id) ? question.TextIn(to.Id) : question.TextIn(from.Id),
            question.Kind,
            why,
            before?.Base.Respondents,
            now?.Base.Respondents,
            why.Length == 0 && rule != BaseRule.All
                ? BasesInWords(instrument, question, from.Wave, before!.Base.Respondents, to.Wave, now!.Base.Respondents)
                : "",
            [.. fromFlags, .. toFlags],
            absent
        );
    }

    private static string WhyNot(Instrument instrument, Question question, LoadedWave from, LoadedWave to, Tallies tallies)
    {
        if (question.IsAskedIn(from.Id) != question.IsAskedIn(to.Id))
            return $"asked only in {(question.IsAskedIn(from.Id) ? from : to).Wave.Label}";
        if (question.Kind == QuestionKind.Text)
            return "its answers are texts";
        if (Comparison.Break(instrument, question, from.Wave, to.Wave) is { } reason)
            return $"the series is broken: {reason}";
        foreach (var wave in new[] { from, to })
        {
            if (tallies.Problem(wave.Id, question.Id) is { Length: > 0 } problem)
                return problem;
            if (tallies[wave.Id, question.Id] is not { } tally)
                return wave.CodedWithout("it");
            if (tally.Base.Respondents == 0)
                return $"the base is nobody in {wave.Wave.Label}";
        }
        return "";
    }

    private static AbsentOption? Absent(
        Question question,
        (string Id, string Label, bool Net) choice,
        LoadedWave from,
        LoadedWave to,
        WaveTally earlier,
        WaveTally later
    )
    {
        var (offered, isOffered) = (question.LabelIn(from.Id, choice.Id), question.LabelIn(to.Id, choice.Id));
        var why = (offered, isOffered) switch
        {
            (null, null) => "",
            (null, _) => $"offered only in {to.Wave.Label}",
            (_, null) => $"offered only in {from.Wave.Label}",
            _ when earlier.Tally.Count(choice.Net, choice.Id) is null => from.CodedWithout("it"),
            _ when later.Tally.Count(choice.Net, choice.Id) is null => to.CodedWithout("it"),
            _ => "",
        };
        return why.Length == 0 ? null : new AbsentOption(choice.Id, isOffered ?? offered!, choice.Net, why);
    }

    private static IEnumerable<string> FlagsIn(Question question, LoadedWave wave, Tally? tally) =>
        question.IsAskedIn(wave.Id)
            ? QuestionFlags.Of(question, wave.Wave, tally?.Base.Respondents).Notes.Select(note => $"{wave.Wave.Label}: {note}")
            : [];

    /// <summary>How many the bases are and why they are of different respondents, by whom the waves asked and by what the instrument says
    /// of their differences; empty where it says nothing.</summary>
    internal static string BasesInWords(Instrument instrument, Question question, Wave from, int before, Wave to, int now)
    {
        var asked = new[] { from, to }.Select(wave => (wave.Label, Filters: question.Routing.GetValueOrDefault(wave.Id, []))).ToList();
        var same = asked[0].Filters.Select(filter => filter.ToString()).SequenceEqual(asked[1].Filters.Select(filter => filter.ToString()));
        var routed = asked
            .Where(wave => !same && wave.Filters.Count > 0)
            .Select(wave => $"{wave.Label} asked only those who said {Segment.InWords(instrument, wave.Filters)}");
        var reasons = routed.Concat(Comparison.Of(instrument, question, from, to)?.Differences ?? []).ToList();
        return reasons.Count == 0 || before == now
            ? ""
            : FormattableString.Invariant(
                $"the base is {before:N0} in {from.Label} and {now:N0} in {to.Label}: {string.Join("; ", reasons)}"
            );
    }
}
