using Survey.Tests.Counting;

namespace Survey.Tests.Answers;

/// <summary>A survey of two waves, whose changes are parted.</summary>
internal static class MixShiftSurvey
{
    public const string TwoWaves = "  - { id: w1, label: Wave 1, file: w1.csv }\n  - { id: w2, label: Wave 2, file: w2.csv }";

    public const string Questions = """
          - { id: q, text: Q?, kind: single, options: ["Yes", "No", { id: na, label: N/A, missing: true }],
              nets: [{ id: any, label: Any, of: ["yes", "no"] }] }
          - { id: g, text: G?, kind: single, options: [A, B, C] }
          - { id: m, text: M?, kind: multiple, options: [X, Y] }
          - { id: t, text: T?, kind: text }
        """;

    public const string Header = "Q?,G?,M?,T?";

    public static string Flagged(string question, string flag) =>
        Questions.Replace(
            $"id: {question},",
            $"id: {question}, waves: {{ w2: {{ flag: {flag}, reason: only of users }} }},",
            StringComparison.Ordinal
        );

    public static Task Load(
        this TestDatabase postgres,
        string survey,
        string waves,
        string questions,
        (string Row, int Times)[] first,
        (string Row, int Times)[] second
    ) => postgres.LoadYaml(SmallSurvey.Yaml(survey, waves, questions), first, second);

    public static Task LoadYaml(
        this TestDatabase postgres,
        string yaml,
        (string Row, int Times)[] first,
        (string Row, int Times)[] second
    ) =>
        SmallSurvey.Loaded(
            postgres.Database,
            yaml,
            ("w1.csv", SmallSurvey.Csv(Header, first)),
            ("w2.csv", SmallSurvey.Csv(Header, second))
        );
}
