using Survey.Ingest.Dialects;
using Survey.Instruments;
using Xunit;

namespace Survey.Tests.Ingest.Dialects;

public sealed class LayoutTests
{
    private const string Forms = """
        survey: s
        title: T
        headline: using
        headline-option: "yes"
        export: { metadata: [Timestamp, "ID *"], ignore: [Comments, "Which * why?", "Do you use it?"] }
        waves: [{ id: w1 }, { id: w2 }]
        questions:
          - { id: using, text: Do you use it?, kind: single, options: ["Yes", "No"] }
          - { id: where, text: Where?, kind: multiple, options: [Here, There] }
          - { id: why, text: Why?, kind: text, asked: [w2] }
          - id: rate
            text: Please rate
            kind: single
            options: [Good, Bad]
            rows: [Docs, { id: help, label: The help desk, wordings: [Help desk] }]
            waves: { w2: { text: Rate  these } }
        """;

    private const string Monkey = """
        survey: s
        title: T
        headline: role
        headline-option: dev
        export: { format: surveymonkey, metadata: [RespondentID], ignore: ["Region | *", "Role | Dev"] }
        waves: [{ id: w1 }]
        questions:
          - id: role
            text: Role
            kind: single
            options: [Dev, Ops, { id: other, label: Other, wordings: [Other (please specify)], other: true }]
          - id: size
            text: Size
            kind: single
            options: [1-9, 10-49]
            waves: { w1: { repairs: { Sep-01: 1-9, Oct-49: 10-49 } } }
          - { id: why, text: Why?, kind: text }
          - { id: use, text: Use, kind: single, options: ["Yes", Some day],
              rows: [Docker, { id: k8s, label: Kubernetes, wordings: [K8s] }] }
        """;

    [Fact]
    public void AFormsColumnIsCalledLikeItsQuestion() =>
        Assert.Equal(
            [
                "Timestamp: Metadata",
                "ID of the form: Metadata",
                "Where?: JoinedAnswers where",
                "Comments: Ignored",
                "Do you use it?: AnswerOrText using",
                "Which one, and why?: Ignored",
                "Please rate [Docs]: AnswerOrText rate.docs",
                "Please rate [Help desk]: AnswerOrText rate.help",
            ],
            Columns(
                Forms,
                "w1",
                "Timestamp|ID of the form|Where?|Comments|\u00A0Do you  use it? |Which one, and why?|Please rate [Docs]|Please "
                    + "rate [Help desk]"
            )
        );

    [Fact]
    public void AWaveMayCallItsQuestionsOtherwise() =>
        Assert.Equal(
            [
                "Do you use it?: AnswerOrText using",
                "Where?: JoinedAnswers where",
                "Rate these [The help desk]: AnswerOrText rate.help",
                "Rate these [Docs]: AnswerOrText rate.docs",
                "Why?: AnswerOrText why",
            ],
            Columns(Forms, "w2", "Do you use it?|Where?|Rate these [The help desk]|Rate these [Docs]|Why?")
        );

    [Theory]
    [InlineData(
        "Timestamp|Where ?|Do you use it?",
        2,
        "\"Where ?\" is a column that the instrument does not know; nearest \"Where?\"; add its wording to a question or an "
            + "option, or the column to \"metadata\" or \"ignore\" of wave \"w1\""
    )]
    [InlineData(
        "Something else entirely that is new",
        1,
        "\"Something else entirely that is new\" is a column that the instrument does not know; add its wording to a question or "
            + "an option, or the column to \"metadata\" or \"ignore\" of wave \"w1\""
    )]
    [InlineData(
        "timestamp",
        1,
        "\"timestamp\" is a column that the instrument does not know; add its wording to a question or an option, or the column "
            + "to \"metadata\" or \"ignore\" of wave \"w1\""
    )]
    [InlineData(
        "Timestamp|",
        2,
        "\"\" is a column that the instrument does not know; add its wording to a question or an option, or the column to "
            + "\"metadata\" or \"ignore\" of wave \"w1\""
    )]
    [InlineData("Where?|Timestamp| Where? ", 3, "\"Where?\" stands twice, here and in column 1")]
    [InlineData("Please rate [The help desk]|Please rate [Help desk]", 2, "\"Please rate [Help desk]\" stands twice, here and in column 1")]
    [InlineData(
        "Timestamp|Where?",
        3,
        "no column for question \"using\" (\"Do you use it?\"); if wave \"w1\" did not ask it, say so with \"asked\""
    )]
    [InlineData(
        "Do you use it?|Where?|Please rate [Docs]",
        4,
        "no column for question \"rate.help\" (\"Please rate [The help desk]\"); if wave \"w1\" did not ask it, say so with \"asked\""
    )]
    public void AFormsFileThatIsOtherThanTheInstrumentIsRefused(string headers, int column, string message) =>
        Refused(Forms, "w1", headers, $"w.csv:1 column {column}: {message}");

    [Fact]
    public void AMonkeysColumnsAreCalledByBothRows() =>
        Assert.Equal(
            [
                "RespondentID: Metadata",
                "Region | Response: Ignored",
                "Region | Other (please specify): Ignored",
                "Role | Dev: Tick role.dev",
                "Role | Ops: Tick role.ops",
                "Role | Other (please specify): Tick role.other",
                "Size | 10-49: Tick size.10-49",
                "Size | 1-9: Tick size.1-9",
                "Why? | Open-Ended Response: AnswerOrText why",
                "Use | Docker: AnswerOrText use.docker",
                "Use | K8s: AnswerOrText use.k8s",
            ],
            Columns(
                Monkey,
                "w1",
                "RespondentID|Region||Role|||Size||Why?|Use|",
                "|Response|Other (please specify)|Dev|Ops|Other (please specify)|10-49|1-9|Open-Ended Response|Docker|K8s"
            )
        );

    [Fact]
    public void AGridMayHaveAColumnForEveryOptionOfARow() =>
        Assert.Equal(
            [
                "Use | Docker - Yes: Tick use.docker.yes",
                "Use | Docker - Some day: Tick use.docker.some-day",
                "Use | K8s - Yes: Tick use.k8s.yes",
                "Use | Kubernetes - Some day: Tick use.k8s.some-day",
            ],
            Columns(
                Monkey,
                "w1",
                "Role|Size|Why?|Use|||",
                "Response|Response|Response|Docker - Yes|Docker - Some day|K8s - Yes|Kubernetes - Some day"
            )[3..]
        );

    [Fact]
    public void ADamagedHeaderIsReadAfterItsRepair() =>
        Assert.Equal(
            ["Size | Oct-49: Tick size.10-49", "Size | Sep-01: Tick size.1-9"],
            Columns(Monkey, "w1", "Size||Role|Why?|Use|", "Oct-49|Sep-01|Response||Docker|K8s")[..2]
        );

    [Fact]
    public void BesideAWholeAnswerTheTextOfOtherIsAComment() =>
        Assert.Equal(
            ["Role | Response: Answer role", "Role | Other (please specify): Comment role.other"],
            Columns(Monkey, "w1", "Role||Size|Why?|Use|", "Response|Other (please specify)|Response|Response|Docker|K8s")[..2]
        );

    [Fact]
    public void AWholeAnswerAloneMayHoldTheTextOfOther() =>
        Assert.Equal(
            ["Role | Response: AnswerOrText role", "Size | Response: AnswerOrText size", "Why?: AnswerOrText why"],
            Columns(Monkey, "w1", "Role|Size|Why?|Use|", "Response|Response||Docker|K8s")[..3]
        );

    [Theory]
    [InlineData(
        "Role|Size",
        "Response|10-99",
        2,
        "\"Size | 10-99\" is a column that the instrument does not know; nearest \"10-49\"; add its wording to a question or an "
            + "option, or the column to \"metadata\" or \"ignore\" of wave \"w1\""
    )]
    [InlineData(
        "Role|Rolle",
        "Response|Response",
        2,
        "\"Rolle | Response\" is a column that the instrument does not know; nearest \"Role\"; add its wording to a question or "
            + "an option, or the column to \"metadata\" or \"ignore\" of wave \"w1\""
    )]
    [InlineData(
        "",
        "Response",
        1,
        "\" | Response\" is a column that the instrument does not know; add its wording to a question or an option, or the "
            + "column to \"metadata\" or \"ignore\" of wave \"w1\""
    )]
    [InlineData(
        "Role|Use",
        "Response|Dokcer",
        2,
        "\"Use | Dokcer\" is a column that the instrument does not know; nearest \"Docker\"; add its wording to a question or an "
            + "option, or the column to \"metadata\" or \"ignore\" of wave \"w1\""
    )]
    [InlineData("Role||", "Dev|Ops|Dev", 3, "\"Role | Dev\" stands twice, here and in column 1")]
    [InlineData("Role|Role", "Response|Response", 2, "\"Role | Response\" stands twice, here and in column 1")]
    [InlineData(
        "Role||",
        "Response|Dev|Other (please specify)",
        2,
        "\"Role | Dev\" is the column of one option, and another column holds the whole answer to question \"role\""
    )]
    [InlineData(
        "Role|Size",
        "Response|Response",
        3,
        "no column for question \"why\" (\"Why?\"); if wave \"w1\" did not ask it, say so with \"asked\""
    )]
    [InlineData(
        "Role|",
        "Dev|Other",
        3,
        "no column for option \"Ops\" of question \"role\"; if wave \"w1\" did not offer it, say so with \"offered\""
    )]
    [InlineData(
        "Role|Size|Why?|Use|",
        "Response|Response||Docker|K8s - Yes",
        6,
        "no column for option \"Some day\" of question \"use.k8s\"; if wave \"w1\" did not offer it, say so with \"offered\""
    )]
    public void AMonkeysFileThatIsOtherThanTheInstrumentIsRefused(string first, string second, int column, string message) =>
        Refused(Monkey, "w1", first, second, $"w.csv:1 column {column}: {message}");

    [Theory]
    [InlineData(ExportFormat.GoogleForms, 1)]
    [InlineData(ExportFormat.SurveyMonkey, 2)]
    public void AFormatHasItsHeaderRows(ExportFormat format, int rows) =>
        Assert.Equal(rows, (Export.Default with { Format = format }).HeaderRows);

    [Theory]
    [InlineData("a.c", "abc", false)]
    [InlineData("(a) [b] $ ^ +", "(a) [b] $ ^ +", true)]
    [InlineData("*", "", true)]
    [InlineData("a*", "a", true)]
    [InlineData("a*c", "a \u2028 c", true)]
    [InlineData("a*c", "A b c", false)]
    [InlineData("*b", "a bc", false)]
    public void OnlyAStarStandsForOtherText(string pattern, string header, bool matches)
    {
        var instrument = InstrumentFile.Parse(
            InstrumentFile.Name,
            Forms.Replace("\"ID *\"", $"'{pattern}'", StringComparison.Ordinal).Replace("Comments, ", "", StringComparison.Ordinal)
        );

        var exception = Record.Exception(() =>
            Layout.Of(
                "w.csv",
                [
                    [header],
                ],
                instrument.At(instrument.Waves[0])
            )
        );

        Assert.Equal(
            matches ? "no column for question" : "is a column",
            exception!.Message.Contains("no column for question", StringComparison.Ordinal) ? "no column for question" : "is a column"
        );
    }

    private static void Refused(string yaml, string wave, string headers, string message) =>
        Assert.Equal(message, Assert.Throws<SurveyException>(() => Columns(yaml, wave, headers)).Message);

    private static void Refused(string yaml, string wave, string first, string second, string message) =>
        Assert.Equal(message, Assert.Throws<SurveyException>(() => Columns(yaml, wave, first, second)).Message);

    /// <summary>Every column as its header, its reading, and the question and option it belongs to.</summary>
    private static List<string> Columns(string yaml, string wave, params string[] headers)
    {
        var instrument = InstrumentFile.Parse(InstrumentFile.Name, yaml);
        var codebook = instrument.At(instrument.Wave(wave));
        return [.. Layout.Of("w.csv", [.. headers.Select(row => row.Split('|'))], codebook).Select(Describe)];

        string Describe(Column column)
        {
            var question = column.Question < 0 ? null : codebook.Questions[column.Question];
            var option = question is null || column.Option < 0 ? "" : "." + question.Options[column.Option].Id;
            return $"{column.Header}: {column.Reading}{(question is null ? "" : " " + question.Id)}{option}";
        }
    }
}
