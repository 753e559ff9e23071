using System.Text;
using CsCheck;

namespace Survey.Tests.Ingest.Drafting;

/// <summary>What one respondent answered to one question: the options that were ticked, and the text given to the last one, if that is
/// "Other".</summary>
internal sealed record WrittenAnswer(IReadOnlyList<int> Options, string? Text);

/// <param name="Labels">the last one is "Other" and takes any text, where Other is said</param>
/// <param name="Rows">of a grid; empty for a plain question</param>
/// <param name="OptionColumns">as SurveyMonkey writes it: one column an option; otherwise one answer in a Response column. A multiple
/// always has them</param>
/// <param name="Answers">by row of the grid (or one) and respondent</param>
internal sealed record WrittenQuestion(
    int Number,
    bool Multiple,
    bool Other,
    IReadOnlyList<string> Labels,
    IReadOnlyList<string> Rows,
    bool OptionColumns,
    IReadOnlyList<IReadOnlyList<WrittenAnswer>> Answers
)
{
    public string Text => $"Question {Number}, \"which\"?";
}

/// <summary>A survey whose counts are known, because its respondents were made up; it can be written as the exports that tools
/// make.</summary>
internal sealed record WrittenSurvey(int Respondents, IReadOnlyList<WrittenQuestion> Questions)
{
    private static readonly string[] Words =
    [
        "Docker",
        "caf\u00E9",
        "C++",
        "a \"quoted\" word",
        "10-49",
        "yes; no",
        "it's",
        "=1+1",
        "\u6771\u4EAC",
        "N/A",
        "100 %",
        "<b>",
    ];

    private static readonly Gen<string> Word = Gen.Int[0, Words.Length - 1].Select(word => Words[word]);

    public static readonly Gen<WrittenSurvey> Any =
        from respondents in Gen.Int[1, 20]
        from questions in Gen.Int[1, 4].SelectMany(count => Questionnaire(count, respondents))
        select new WrittenSurvey(respondents, questions);

    private static Gen<IReadOnlyList<WrittenQuestion>> Questionnaire(int count, int respondents) =>
        Enumerable
            .Range(1, count)
            .Aggregate(
                Gen.Const((IReadOnlyList<WrittenQuestion>)[]),
                (before, number) =>
                    before.SelectMany(questions =>
                        Question(number, respondents).Select(question => (IReadOnlyList<WrittenQuestion>)[.. questions, question])
                    )
            );

    /// <summary>Labels may contain commas; each begins with its own number, so that joined labels can be told apart.</summary>
    private static Gen<WrittenQuestion> Question(int number, int respondents) =>
        from multiple in Gen.Bool
        from other in Gen.Bool
        from words in Gen.Select(Word, Word, Gen.Bool).Array[2, 6]
        from rows in Gen.Frequency((2, Gen.Const(0)), (1, Gen.Int[1, 3]))
        from optionColumns in Gen.Bool
        let labels = words
            .Select((word, option) => $"{(char)('A' + option)} {word.Item1}{(word.Item3 ? $", {word.Item2}" : "")}")
            .Concat(other && rows == 0 ? ["Other"] : [])
            .ToList()
        from answers in Answer(labels.Count, multiple, other && rows == 0).Array[respondents].Array[Math.Max(1, rows)]
        select new WrittenQuestion(
            number,
            multiple,
            other && rows == 0,
            labels,
            [.. Enumerable.Range(1, rows).Select(row => $"Row {row}")],
            multiple || optionColumns,
            answers
        );

    private static Gen<WrittenAnswer> Answer(int labels, bool multiple, bool other) =>
        from ticks in Gen.Bool.Array[labels]
        from chosen in Gen.Int[-1, labels - 1]
        from text in Gen.Frequency((1, Gen.Const((string?)null)), (2, Word.Select(word => (string?)$"something else, {word}")))
        let options = multiple ? Enumerable.Range(0, labels).Where(option => ticks[option]).ToList()
        : chosen < 0 ? []
        : [chosen]
        select new WrittenAnswer(options, other && options.Contains(labels - 1) ? text : null);

    /// <summary>What loading it must count: "question option count", with answered and respondents.</summary>
    public IEnumerable<string> Counts()
    {
        foreach (var question in Questions)
        {
            for (var row = 0; row < question.Answers.Count; row++)
            {
                for (var option = 0; option < question.Labels.Count; option++)
                    yield return $"{question.Number}.{row} {option}: "
                        + $"{question.Answers[row].Count(answer => answer.Options.Contains(option))}";
                yield return $"{question.Number}.{row} answered: {question.Answers[row].Count(answer => answer.Options.Count > 0)}";
            }
        }
        yield return $"respondents: {Enumerable.Range(0, Respondents).Count(AnsweredSomething)}";
    }

    private bool AnsweredSomething(int respondent) =>
        Questions.Any(question => question.Answers.Any(row => row[respondent].Options.Count > 0));

    public string Yaml(string format) =>
        new StringBuilder(
            $"survey: s\ntitle: T\nheadline: nothing\nheadline-option: text\nexport: {{ format: {format}, metadata: [ID] "
                + $"}}\nwaves: [{{ id: w }}]\nquestions:\n"
        )
            .Append("  - { id: nothing, text: Nothing, kind: text, asked: [] }\n")
            .AppendJoin(
                '\n',
                Questions.Select(question =>
                    $$"""
                          - id: q{{question.Number}}
                            text: {{YamlText(question.Text)}}
                            kind: {{(question.Multiple ? "multiple" : "single")}}
                            options: [{{string.Join(
                            ", ",
                            question.Labels.Select(
                                (label, option) =>
                                    $"{{ id: o{option}, label: {YamlText(label)}, "
                                    + $"other: {(question.Other && option == question.Labels.Count - 1 ? "true" : "false")} }}"
                            )
                        )}}]
                            rows: [{{string.Join(", ", question.Rows)}}]
                        """
                )
            )
            .ToString();

    /// <summary>One column a question or row, ticked options joined by ", ", the text of Other in its place.</summary>
    public string GoogleForms() =>
        Csv(
            [
                [
                    "ID",
                    .. Questions.SelectMany(question =>
                        question.Rows.Count == 0 ? [question.Text] : question.Rows.Select(row => $"{question.Text} [{row}]")
                    ),
                ],
            ],
            respondent =>
                Questions.SelectMany(question =>
                    question.Answers.Select(row =>
                        string.Join(", ", row[respondent].Options.Select(option => Said(question, row[respondent], option)))
                    )
                )
        );

    /// <summary>Two header rows; one column an option, or one Response column; a grid's rows with one column each, or one column for each
    /// row and option.</summary>
    public string SurveyMonkey()
    {
        var columns = Questions
            .SelectMany(question =>
                MonkeyColumns(question)
                    .Select((column, position) => (First: position == 0 ? question.Text : "", column.Second, column.Cell))
            )
            .ToList();
        return Csv(
            [
                ["ID", .. columns.Select(column => column.First)],
                ["", .. columns.Select(column => column.Second)],
            ],
            respondent => columns.Select(column => column.Cell(respondent))
        );
    }

    private static IEnumerable<(string Second, Func<int, string> Cell)> MonkeyColumns(WrittenQuestion question)
    {
        for (var row = 0; row < question.Answers.Count; row++)
        {
            var answers = question.Answers[row];
            var name = question.Rows.Count == 0 ? "" : question.Rows[row];
            if (!question.OptionColumns)
                yield return (
                    name.Length == 0 ? "Response" : name,
                    respondent => answers[respondent].Options is [var option] ? Said(question, answers[respondent], option) : ""
                );
            for (var option = 0; question.OptionColumns && option < question.Labels.Count; option++)
            {
                var own = option;
                yield return (
                    name.Length == 0 ? question.Labels[option] : $"{name} - {question.Labels[option]}",
                    respondent => answers[respondent].Options.Contains(own) ? Said(question, answers[respondent], own) : ""
                );
            }
        }
    }

    private static string Said(WrittenQuestion question, WrittenAnswer answer, int option) =>
        option == question.Labels.Count - 1 && answer.Text is { } text ? text : question.Labels[option];

    private string Csv(IReadOnlyList<IReadOnlyList<string>> headers, Func<int, IEnumerable<string>> cells) =>
        string.Concat(
            headers
                .Concat(
                    Enumerable
                        .Range(0, Respondents)
                        .Select(respondent => (IReadOnlyList<string>)[$"{respondent + 1}", .. cells(respondent)])
                )
                .Select(row => string.Join(',', row.Select(Quoted)) + "\r\n")
        );

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string YamlText(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
