using Survey.Instruments;

namespace Survey.Bench;

/// <summary>A question of the generated survey.</summary>
/// <param name="Id">its kind's letter and a number: s1 single, m1 multi-select, r1 scale, n1 number, t1 text</param>
/// <param name="Labels">of the options; none of a number or a text. No label of a question is part of another</param>
internal sealed record GeneratedQuestion(string Id, string Text, QuestionKind Kind, IReadOnlyList<string> Labels)
{
    /// <summary>The option that is no valid answer.</summary>
    public const string NotApplicable = "Not applicable";

    private const int Multiples = 5;
    private const int Scales = 4;
    private const int Numbers = 2;

    /// <summary>How many options each single has.</summary>
    private static readonly int[] Singles = [3, 4, 5, 6, 7, 8, 4, 5];

    private static readonly string[] Words =
    [
        "Backend developer",
        "Platform team",
        "Operations",
        "Security",
        "Data science",
        "Research",
        "Management",
        "Education",
        "Public cloud",
        "Own data centre",
        "Edge devices",
        "Colocation",
        "Nothing yet",
        "Laptops",
        "Build servers",
        "Test clusters",
        "Weekly",
        "Monthly",
        "Every quarter",
        "Once a year",
        "Never so far",
        "Every day",
        "On demand",
        "By hand",
        "Networking, routing",
        "Storage",
        "Monitoring",
        "Logging, tracing",
        "Upgrades",
        "Cost",
        "Documentation",
        "Training",
    ];

    /// <summary>The id of each option, as the instrument makes it of the label.</summary>
    public IReadOnlyList<string> OptionIds { get; } = [.. Labels.Select(Label.Slug)];

    /// <param name="count">20, or a multiple of it: the same kinds over again</param>
    public static IReadOnlyList<GeneratedQuestion> All(int count)
    {
        var all = new List<GeneratedQuestion>();
        for (var round = 0; round < count / 20; round++)
        {
            for (var single = 0; single < Singles.Length; single++)
            {
                var number = round * Singles.Length + single + 1;
                all.Add(
                    new(
                        $"s{number}",
                        $"Which one describes you best in matter {number}?",
                        QuestionKind.Single,
                        [.. Some(number, Singles[single] - (single == 2 ? 1 : 0)), .. single == 2 ? [NotApplicable] : Array.Empty<string>()]
                    )
                );
            }
            for (var multiple = 0; multiple < Multiples; multiple++)
            {
                var number = round * Multiples + multiple + 1;
                all.Add(
                    new(
                        $"m{number}",
                        $"Which of these do you use in area {number}? (choose all that apply)",
                        QuestionKind.Multiple,
                        Some(number * 3, 10)
                    )
                );
            }
            for (var scale = 0; scale < Scales; scale++)
            {
                var number = round * Scales + scale + 1;
                all.Add(new($"r{number}", $"How satisfied are you with part {number}?", QuestionKind.Scale, ["1", "2", "3", "4", "5"]));
            }
            for (var numeric = 0; numeric < Numbers; numeric++)
                all.Add(
                    new(
                        $"n{round * Numbers + numeric + 1}",
                        $"How many hosts do you run in region {round * Numbers + numeric + 1}?",
                        QuestionKind.Number,
                        []
                    )
                );
            all.Add(new($"t{round + 1}", $"What else should we know, part {round + 1}?", QuestionKind.Text, []));
        }
        return all;
    }

    private static IReadOnlyList<string> Some(int start, int count) =>
        [.. Enumerable.Range(0, count).Select(option => Words[(start * 5 + option) % Words.Length])];
}
