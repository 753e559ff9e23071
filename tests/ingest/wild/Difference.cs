using Survey.Instruments;

namespace Survey.Tests.Ingest.Wild;

/// <summary>A count, kind or base of a wave that is not the one that was counted by others.</summary>
/// <param name="Columns">of the question, from 1; empty where they are not known or where the whole wave is meant</param>
internal sealed record Difference(string Question, string Option, string Expected, string Got, IReadOnlyList<int> Columns)
{
    public override string ToString() => $"{Label.Quote(Question, 160)} {Label.Quote(Option)}: expected {Expected}, got {Got}";

    public static IEnumerable<Difference> Between(ExpectedWave expected, CountedWave counted)
    {
        if (counted.Respondents != expected.Respondents)
            yield return new Difference("", "respondents", $"{expected.Respondents}", $"{counted.Respondents}", []);
        var free = counted.Questions.ToList();
        foreach (var question in expected.Questions)
        {
            var candidates = free.Where(candidate => MayBe(candidate, question))
                .Select(candidate => (Question: candidate, Differences: Of(question, candidate).ToList()))
                .OrderBy(candidate => candidate.Differences.Count)
                .ToList();
            if (candidates.Count == 0)
            {
                yield return new Difference(question.Text, "", "a question", Nearest(question, free), question.Columns);
                continue;
            }
            free.Remove(candidates[0].Question);
            foreach (var difference in candidates[0].Differences)
                yield return difference;
        }
    }

    private static string Nearest(ExpectedQuestion question, List<CountedQuestion> free) =>
        Label.Nearest(question.Text, free.Select(other => other.Text)) is { } text ? $"none; {Label.Quote(text, 160)} is near" : "none";

    private static IEnumerable<Difference> Of(ExpectedQuestion expected, CountedQuestion counted)
    {
        if (expected.Kinds.Count > 0 && !expected.Kinds.Contains(counted.Kind))
            yield return new Difference(expected.Text, "kind", string.Join(" or ", expected.Kinds), counted.Kind, expected.Columns);
        if (counted.Answered != expected.Answered)
            yield return new Difference(expected.Text, "answered", $"{expected.Answered}", $"{counted.Answered}", expected.Columns);
        if (counted.Kind == "number" && MeanOf(expected) is { } mean)
        {
            if (Math.Abs(mean - (counted.Mean ?? double.NaN)) is not < 1e-9)
                yield return new Difference(expected.Text, "mean", $"{mean}", $"{counted.Mean}", expected.Columns);
            yield break;
        }
        var free = counted.Options.ToList();
        var found = Found(expected.Options, free);
        foreach (var option in expected.Options.Where(option => option.Label != ExpectedQuestion.Typed))
        {
            var count = found.TryGetValue(option, out var own) ? $"{own.Count}" : "no such option";
            if (count != $"{option.Count}" && (own is not null || option.Count > 0))
                yield return new Difference(expected.Text, option.Label, $"{option.Count}", count, expected.Columns);
        }
        foreach (var option in free.Where(option => option.Count > 0 && !expected.TakesTexts))
            yield return new Difference(expected.Text, option.Label, "no such option", $"{option.Count}", expected.Columns);
    }

    /// <summary>Finds what is called the same, and only then what has the same letters: "C" is not "C++".</summary>
    /// <param name="free">those that are found are taken out of it</param>
    private static Dictionary<ExpectedOption, CountedOption> Found(IReadOnlyList<ExpectedOption> expected, List<CountedOption> free)
    {
        var found = new Dictionary<ExpectedOption, CountedOption>();
        foreach (var same in (Func<string, string>[])[Label.Normalise, Letters])
        {
            foreach (var option in expected.Where(option => !found.ContainsKey(option)))
            {
                var labels = option.Labels.Select(same).Where(label => label.Length > 0).ToHashSet();
                var own = free.Where(candidate => labels.Contains(same(candidate.Label)))
                    .OrderByDescending(candidate => candidate.Count == option.Count)
                    .FirstOrDefault();
                if (own is null)
                    continue;
                found[option] = own;
                free.Remove(own);
            }
        }
        return found;
    }

    private static bool MayBe(CountedQuestion counted, ExpectedQuestion expected) =>
        Letters(counted.Text) is { Length: > 0 } letters && expected.Names.Prepend(expected.Text).Any(name => Letters(name) == letters);

    /// <summary>What the numbers come to that an expected list of options stands for; null where some option is no number.</summary>
    private static double? MeanOf(ExpectedQuestion expected)
    {
        var numbers = expected.Options.Select(option => (Value: NumberText.Parse(option.Label), option.Count)).ToList();
        return numbers.TrueForAll(number => number.Value is not null)
            ? numbers.Sum(number => number.Value!.Value * number.Count) / numbers.Sum(number => number.Count)
            : null;
    }

    /// <summary>The form in which texts are compared: letters and digits alone, small.</summary>
    private static string Letters(string text) => string.Concat(Label.Normalise(text).Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
