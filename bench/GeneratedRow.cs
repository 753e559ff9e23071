using System.Text;
using Survey.Instruments;

namespace Survey.Bench;

/// <summary>What one respondent says; the next one's takes its place.</summary>
/// <param name="wave">from 0</param>
internal sealed class GeneratedRow(IReadOnlyList<GeneratedQuestion> questions, int wave, int waves)
{
    private static readonly string[] Said =
    [
        "upgrades",
        "are",
        "slow",
        "the",
        "network",
        "works",
        "well",
        "for",
        "us,",
        "mostly",
        "we",
        "need",
        "better",
        "tools",
        "and",
        "\"simple\"",
        "docs",
    ];

    /// <summary>The same rows every time, whatever the machine.</summary>
    private readonly Random random = new(2016 + wave);

    private readonly StringBuilder text = new();

    /// <summary>0 in the first wave, 1 in the last.</summary>
    private readonly double time = (double)wave / (waves - 1);

    /// <summary>By question: of a single or scale the option's position, -1 for none; of a multi-select a bit for each option; of a number
    /// itself, -1 for none.</summary>
    public int[] Answers { get; } = new int[questions.Count];

    /// <summary>By question; null for none, and for questions of other kinds.</summary>
    public string?[] Texts { get; } = new string?[questions.Count];

    public void Next()
    {
        for (var question = 0; question < questions.Count; question++)
        {
            var (kind, options) = (questions[question].Kind, questions[question].Labels.Count);
            (Answers[question], Texts[question]) = kind switch
            {
                QuestionKind.Single => (random.Next(25) == 0 ? -1 : One(question, options), null),
                QuestionKind.Multiple => (Several(question, options), null),
                QuestionKind.Scale => (
                    random.Next(20) == 0 ? -1 : Math.Clamp((int)(1.2 + 1.2 * time + 3 * random.NextDouble()), 0, options - 1),
                    null
                ),
                QuestionKind.Number => (random.Next(10) == 0 ? -1 : (int)Math.Exp(8 * random.NextDouble() * (1 - 0.2 * time)), null),
                _ => (0, random.Next(2) == 0 ? null : Sentence()),
            };
        }
    }

    /// <summary>The first options lose to the last ones over time.</summary>
    private int One(int question, int options)
    {
        var lean = 0.6 + 0.8 * ((question & 1) == 0 ? time : 1 - time);
        return (int)(Math.Pow(random.NextDouble(), lean) * options);
    }

    /// <summary>Each option has a share of its own, which rises or falls, and is higher among some answers to the first question.</summary>
    private int Several(int question, int options)
    {
        if (random.Next(20) == 0)
            return 0;
        var chosen = 0;
        for (var option = 0; option < options; option++)
        {
            var share = 0.25 + 0.025 * option + ((option + question) % 3 - 1) * 0.12 * time + (Answers[0] == option % 3 ? 0.08 : 0);
            if (random.NextDouble() < share)
                chosen |= 1 << option;
        }
        return chosen;
    }

    private string Sentence()
    {
        text.Clear();
        var words = 10 + random.Next(13);
        for (var word = 0; word < words; word++)
            text.Append(word == 0 ? "" : " ").Append(Said[random.Next(Said.Length)]);
        return text.ToString();
    }
}
