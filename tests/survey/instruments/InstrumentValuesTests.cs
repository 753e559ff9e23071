using Xunit;
using static Survey.Tests.Instruments.SmallInstrument;

namespace Survey.Tests.Instruments;

/// <summary>Values of an instrument: their shape, and what of them fits together.</summary>
public sealed class InstrumentValuesTests
{
    [Theory]
    [InlineData(
        "[A, B]",
        "[A, { id: b, label: B, wordings: [\"A \"] }]",
        "survey.yaml:12: in question \"q\" the text \"A\" means both option \"a\" and option \"b\" in wave \"w1\""
    )]
    [InlineData(
        "[A, B]",
        "[A, { id: b, label: A }]",
        "survey.yaml:12: in question \"q\" the text \"A\" means both option \"a\" and option \"b\" in wave \"w1\""
    )]
    [InlineData(
        "[A, B]",
        "[{ id: a, label: A, offered: [w2] }, { id: b, label: B, offered: [w2], wordings: [A] }]",
        "survey.yaml:12: in question \"q\" the text \"A\" means both option \"a\" and option \"b\" in wave \"w2\""
    )]
    [InlineData(
        "[R1, R2]",
        "[R1, R2]\n    waves:\n      w2:\n        labels: { yes: \"No\" }",
        "survey.yaml:22: in question \"g\" the text \"No\" means both option \"yes\" and option \"no\" in wave \"w2\""
    )]
    [InlineData(
        "[R1, R2]",
        "[R1, R2]\n    waves:\n      w2:\n        labels: { yes: Ja, no: Ja }",
        "survey.yaml:22: in question \"g\" the text \"Ja\" means both option \"yes\" and option \"no\" in wave \"w2\""
    )]
    public void ATextMayNotMeanTwoOptionsInOneWave(string found, string written, string message) => Refused(found, written, message);

    [Theory]
    [InlineData(
        "[R1, R2]",
        "[R1, R2]\n    waves:\n      w2:\n        repairs: { Jes: Yess }",
        "survey.yaml:22: \"repairs\" of question \"g\" turns a text into \"Yess\", which is no wording of an option that wave "
            + "\"w2\" offered"
    )]
    [InlineData(
        "[A, B]",
        "[A, { id: b, label: B, offered: [w1] }]\n    waves:\n      w2:\n        repairs: { X: B }",
        "survey.yaml:15: \"repairs\" of question \"q\" turns a text into \"B\", which is no wording of an option that wave \"w2\" offered"
    )]
    [InlineData(
        "kind: single\n    options: [Yes, No]\n    rows: [R1, R2]",
        "kind: text\n    waves:\n      w2:\n        repairs: { x: y }",
        "survey.yaml:20: \"repairs\" of question \"g\" turns a text into \"y\", which is no wording of an option that wave \"w2\" offered"
    )]
    [InlineData(
        "kind: single\n    options: [Yes, No]\n    rows: [R1, R2]",
        "kind: number\n    waves:\n      w2:\n        repairs: { ten: 10, many: lots }",
        "survey.yaml:20: \"repairs\" of question \"g\" turns a text into \"lots\", which is not a number"
    )]
    [InlineData(
        "kind: single\n    options: [Yes, No]\n    rows: [R1, R2]",
        "kind: number\n    rows: [{ id: r1, label: R1, waves: { w2: { repairs: { x: <number> } } } }]",
        "survey.yaml:18: \"repairs\" of question \"g.r1\" turns a text into \"<number>\", which is not a number"
    )]
    public void ARepairMustTurnATextIntoAWordingOfTheWave(string found, string written, string message) => Refused(found, written, message);

    [Theory]
    [InlineData(
        "kind: single\n    options: [A",
        "kind: date\n    options: [A",
        "survey.yaml:11: \"kind\" of a question is \"date\", and not one of single, multiple, scale, number, text"
    )]
    [InlineData(
        "kind: single\n    options: [A",
        "kind: scale\n    options: [A",
        "survey.yaml:12: option \"A\" of question \"q\" has no place on the scale; give it a \"value\", or mark it \"missing\""
    )]
    [InlineData(
        "title: T",
        "title: T\ndisclosure: public",
        "survey.yaml:3: \"disclosure\" of the instrument is \"public\", and not one of open, protected"
    )]
    [InlineData(
        "title: T",
        "title: T\nexport: { format: csv }",
        "survey.yaml:3: \"format\" of \"export\" is \"csv\", and not one of google-forms, surveymonkey, qualtrics, limesurvey, "
            + "microsoft-forms, typeform, kobo, alchemer, bare-names, columns"
    )]
    [InlineData(
        "title: T",
        "title: T\nexport: { delimiter: pipe }",
        "survey.yaml:3: \"delimiter\" of \"export\" is \"pipe\", and not one of auto, comma, semicolon, tab"
    )]
    [InlineData("title: T", "title: T\nexport: { header-rows: 0 }", "survey.yaml:3: \"header-rows\" is a whole number, 1 to 20")]
    [InlineData("title: T", "title: T\nexport: { header-rows: 1.5 }", "survey.yaml:3: \"header-rows\" is a whole number, 1 to 20")]
    [InlineData(
        "title: T",
        "title: T\nexport: { encoding: latin-1 }",
        "survey.yaml:3: \"encoding\" is \"latin-1\", and not one of auto, utf-8, utf-16, windows-1252, iso-8859-1, macintosh"
    )]
    [InlineData("title: T", "title: T\nexport: { reject-limit: many }", "survey.yaml:3: \"many\" is not a number")]
    [InlineData("title: T", "title: T\nexport: { reject-limit: 101 }", "survey.yaml:3: \"reject-limit\" is a percentage, 0 to 100")]
    [InlineData("title: T", "title: T\nexport: { reject-limit: -1 }", "survey.yaml:3: \"reject-limit\" is a percentage, 0 to 100")]
    [InlineData("title: T", "title: T\nexport: { reject-limit: NaN }", "survey.yaml:3: \"reject-limit\" is a percentage, 0 to 100")]
    [InlineData(
        "file: w2.csv",
        "provenance: guessed",
        "survey.yaml:7: \"provenance\" of a wave is \"guessed\", and not one of raw, reconstructed"
    )]
    [InlineData(
        "file: w2.csv",
        "respondents: unknown",
        "survey.yaml:7: \"respondents\" of a wave is \"unknown\", and not one of counted, assumed"
    )]
    [InlineData(
        "[A, B]",
        "[A, { id: b, label: B, missing: yes }]",
        "survey.yaml:12: \"missing\" of an option is \"yes\", and not one of true, false"
    )]
    [InlineData(
        "[R1, R2]",
        "[R1, R2]\n    waves: { w1: { flag: bad, reason: x } }",
        "survey.yaml:20: \"flag\" of wave \"w1\" of question \"g\" is \"bad\", and not one of break, differs, provisional"
    )]
    public void ValuesMustBeKnownOnes(string found, string written, string message) => Refused(found, written, message);

    [Theory]
    [InlineData("title: T", "title: T\nexport: { metadata: Timestamp }", "survey.yaml:3: \"metadata\" of \"export\" must be a list")]
    [InlineData("title: T", "title: T\nexport: [metadata]", "survey.yaml:3: \"export\" must be a mapping of keys, as in \"id: …\"")]
    [InlineData("[A, B]", "[A, [B]]", "survey.yaml:12: an option must be a mapping of keys, as in \"id: …\"")]
    [InlineData("[A, B]", "A, B", "survey.yaml:12: \"options\" of a question must be a list")]
    [InlineData("text: Q?", "text: [Q?]", "survey.yaml:10: \"text\" of a question must be a text")]
    [InlineData(
        "[R1, R2]",
        "[R1, R2]\n    waves: [w1]",
        "survey.yaml:20: \"waves\" of question \"g\" must be a mapping of keys, as in \"id: …\""
    )]
    [InlineData(
        "[R1, R2]",
        "[R1, R2]\n    waves: { w1: break }",
        "survey.yaml:20: wave \"w1\" of question \"g\" must be a mapping of keys, as in \"id: …\""
    )]
    [InlineData("of: [a, b]", "of: a", "survey.yaml:14: \"of\" of a net must be a list")]
    [InlineData("waves:\n", "waves:\n  - w0\n", "survey.yaml:6: a wave must be a mapping of keys, as in \"id: …\"")]
    [InlineData("title: T", "title: T\n? [a, b]\n: c", "survey.yaml:3: a key of the instrument must be a text")]
    [InlineData("questions:\n", "questions:\n  - Q0\n", "survey.yaml:9: a question must be a mapping of keys, as in \"id: …\"")]
    public void ValuesHaveTheirShape(string found, string written, string message) => Refused(found, written, message);

    [Theory]
    [InlineData(
        "file: w1.csv",
        "file: data/w1.csv",
        "survey.yaml:6: \"file\" of wave \"w1\" is \"data/w1.csv\"; it must be a plain name, of a file beside survey.yaml"
    )]
    [InlineData(
        "file: w1.csv",
        "file: ../w1.csv",
        "survey.yaml:6: \"file\" of wave \"w1\" is \"../w1.csv\"; it must be a plain name, of a file beside survey.yaml"
    )]
    [InlineData(
        "file: w1.csv",
        "file: /etc/passwd",
        "survey.yaml:6: \"file\" of wave \"w1\" is \"/etc/passwd\"; it must be a plain name, of a file beside survey.yaml"
    )]
    public void AWavesFileIsAPlainName(string found, string written, string message) => Refused(found, written, message);

    [Theory]
    [InlineData(", of: [a, b]", "", "survey.yaml:14: net \"any\" is of no options")]
    [InlineData("of: [a, b]", "of: []", "survey.yaml:14: net \"any\" is of no options")]
    [InlineData(
        "[A, B]",
        "[A, { id: b, label: B, missing: true }]",
        "survey.yaml:14: net \"any\" takes in option \"b\", which is marked \"missing\""
    )]
    [InlineData(
        "kind: single\n    options: [A, B]",
        "kind: text\n    options: [A, B]",
        "survey.yaml:11: question \"q\" is of kind text, and has options or nets"
    )]
    [InlineData(
        "kind: single\n    options: [A, B]",
        "kind: number\n    options: [1, 2]",
        "survey.yaml:11: question \"q\" is of kind number, and has options or nets"
    )]
    [InlineData(
        "options: [A, B]",
        "options: [A, B]\n    max: 5",
        "survey.yaml:13: question \"q\" is of kind single, and has \"max\", which only a number has"
    )]
    [InlineData(
        "kind: single\n    options: [Yes, No]",
        "kind: number\n    min: 5\n    max: 4.5",
        "survey.yaml:19: \"max\" of question \"g\" is 4.5, under its \"min\", 5"
    )]
    [InlineData(
        "kind: single\n    options: [Yes, No]",
        "kind: number\n    min: -Infinity",
        "survey.yaml:18: \"min\" of question \"g\" is no number that there is"
    )]
    [InlineData(
        "kind: single\n    options: [Yes, No]",
        "kind: text\n    nets: []\n    options: [Yes]",
        "survey.yaml:17: question \"g\" is of kind text, and has options or nets"
    )]
    [InlineData("    options: [Yes, No]\n", "", "survey.yaml:17: question \"g\" has no options")]
    [InlineData("    options: [A, B]\n", "", "survey.yaml:11: question \"q\" has no options")]
    public void OptionsAndNetsMustFitTheirQuestion(string found, string written, string message) => Refused(found, written, message);
}
