using Survey.Instruments;

namespace Survey.Tests.Counting;

/// <summary>Whether a change may be called one, as the document of instruments says it, condition by condition.</summary>
/// <param name="Flags">by question and wave</param>
internal sealed record NaiveComparability(
    NaiveSurvey Survey,
    IReadOnlyDictionary<(string Question, string Wave), Flag> Flags,
    IReadOnlyList<Filter> Where
)
{
    /// <param name="id">an option or net; null for the mean</param>
    public bool Refuses(NaiveQuestion question, string? id, string from, string to, double fromBase, double toBase)
    {
        var (first, second) = (Wave(from), Wave(to));
        if (first.Reconstructed || second.Reconstructed || fromBase < 30 || toBase < 30)
            return true;
        if (id is not null && !question.Kind.HasOptions())
            return true;
        if (Flagged(question, from, to, Flag.Differs) || Flagged(question, from, to, Flag.Break))
            return true;
        if (question.Kind != QuestionKind.Multiple && OfferedApart(question, question.Options.Select(option => option.Id), from, to))
            return true;
        if (question.Nets.FirstOrDefault(net => net.Id == id) is { } net && OfferedApart(question, net.Of, from, to))
            return true;
        if (AskedApart(question, from, to))
            return true;
        return Where.Concat(Routing(question, from)).Any(filter => SegmentsApart(filter, from, to));
    }

    public bool IsBroken(NaiveQuestion question, string from, string to) => Flagged(question, from, to, Flag.Break);

    private bool SegmentsApart(Filter filter, string from, string to)
    {
        var question = Survey.Question(filter.Question);
        var ids =
            question.Kind == QuestionKind.Multiple
                ? filter.Options.SelectMany(id => question.Nets.FirstOrDefault(net => net.Id == id)?.Of ?? [id])
                : question.Options.Select(option => option.Id);
        return Flagged(question, from, to, Flag.Differs)
            || Flagged(question, from, to, Flag.Break)
            || AskedApart(question, from, to)
            || OfferedApart(question, ids, from, to);
    }

    /// <summary>Filters as sets of what they say; those that all of the segment match are left out.</summary>
    private bool AskedApart(NaiveQuestion question, string from, string to) =>
        !Routing(question, from)
            .Select(Said)
            .Except(Where.Select(Said))
            .ToHashSet()
            .SetEquals(Routing(question, to).Select(Said).Except(Where.Select(Said)));

    private static string Said(Filter filter) =>
        $"{filter.Question} {filter.None} {filter.Range} {string.Join(' ', filter.Options.Order(StringComparer.Ordinal))}";

    private static IReadOnlyList<Filter> Routing(NaiveQuestion question, string wave) => question.Routing.GetValueOrDefault(wave, []);

    private static bool OfferedApart(NaiveQuestion question, IEnumerable<string> ids, string from, string to) =>
        question
            .Options.Where(option => ids.Contains(option.Id))
            .Any(option => (option.Offered?.Contains(from) ?? true) != (option.Offered?.Contains(to) ?? true));

    private bool Flagged(NaiveQuestion question, string from, string to, Flag flag) =>
        Survey
            .Waves.SkipWhile(wave => wave.Id != from)
            .Skip(1)
            .TakeWhile(wave => string.CompareOrdinal(wave.Id, to) <= 0)
            .Any(wave => Flags.TryGetValue((question.Id, wave.Id), out var found) && found == flag);

    private NaiveWave Wave(string id) => Survey.Waves.Single(wave => wave.Id == id);
}
