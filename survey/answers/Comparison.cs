using Survey.Instruments;

namespace Survey.Answers;

/// <summary>What lies between two waves of a question.</summary>
/// <param name="Untested">why nothing is tested; null where it is</param>
/// <param name="Differences">why the waves are not comparable; none where they are</param>
internal sealed record Comparison(Reason? Untested, IReadOnlyList<string> Differences)
{
    public bool Comparable => Untested is null && Differences.Count == 0;

    /// <param name="option">the id of an option or net; null for the question as a whole</param>
    /// <returns>null where the series is broken between the waves</returns>
    public static Comparison? Of(Instrument instrument, Question question, Wave from, Wave to, string? option = null)
    {
        var flags = Flags(instrument, question, from, to);
        if (flags.Exists(flag => flag.Flag == Flag.Break))
            return null;
        return new Comparison(
            WhyUntested(from, to),
            [.. flags.Where(flag => flag.Flag == Flag.Differs).Select(flag => flag.Reason), .. PartsOfNet(question, option, from, to)]
        );
    }

    /// <summary>Why nothing is tested between two waves, whatever the question; null where it is.</summary>
    public static Reason? WhyUntested(Wave from, Wave to)
    {
        if (from.Provenance == Provenance.Reconstructed || to.Provenance == Provenance.Reconstructed)
            return Reason.Reconstructed(ReasonCode.NotTested);
        return from.RespondentsAssumed || to.RespondentsAssumed
            ? new Reason(ReasonCode.NotTested, "the number of respondents is assumed")
            : null;
    }

    /// <summary>Why the series is broken between two waves; null where it is not.</summary>
    public static Reason? Break(Instrument instrument, Question question, Wave from, Wave to) =>
        Flags(instrument, question, from, to)
            .Where(flag => flag.Flag == Flag.Break)
            .Select(flag => new Reason(ReasonCode.Break, flag.Reason))
            .FirstOrDefault();

    /// <summary>What a change between the waves must not be taken for.</summary>
    /// <param name="test">what there is to say of the test; null for nothing</param>
    public IReadOnlyList<Reason> Reasons(Reason? test = null) =>
        [
            .. new[] { Untested }
                .Concat(Differences.Select(difference => new Reason(ReasonCode.NotComparable, difference)))
                .Append(test)
                .OfType<Reason>(),
        ];

    /// <summary>A net of other options in one wave than in the other may change because of what was offered alone.</summary>
    private static List<string> PartsOfNet(Question question, string? option, Wave from, Wave to)
    {
        if (question.Nets.FirstOrDefault(net => net.Id == option) is not { Of: var parts })
            return [];
        var reasons = new List<string>();
        var options = question.Options.Where(candidate => parts.Contains(candidate.Id)).ToList();
        foreach (var (wave, other) in new[] { (from, to), (to, from) })
        {
            var missing = options
                .Where(candidate => !candidate.IsOfferedIn(wave.Id) && candidate.IsOfferedIn(other.Id))
                .Select(candidate => $"“{candidate.Label}”")
                .ToList();
            if (missing.Count > 0)
                reasons.Add($"{wave.Label} did not offer {string.Join(" or ", missing)} of the net");
        }
        return reasons;
    }

    /// <summary>Asked for each change of an answer, and of most questions no wave says anything.</summary>
    private static List<(Flag Flag, string Reason)> Flags(Instrument instrument, Question question, Wave from, Wave to) =>
        question.Waves.Count == 0
            ? []
            :
            [
                .. instrument
                    .Waves.Where(wave => wave.Position > from.Position && wave.Position <= to.Position)
                    .Select(wave => question.FlagIn(wave.Id))
                    .OfType<(Flag Flag, string Reason)>(),
            ];
}
