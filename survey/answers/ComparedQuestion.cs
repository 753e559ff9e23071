using System.Text.Json.Serialization;
using Survey.Counting;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Answers;

/// <summary>What was counted of a question in a wave.</summary>
internal sealed record WaveTally(Wave Wave, Tally Tally);

/// <summary>An option or net that has no change, because only one of the waves has it.</summary>
/// <param name="Why">as in "offered only in 2019"</param>
public sealed record AbsentOption(string Id, string Label, bool Net, string Why);

/// <summary>A flag of a question in one of the two waves.</summary>
/// <param name="Wave">its label</param>
public sealed record WaveFlag(string Wave, Reason Reason)
{
    public override string ToString() => $"{Wave}: {Reason}";
}

/// <summary>That the bases of two waves are of different respondents.</summary>
/// <param name="Reasons">why they are</param>
/// <param name="Text">how many they are, and why, in words</param>
public sealed record DifferentBases(IReadOnlyList<string> Reasons, string Text);

/// <summary>A question of a sheet of changes: what of it was compared, and what was not.</summary>
public sealed record ComparedQuestion
{
    public required string Id { get; init; }

    /// <summary>In the later wave's own wording, where that wave asked it.</summary>
    public required string Text { get; init; }

    public required QuestionKind Kind { get; init; }

    /// <summary>Why it has no changes at all, in words; empty where it has.</summary>
    public string NotCompared =>
        Problem switch
        {
            { Code: ReasonCode.Break, Text: var text } => $"the series is broken: {text}",
            var problem => problem.InWords(),
        };

    /// <summary>Respondents that the earlier wave's percentages are of, unweighted; null where there are none.</summary>
    public int? FromBase { get; init; }

    public int? ToBase { get; init; }

    /// <summary>Where the bases are of different respondents, how many they are and why, in words; empty otherwise.</summary>
    public string Bases => DifferentBases?.Text ?? "";

    /// <summary>The reasons of both waves' flags, each with its wave's label before it.</summary>
    public IReadOnlyList<string> Notes => [.. Flags.Select(flag => flag.ToString())];

    /// <summary>Options and nets that have no change, as they are not zero where they were not offered.</summary>
    public IReadOnlyList<AbsentOption> OnlyOnce { get; init; } = [];

    /// <summary>Why it has no changes at all; null where it has.</summary>
    [JsonIgnore]
    public Reason? Problem { get; init; }

    /// <summary>Null where the bases are of the same respondents.</summary>
    [JsonIgnore]
    public DifferentBases? DifferentBases { get; init; }

    /// <summary>Of both waves.</summary>
    [JsonIgnore]
    public IReadOnlyList<WaveFlag> Flags { get; init; } = [];

    /// <summary>Whether both waves have something of it to count.</summary>
    internal static bool IsCounted(Question question, LoadedWave from, LoadedWave to) =>
        question.Kind != QuestionKind.Text && question.IsAskedIn(from.Id) && question.IsAskedIn(to.Id);

    /// <returns>with its changes, in the instrument's order</returns>
    internal static (ComparedQuestion Question, IReadOnlyList<ChangeEntry> Entries) Of(
        Comparability comparability,
        Question question,
        LoadedWave from,
        LoadedWave to,
        Tallies tallies,
        BaseRule rule
    )
    {
        var (before, now) = (tallies[from.Id, question.Id], tallies[to.Id, question.Id]);
        var compared = new ComparedQuestion
        {
            Id = question.Id,
            Text = question.IsAskedIn(to.Id) ? question.TextIn(to.Id) : question.TextIn(from.Id),
            Kind = question.Kind,
            FromBase = before?.Base.Respondents,
            ToBase = now?.Base.Respondents,
            Flags = [.. FlagsIn(comparability, question, from, before), .. FlagsIn(comparability, question, to, now)],
        };
        if (WhyNot(comparability, question, from, to, tallies) is { } problem)
            return (compared with { Problem = problem }, []);
        var (earlier, later) = (new WaveTally(from.Wave, before!), new WaveTally(to.Wave, now!));
        var choices = question.Choices.Where(choice => question.IsInBase(choice.Id, rule)).ToList();
        var shares = choices.Select(choice => ChangeEntry.OfShare(comparability, question, choice, earlier, later));
        var mean = question.Kind is QuestionKind.Scale or QuestionKind.Number
            ? ChangeEntry.OfMean(comparability, question, earlier, later)
            : null;
        var entries = Mirrors.Of(question, [.. shares.Append(mean).OfType<ChangeEntry>()], earlier, later);
        compared = compared with
        {
            OnlyOnce = [.. choices.Select(choice => Absent(question, choice, from, to, earlier, later)).OfType<AbsentOption>()],
        };
        if (entries.Count == 0)
            return (compared with { Problem = NotComparedAs("the waves have no answer in common") }, []);
        return rule == BaseRule.All
            ? (compared, entries)
            : (
                compared with
                {
                    DifferentBases = BasesOf(comparability, question, from.Wave, before!.Base.Respondents, to.Wave, now!.Base.Respondents),
                },
                entries
            );
    }

    private static Reason? WhyNot(Comparability comparability, Question question, LoadedWave from, LoadedWave to, Tallies tallies)
    {
        if (question.IsAskedIn(from.Id) != question.IsAskedIn(to.Id))
            return NotComparedAs($"asked only in {(question.IsAskedIn(from.Id) ? from : to).Wave.Label}");
        if (question.Kind == QuestionKind.Text)
            return NotComparedAs("its answers are texts");
        if (comparability.Break(question, from.Wave, to.Wave) is { } broken)
            return broken;
        foreach (var wave in new[] { from, to })
        {
            if (tallies.Problem(wave.Id, question.Id) is { } problem)
                return problem;
            if (tallies[wave.Id, question.Id] is not { } tally)
                return new Reason(ReasonCode.CodedWithout, wave.CodedWithout("it"));
            if (tally.Base.Respondents == 0)
                return NotComparedAs($"the base is nobody in {wave.Wave.Label}");
        }
        return null;
    }

    private static Reason NotComparedAs(string text) => new(ReasonCode.NotCompared, text);

    private static AbsentOption? Absent(
        Question question,
        Choice choice,
        LoadedWave from,
        LoadedWave to,
        WaveTally earlier,
        WaveTally later
    )
    {
        var (offered, isOffered) = (question.LabelIn(from.Id, choice.Id), question.LabelIn(to.Id, choice.Id));
        var why = (offered, isOffered) switch
        {
            (null, null) => null,
            (null, _) => $"offered only in {to.Wave.Label}",
            (_, null) => $"offered only in {from.Wave.Label}",
            _ when earlier.Tally.Count(choice) is null => from.CodedWithout("it"),
            _ when later.Tally.Count(choice) is null => to.CodedWithout("it"),
            _ => null,
        };
        return why is null ? null : new AbsentOption(choice.Id, isOffered ?? offered!, choice.Net, why);
    }

    private static IEnumerable<WaveFlag> FlagsIn(Comparability comparability, Question question, LoadedWave wave, Tally? tally) =>
        question.IsAskedIn(wave.Id)
            ? QuestionFlags
                .Of(comparability, question, wave.Wave, tally?.Base, tally is { Weighted: true })
                .Select(flag => new WaveFlag(wave.Wave.Label, flag))
            : [];

    /// <summary>Why the bases are of different respondents, by whom the waves asked and by what the instrument says of their
    /// differences; null where it says nothing, and where they are as many.</summary>
    internal static DifferentBases? BasesOf(Comparability comparability, Question question, Wave from, int before, Wave to, int now)
    {
        var reasons = comparability.OfBases(question, from, to).ToList();
        return reasons.Count == 0 || before == now
            ? null
            : new DifferentBases(
                reasons,
                FormattableString.Invariant(
                    $"the base is {before:N0} in {from.Label} and {now:N0} in {to.Label}: {string.Join("; ", reasons)}"
                )
            );
    }
}
