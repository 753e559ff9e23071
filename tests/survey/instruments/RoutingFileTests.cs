using Survey.Instruments;
using Xunit;

namespace Survey.Tests.Instruments;

public sealed class RoutingFileTests
{
    private const string Yaml = """
        survey: s
        title: T
        headline: use
        headline-option: "yes"
        waves: [{ id: w1 }, { id: w2 }, { id: w3 }]
        questions:
          - id: why
            text: Why?
            kind: text
            asked-of: ["use:yes,maybe", "age:18.."]
            waves:
              w3: { asked-of: [] }
          - id: rate
            text: Rate
            kind: scale
            options: [1, 2]
            asked-of: [use:!no]
            rows:
              - A
              - { id: b, label: B, asked: [w1, w2], waves: { w1: { text: x }, w2: { asked-of: [rate.a:2..] } } }
            waves: { w1: { asked-of: [use:any] } }
          - id: use
            text: Use?
            kind: single
            options: [Yes, No, { id: maybe, label: Maybe, offered: [w1, w2] }]
            nets: [{ id: any, label: Any, of: [yes, maybe] }]
          - { id: age, text: Age?, kind: number }
          - { id: late, text: Late?, kind: text, asked: [w2] }
        """;

    [Theory]
    [InlineData("why", "w1 use:yes,maybe age:18..; w2 use:yes,maybe age:18..")]
    [InlineData("rate.a", "w1 use:any; w2 use:!no; w3 use:!no")]
    [InlineData("rate.b", "w1 use:any; w2 rate.a:2..")]
    [InlineData("use", "")]
    public void WhatARowSaysOfAWaveComesFirstThenWhatTheQuestionDoes(string question, string routing) =>
        Assert.Equal(
            routing,
            string.Join(
                "; ",
                InstrumentFile.Parse("s.yaml", Yaml).Question(question).Routing.Select(wave => $"{wave.Key} {string.Join(' ', wave.Value)}")
            )
        );

    [Theory]
    [InlineData(
        "use:yes,maybe",
        "use",
        "survey.yaml:10: \"asked-of\": filter \"use\" names no question; question:option,option, question:!option or "
            + "question:1..10 was expected"
    )]
    [InlineData(
        "use:yes,maybe",
        "user:yes",
        "survey.yaml:10: \"asked-of\" of question \"why\" names question \"user\", which is none of why, rate.a, rate.b, use, age, late"
    )]
    [InlineData(
        "use:yes,maybe",
        "use:yep",
        "survey.yaml:10: \"asked-of\" of question \"why\" names \"yep\", which is neither an option nor a net of question "
            + "\"use\"; there are yes, no, maybe, any"
    )]
    [InlineData(
        "use:yes,maybe",
        "late:text",
        "survey.yaml:10: \"asked-of\" of question \"why\" names question \"late\", which wave \"w1\" did not ask"
    )]
    [InlineData("use:yes,maybe", "why:text", "survey.yaml:10: \"asked-of\" of question \"why\" names the question itself")]
    [InlineData("use:!no", "rate.a:1", "survey.yaml:17: \"asked-of\" of question \"rate.a\" names the question itself")]
    [InlineData(
        "use:yes,maybe",
        "use:1..2",
        "survey.yaml:10: \"asked-of\" of question \"why\" has a range of question \"use\", which is of kind single; a range is "
            + "of a number or a scale"
    )]
    [InlineData(
        "use:!no",
        "why:long",
        "survey.yaml:17: \"asked-of\" of question \"rate.a\" names \"long\", which is neither an option nor a net of question "
            + "\"why\"; there are text"
    )]
    [InlineData(
        "use:!no",
        "why:!text",
        "survey.yaml:17: \"asked-of\" of question \"rate.a\" is of nobody: who answered question \"why\" has \"text\""
    )]
    [InlineData(
        "use:!no",
        "use:maybe",
        "survey.yaml:17: \"asked-of\" of question \"rate.a\" names only what wave \"w3\" did not offer of question \"use\""
    )]
    [InlineData(
        "rate.a:2..",
        "rate.c:2..",
        "survey.yaml:20: \"asked-of\" of question \"rate.b\" names question \"rate.c\", which is none of why, rate.a, rate.b, "
            + "use, age, late"
    )]
    [InlineData("w3: { asked-of: [] }", "w3: { asked-of: late }", "survey.yaml:12: \"asked-of\" of wave \"w3\" must be a list")]
    public void AFilterThatTheWaveCannotApplyIsRefused(string found, string written, string message)
    {
        Assert.Equal(2, Yaml.Split(found).Length);
        Assert.Equal(
            message,
            Assert
                .Throws<SurveyException>(() =>
                    InstrumentFile.Parse(InstrumentFile.Name, Yaml.Replace(found, written, StringComparison.Ordinal))
                )
                .Message
        );
    }
}
