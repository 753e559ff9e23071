using System.Globalization;

namespace Survey.Tests.Ingest.Written;

/// <summary>
/// A survey whose respondents were made up, so that its counts are known. It is such that an export can be read at all: labels are
/// chosen by at least three, each label of a multiple is once ticked alone, and nobody types a label.
/// </summary>
internal sealed record MadeSurvey(int Number, int Respondents, IReadOnlyList<MadeQuestion> Questions)
{
    private const int FewestOfALabel = 3;

    /// <param name="number">the same number is the same survey</param>
    public static MadeSurvey Of(int number)
    {
        var random = new Random(number);
        var respondents = random.Next(20, 121);
        var topics = MadeTexts.Topics.ToArray();
        random.Shuffle(topics);
        var kinds = Enumerable.Range(0, random.Next(3, 8)).Select(question => question == 0 ? 1 : random.Next(6));
        return new MadeSurvey(
            number,
            respondents,
            [.. kinds.Select((kind, question) => Question(random, respondents, kind, $"Q{question + 1}", topics[question]))]
        );
    }

    private static MadeQuestion Question(Random random, int respondents, int kind, string code, string topic) =>
        kind switch
        {
            0 => Single(random, respondents, code, $"What do you use most {topic}?"),
            1 => Multiple(
                random,
                respondents,
                code,
                $"Which of these do you use {topic}?{(random.Next(2) == 0 ? " (select all that apply)" : "")}"
            ),
            2 => Scale(random, respondents, code, $"How much do you like what you use {topic}?"),
            3 => Grid(random, respondents, code, $"What do you think of what you use {topic}?"),
            4 => Typed(
                random,
                respondents,
                code,
                $"How many hours a week do you spend {topic}?",
                MadeKind.Number,
                () => SomeNumber(random)
            ),
            _ => Typed(random, respondents, code, $"What is missing {topic}?", MadeKind.Text, () => "open answer"),
        };

    private static MadeQuestion Single(Random random, int respondents, string code, string text)
    {
        var (labels, other) = Labels(random, most: 6);
        var answers = Unanswered(respondents);
        var answering = Answering(random, respondents, labels.Length * FewestOfALabel);
        foreach (var (order, respondent) in answering.Index())
        {
            var option = order < labels.Length * FewestOfALabel ? order % labels.Length : random.Next(labels.Length);
            var typed = other && option == labels.Length - 1 ? MadeTexts.Typed(random, order) : "";
            answers[respondent] = new MadeAnswer([option], typed);
        }
        return new MadeQuestion(code, text, MadeKind.Single, labels, other, [], [answers]);
    }

    private static MadeQuestion Multiple(Random random, int respondents, string code, string text)
    {
        var (labels, other) = Labels(random, most: 8);
        var answers = Unanswered(respondents);
        var answering = Answering(random, respondents, labels.Length * 2);
        var likely = labels.Select(_ => 0.25 + 0.45 * random.NextDouble()).ToArray();
        foreach (var (order, respondent) in answering.Index())
        {
            // Each label stands alone once, and then twice beside the next one.
            int[] ticked =
                order < labels.Length ? [order]
                : order < 2 * labels.Length ? [order - labels.Length, (order - labels.Length + 1) % labels.Length]
                : [.. Enumerable.Range(0, labels.Length).Where(option => random.NextDouble() < likely[option])];
            if (ticked.Length == 0)
                ticked = [random.Next(labels.Length)];
            Array.Sort(ticked);
            var saysNothing = ticked.Length > 1 && random.Next(8) == 0;
            var typed = other && ticked.Contains(labels.Length - 1) && !saysNothing ? MadeTexts.Typed(random, order) : "";
            answers[respondent] = new MadeAnswer(ticked, typed);
        }
        return new MadeQuestion(code, text, MadeKind.Multiple, labels, other, [], [answers]);
    }

    private static MadeQuestion Scale(Random random, int respondents, string code, string text)
    {
        var labels = MadeTexts.Scales[random.Next(MadeTexts.Scales.Length)];
        return new MadeQuestion(code, text, MadeKind.Scale, labels, Other: false, [], [Points(random, respondents, labels)]);
    }

    private static MadeQuestion Grid(Random random, int respondents, string code, string text)
    {
        var labels = MadeTexts.Scales[random.Next(MadeTexts.Scales.Length)];
        var rows = MadeTexts.Rows.ToArray();
        random.Shuffle(rows);
        rows = rows[..random.Next(2, 6)];
        return new MadeQuestion(
            code,
            text,
            MadeKind.Scale,
            labels,
            Other: false,
            rows,
            [.. rows.Select(_ => Points(random, respondents, labels))]
        );
    }

    private static MadeAnswer[] Points(Random random, int respondents, string[] labels)
    {
        var answers = Unanswered(respondents);
        foreach (var (order, respondent) in Answering(random, respondents, labels.Length).Index())
            answers[respondent] = new MadeAnswer([order < labels.Length ? order : random.Next(labels.Length)], "");
        return answers;
    }

    private static MadeQuestion Typed(Random random, int respondents, string code, string text, MadeKind kind, Func<string> typed)
    {
        var answers = Unanswered(respondents);
        foreach (var (order, respondent) in Answering(random, respondents, respondents / 2).Index())
            answers[respondent] = new MadeAnswer([], kind == MadeKind.Text ? MadeTexts.Typed(random, order) : typed());
        return new MadeQuestion(code, text, kind, [], Other: false, [], [answers]);
    }

    private static string SomeNumber(Random random) =>
        random.Next(4) == 0
            ? (random.Next(1, 400) / 2.0).ToString(CultureInfo.InvariantCulture)
            : random.Next(0, 200).ToString(CultureInfo.InvariantCulture);

    private static (string[] Labels, bool Other) Labels(Random random, int most)
    {
        var labels = MadeTexts.Labels.ToArray();
        random.Shuffle(labels);
        var other = random.Next(2) == 0;
        labels = labels[..random.Next(2, most)];
        return (other ? [.. labels, "Other"] : labels, other);
    }

    /// <summary>Respondents who answer, in any order; at least as many as are needed.</summary>
    private static int[] Answering(Random random, int respondents, int needed)
    {
        var all = Enumerable.Range(0, respondents).ToArray();
        random.Shuffle(all);
        return all[..Math.Min(respondents, Math.Max(needed, random.Next(respondents * 6 / 10, respondents + 1)))];
    }

    private static MadeAnswer[] Unanswered(int respondents) => [.. Enumerable.Repeat(MadeAnswer.None, respondents)];
}
