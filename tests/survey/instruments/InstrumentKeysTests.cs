using Xunit;
using static Survey.Tests.Instruments.SmallInstrument;

namespace Survey.Tests.Instruments;

/// <summary>Keys, ids and names of an instrument: which must be there, and which may not.</summary>
public sealed class InstrumentKeysTests
{
    [Theory]
    [InlineData(
        "title: T",
        "title: T\nowner: me",
        "survey.yaml:3: the instrument has an unknown key \"owner\"; known are survey, title, disclosure, headline, "
            + "headline-option, minimum-base, mask, export, waves, questions, weights, key"
    )]
    [InlineData(
        "waves:\n  -",
        "export: { formats: x }\nwaves:\n  -",
        "survey.yaml:5: \"export\" has an unknown key \"formats\"; known are encoding, format, metadata, ignore, keep, drop, "
            + "reject-limit, respondent-id, delimiter, sheet, header-rows, personal, blank"
    )]
    [InlineData(
        "file: w1.csv }",
        "file: w1.csv, date: x }",
        "survey.yaml:6: a wave has an unknown key \"date\"; known are id, label, fielded, file, source, provenance, respondents, "
            + "export, published"
    )]
    [InlineData(
        "file: w2.csv }",
        "file: w2.csv, export: { codepage: x } }",
        "survey.yaml:7: \"export\" has an unknown key \"codepage\"; known are encoding, format, metadata, ignore, keep, drop, "
            + "reject-limit, respondent-id, delimiter, sheet, header-rows, personal, blank"
    )]
    [InlineData(
        "    kind: single\n    options: [A, B]",
        "    kind: single\n    option: [A, B]",
        "survey.yaml:12: a question has an unknown key \"option\"; known are id, text, column, kind, asked, options, blank, min, "
            + "max, separator, ticked, offered-apart, rows, waves, nets, asked-of"
    )]
    [InlineData(
        "[A, B]",
        "[A, { id: b, label: B, wording: [b] }]",
        "survey.yaml:12: an option has an unknown key \"wording\"; known are id, label, code, wordings, offered, missing, other, "
            + "value, any, column"
    )]
    [InlineData("of: [a, b] }", "of: [a, b], base: all }", "survey.yaml:14: a net has an unknown key \"base\"; known are id, label, of")]
    [InlineData(
        "[R1, R2]",
        "[R1, { id: r2, label: R2, word: x }]",
        "survey.yaml:19: a row has an unknown key \"word\"; known are id, label, wordings, asked, waves"
    )]
    [InlineData(
        "[R1, R2]",
        "[R1, R2]\n    waves: { w1: { flags: break } }",
        "survey.yaml:20: wave \"w1\" of question \"g\" has an unknown key \"flags\"; known are flag, text, reason, labels, "
            + "repairs, recode, blank, columns, column, asked-of"
    )]
    [InlineData(
        "waves:\n",
        "wave:\n",
        "survey.yaml:5: the instrument has an unknown key \"wave\"; known are survey, title, disclosure, headline, "
            + "headline-option, minimum-base, mask, export, waves, questions, weights, key"
    )]
    [InlineData(
        "questions:\n",
        "question:\n",
        "survey.yaml:8: the instrument has an unknown key \"question\"; known are survey, title, disclosure, headline, "
            + "headline-option, minimum-base, mask, export, waves, questions, weights, key"
    )]
    [InlineData(
        "    nets:\n",
        "    net:\n",
        "survey.yaml:13: a question has an unknown key \"net\"; known are id, text, column, kind, asked, options, blank, min, "
            + "max, separator, ticked, offered-apart, rows, waves, nets, asked-of"
    )]
    public void AnUnknownKeyIsRefusedAtEveryLevel(string found, string written, string message) => Refused(found, written, message);

    [Theory]
    [InlineData("id: w2,", "id: w1,", "survey.yaml:7: wave \"w1\" stands twice")]
    [InlineData(
        "  - id: g\n    text: G?\n    kind: single\n    options: [Yes, No]\n    rows: [R1, R2]",
        "  - { id: q, text: Q, kind: text }",
        "survey.yaml:15: question \"q\" stands twice"
    )]
    [InlineData("[A, B]", "[A, { id: a, label: B }]", "survey.yaml:12: option \"a\" stands twice in question \"q\"")]
    [InlineData(
        "[a, b] }",
        "[a] }\n      - { id: any, label: Any, of: [b] }",
        "survey.yaml:15: option or net \"any\" stands twice in question \"q\""
    )]
    [InlineData("id: any", "id: b", "survey.yaml:14: option or net \"b\" stands twice in question \"q\"")]
    [InlineData(
        "rows: [R1, R2]",
        "rows: [R1, R2]\n  - { id: g, text: G, kind: text, rows: [R3, R1] }",
        "survey.yaml:20: question \"g.r1\" stands twice"
    )]
    [InlineData("[R1, R2]", "[R1, { id: r1, label: R2 }]", "survey.yaml:19: row \"r1\" stands twice in question \"g\"")]
    [InlineData("title: T", "title: T\ntitle: U", "survey.yaml:3: not YAML: Duplicate key title")]
    [InlineData("text: G?", "text: G?\n    text: H?", "survey.yaml:17: not YAML: Duplicate key text")]
    [InlineData(
        "[R1, R2]",
        "[R1, R2]\n    waves:\n      w2:\n        repairs: { Jes: Yes, \"Jes \": No }",
        "survey.yaml:22: \"repairs\" of question \"g\" mends \"Jes\" twice"
    )]
    public void NothingMayStandTwice(string found, string written, string message) => Refused(found, written, message);

    [Theory]
    [InlineData(
        "survey: s",
        "survey: S",
        "survey.yaml:1: \"S\" is not an id: at most 80 lower-case letters and digits, with single hyphens inside"
    )]
    [InlineData(
        "id: w1",
        "id: W 1",
        "survey.yaml:6: \"W 1\" is not an id: at most 80 lower-case letters and digits, with single hyphens inside"
    )]
    [InlineData(
        "id: q\n",
        "id: q_1\n",
        "survey.yaml:9: \"q_1\" is not an id: at most 80 lower-case letters and digits, with single hyphens inside"
    )]
    [InlineData(
        "id: any",
        "id: Any",
        "survey.yaml:14: \"Any\" is not an id: at most 80 lower-case letters and digits, with single hyphens inside"
    )]
    [InlineData(
        "[A, B]",
        "[A, { id: B, label: B }]",
        "survey.yaml:12: \"B\" is not an id: at most 80 lower-case letters and digits, with single hyphens inside"
    )]
    [InlineData(
        "[A, B]",
        "[A, 日本]",
        "survey.yaml:12: option \"日本\" of question \"q\" has nothing to make an id of; write it as { id: …, label: … }"
    )]
    [InlineData(
        "[R1, R2]",
        "[R1, 日本]",
        "survey.yaml:19: row \"日本\" of question \"g\" has nothing to make an id of; write it as { id: …, label: … }"
    )]
    [InlineData(
        "id: g",
        "id: ggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggg",
        "survey.yaml:15: \"ggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggg\" is not an id: at "
            + "most 80 lower-case letters and digits, with single hyphens inside"
    )]
    public void IdsAreLowerCaseLettersDigitsAndSingleHyphens(string found, string written, string message) =>
        Refused(found, written, message);

    [Theory]
    [InlineData("survey: s\n", "", "survey.yaml:1: the instrument has no \"survey\"")]
    [InlineData("title: T\n", "", "survey.yaml:1: the instrument has no \"title\"")]
    [InlineData("title: T\n", "title:\n", "survey.yaml:2: the instrument has no \"title\"")]
    [InlineData("headline: q\n", "", "survey.yaml:1: the instrument has no \"headline\"")]
    [InlineData("headline-option: a\n", "", "survey.yaml:1: the instrument has no \"headline-option\"")]
    [InlineData("id: w1, ", "", "survey.yaml:6: a wave has no \"id\"")]
    [InlineData("    text: Q?\n", "", "survey.yaml:9: a question has no \"text\"")]
    [InlineData("    kind: single\n    options: [A, B]\n", "    options: [A, B]\n", "survey.yaml:9: a question has no \"kind\"")]
    [InlineData("[A, B]", "[A, { id: b }]", "survey.yaml:12: an option has no \"label\"")]
    [InlineData("[A, B]", "[A, { label: B }]", "survey.yaml:12: an option has no \"id\"")]
    [InlineData(
        "[R1, R2]",
        "[R1, R2]\n    waves: { w1: { flag: break } }",
        "survey.yaml:20: wave \"w1\" of question \"g\" has no \"reason\""
    )]
    public void WhatIsRequiredMustBeThere(string found, string written, string message) => Refused(found, written, message);

    [Theory]
    [InlineData(
        "[A, B]",
        "[A, { id: b, label: B, offered: [w3] }]",
        "survey.yaml:12: \"offered\" of an option names wave \"w3\", which is none of w1, w2"
    )]
    [InlineData(
        "text: Q?",
        "text: Q?\n    asked: [w1, w3]",
        "survey.yaml:11: \"asked\" of a question names wave \"w3\", which is none of w1, w2"
    )]
    [InlineData(
        "[R1, R2]",
        "[R1, { id: r2, label: R2, asked: [w9] }]",
        "survey.yaml:19: \"asked\" of a row names wave \"w9\", which is none of w1, w2"
    )]
    [InlineData(
        "[R1, R2]",
        "[R1, R2]\n    waves: { w3: { text: x } }",
        "survey.yaml:20: question \"g\" speaks of wave \"w3\", which is none of w1, w2"
    )]
    [InlineData(
        "[R1, R2]",
        "[R1, R2]\n    waves: { w1: { labels: { maybe: Perhaps } } }",
        "survey.yaml:20: \"labels\" of question \"g\" names option \"maybe\", which is none of yes, no"
    )]
    [InlineData("of: [a, b]", "of: [a, c]", "survey.yaml:14: \"of\" of a net names option \"c\", which is none of a, b")]
    [InlineData("headline: q", "headline: none", "survey.yaml:3: the headline \"none\" is none of the questions q, g.r1, g.r2")]
    [InlineData("headline: q", "headline: g", "survey.yaml:3: the headline \"g\" is none of the questions q, g.r1, g.r2")]
    [InlineData("headline-option: a", "headline-option: c", "survey.yaml:4: \"c\" is neither an option nor a net of question \"q\"")]
    public void WhatIsNamedMustBeKnown(string found, string written, string message) => Refused(found, written, message);
}
