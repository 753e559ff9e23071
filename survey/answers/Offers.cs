using Survey.Instruments;

namespace Survey.Answers;

/// <summary>The options of a question that only one of two waves offered, in words.</summary>
internal static class Offers
{
    /// <summary>So many labels are said; more are counted.</summary>
    private const int MostNamed = 3;

    /// <summary>As in "2019 did not offer “Green”"; none where both offered the same.</summary>
    /// <param name="among">the options that are looked at</param>
    public static IEnumerable<string> Apart(IEnumerable<Option> among, Wave from, Wave to)
    {
        var options = among.ToList();
        foreach (var (wave, other) in new[] { (from, to), (to, from) })
        {
            var missing = options
                .Where(option => !option.IsOfferedIn(wave.Id) && option.IsOfferedIn(other.Id))
                .Select(option => $"“{option.Label}”")
                .ToList();
            if (missing.Count > 0)
                yield return $"{wave.Label} did not offer {Listed(missing)}";
        }
    }

    /// <summary>The options that ids of options and nets stand for.</summary>
    public static IEnumerable<Option> Of(Question question, IReadOnlyCollection<string> ids)
    {
        var parts = question.Nets.Where(net => ids.Contains(net.Id)).SelectMany(net => net.Of).ToHashSet();
        return question.Options.Where(option => ids.Contains(option.Id) || parts.Contains(option.Id));
    }

    private static string Listed(List<string> labels) =>
        labels.Count <= MostNamed + 1
            ? string.Join(" or ", labels)
            : $"{string.Join(" or ", labels.Take(MostNamed))} or {labels.Count - MostNamed} more";
}
