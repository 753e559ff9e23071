using Survey.Counting;
using Survey.Instruments;

namespace Survey.Answers;

/// <summary>
/// Whether two figures of an answer may be compared, and why not: decided here, before anything is tested, for trends, sheets of changes,
/// mix shifts and claims, and so for every page, chart, table and document of them. Reasons are: the question's flags, its options, whom it
/// was asked, the same of every question that a segment is made by, what weighting fixes, where rows come from, and how large bases are.
/// </summary>
internal sealed class Comparability(Instrument instrument, Query query)
{
    private readonly WeightScheme? scheme = query.Weight is { } id ? instrument.Weight(id) : null;
    private readonly HashSet<string> where = [.. query.Where.Select(Canonical)];
    private readonly Dictionary<(string Question, string From, string To), IReadOnlyList<Reason>> differences = [];

    public MinimumBase Minimum { get; } = MinimumBase.Of(instrument);

    /// <param name="choice">an option or net; null for the mean, or the question as a whole</param>
    public Comparison Of(Question question, Choice? choice, ComparedSide from, ComparedSide to)
    {
        if (Break(question, from.Wave, to.Wave) is { } broken)
            return Comparison.NotShown(broken);
        var reasons = new List<Reason>();
        if (Untested(from.Wave, to.Wave) is { } untested)
            reasons.Add(untested);
        if (Fixed(question) is { } @fixed)
            reasons.Add(@fixed);
        reasons.AddRange(
            new[] { from.Wave, to.Wave }
                .Where(wave => !wave.IsPublished(question.Id, choice?.Id))
                .Select(wave => new Reason(ReasonCode.MadeUp, $"no publication gave it for {wave.Label}"))
        );
        if (choice is not null && !question.Kind.HasOptions())
            reasons.Add(
                new Reason(ReasonCode.NotTested, $"it is who {(question.Kind == QuestionKind.Number ? "gave a number" : "wrote")}")
            );
        var between = Differences(question, from.Wave, to.Wave);
        reasons.AddRange(between.Where(reason => reason.Code != ReasonCode.OfferedApart));
        reasons.AddRange(PartsOfNet(question, choice, from.Wave, to.Wave));
        if (Minimum.IsLow(Math.Min(from.Base, to.Base)))
            reasons.Add(
                new Reason(
                    ReasonCode.NotRanked,
                    $"{((from.Effective ?? to.Effective) is null ? "a base" : "an effective base")} is under {Minimum.Least}: {from}, {to}"
                )
            );
        return reasons.Count > 0 ? new Comparison(Compared.Shown, reasons) : new Comparison(Compared.Comparable, between);
    }

    /// <summary>Why nothing is tested between two waves, whatever the question; null where it is.</summary>
    public static Reason? Untested(Wave from, Wave to)
    {
        if (from.Provenance == Provenance.Reconstructed || to.Provenance == Provenance.Reconstructed)
            return Reason.Reconstructed(ReasonCode.NotTested);
        return from.RespondentsAssumed || to.RespondentsAssumed
            ? new Reason(ReasonCode.NotTested, "the number of respondents is assumed")
            : null;
    }

    /// <summary>Why the series is broken between two waves; null where it is not.</summary>
    public Reason? Break(Question question, Wave from, Wave to) =>
        Flags(question, Flag.Break, from, to).Select(reason => new Reason(ReasonCode.Break, reason)).FirstOrDefault();

    /// <summary>Why a figure of one wave has no interval, as <see cref="Figure"/> does without one; null where it has.</summary>
    /// <param name="choice">the id of an option or net; null for the mean</param>
    public Reason? WithoutInterval(Question question, string? choice, Wave wave) =>
        Fixed(question)
        ?? (wave.IsPublished(question.Id, choice) ? null : new Reason(ReasonCode.MadeUp, "no publication gave it"))
        ?? (wave.RespondentsAssumed ? new Reason(ReasonCode.NotTested, "the number of respondents is assumed") : null);

    /// <summary>Why the bases of a question are of different respondents: whom the waves asked, and what the instrument says of their
    /// differences.</summary>
    public IEnumerable<string> OfBases(Question question, Wave from, Wave to) =>
        Routed(question, from, to).Concat(Flags(question, Flag.Differs, from, to));

    /// <summary>That weighting makes a question's shares what they are; null where it does not.</summary>
    public Reason? Fixed(Question question) =>
        scheme is not null && query.Where.Count == 0 && scheme.Targets.Any(target => target.Question == question.Id)
            ? new Reason(ReasonCode.FixedByWeighting, $"its shares are the targets of “{scheme.Label}”")
            : null;

    /// <summary>Reasons against a comparison of any figure of a question; of the code <see cref="ReasonCode.OfferedApart"/> what is only to
    /// be known.</summary>
    private IReadOnlyList<Reason> Differences(Question question, Wave from, Wave to)
    {
        if (differences.TryGetValue((question.Id, from.Id, to.Id), out var found))
            return found;
        var apart = Offers.Apart(question.Options, from, to);
        var asked = Filters(question, from).Where(filter => !where.Contains(Canonical(filter))).ToList();
        return differences[(question.Id, from.Id, to.Id)] = [
            .. NotComparable(Flags(question, Flag.Differs, from, to)),
            .. apart.Select(text => new Reason(
                question.Kind == QuestionKind.Multiple && !question.ApartNotComparable ? ReasonCode.OfferedApart : ReasonCode.NotComparable,
                text
            )),
            .. NotComparable(Routed(question, from, to)),
            .. query.Where.SelectMany(filter => OfFilter(filter, "the segment by", from, to)),
            .. Routed(question, from, to).Any() ? [] : asked.SelectMany(filter => OfFilter(filter, "those asked by", from, to)),
        ];
    }

    /// <summary>Why those who match a filter in one wave are others than those who match it in another.</summary>
    private IEnumerable<Reason> OfFilter(Filter filter, string what, Wave from, Wave to)
    {
        var question = instrument.Question(filter.Question);
        var named =
            question.Kind == QuestionKind.Multiple && !question.ApartNotComparable ? Offers.Of(question, filter.Options) : question.Options;
        return NotComparable(
            Flags(question, Flag.Break, from, to)
                .Select(reason => $"the series is broken: {reason}")
                .Concat(Flags(question, Flag.Differs, from, to))
                .Concat(Offers.Apart(named, from, to))
                .Concat(Routed(question, from, to))
                .Select(reason => $"{what} \"{question.Id}\": {reason}")
        );
    }

    /// <summary>A net of other options in one wave than in the other may change because of what was offered alone.</summary>
    private static IEnumerable<Reason> PartsOfNet(Question question, Choice? choice, Wave from, Wave to) =>
        choice is { Net: true } && question is { Kind: QuestionKind.Multiple, ApartNotComparable: false }
            ? NotComparable(Offers.Apart(Offers.Of(question, [choice.Id]), from, to).Select(reason => $"{reason} of the net"))
            : [];

    /// <summary>Whom the waves asked, where that was not the same; what all of a segment match anyway does not count.</summary>
    private IEnumerable<string> Routed(Question question, Wave from, Wave to)
    {
        var waves = new[] { from, to };
        var asked = waves.Select(wave => Filters(question, wave).Select(Canonical).Except(where).ToHashSet()).ToList();
        return asked[0].SetEquals(asked[1])
            ? []
            : waves
                .Where(wave => Filters(question, wave).Count > 0)
                .Select(wave => $"{wave.Label} asked only those who said {Segment.InWords(instrument, Filters(question, wave))}");
    }

    private static IReadOnlyList<Filter> Filters(Question question, Wave wave) => question.Routing.GetValueOrDefault(wave.Id, []);

    /// <summary>A filter as it is written when its options stand in order.</summary>
    private static string Canonical(Filter filter) =>
        (filter with { Options = [.. filter.Options.Order(StringComparer.Ordinal)] }).ToString();

    private static IEnumerable<Reason> NotComparable(IEnumerable<string> reasons) =>
        reasons.Select(reason => new Reason(ReasonCode.NotComparable, reason));

    /// <summary>Of most questions no wave says anything.</summary>
    private IEnumerable<string> Flags(Question question, Flag flag, Wave from, Wave to) =>
        question.Waves.Count == 0
            ? []
            : instrument
                .Waves.Where(wave => wave.Position > from.Position && wave.Position <= to.Position)
                .Select(wave => question.FlagIn(wave.Id))
                .OfType<(Flag Flag, string Reason)>()
                .Where(flagged => flagged.Flag == flag)
                .Select(flagged => flagged.Reason);
}
