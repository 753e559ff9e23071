using System.Text;
using Survey.Instruments;
using Xunit;

namespace Survey.Tests.Instruments;

public sealed class InstrumentFileTests
{
    /// <summary>A whole instrument, in which each test breaks one thing.</summary>
    private const string Small = """
        survey: s
        title: T
        headline: q
        headline-option: a
        waves:
          - { id: w1, file: w1.csv }
          - { id: w2, file: w2.csv }
        questions:
          - id: q
            text: Q?
            kind: single
            options: [A, B]
            nets:
              - { id: any, label: Any, of: [a, b] }
          - id: g
            text: G?
            kind: single
            options: [Yes, No]
            rows: [R1, R2]
        """;

    private const string Full = """
        survey: tools
        title: Tools we use
        disclosure: open
        headline: satisfied.docs
        headline-option: happy

        export:
          format: surveymonkey
          metadata: [ID, "Date*"]
          ignore: [Comments]
          reject-limit: 2.5

        waves:
          - id: 2019
            label: Spring 2019
            fielded: April to May 2019
            file: 2019.csv
            source: https://example.org/2019.csv
            export: { encoding: macintosh, ignore: [] }
          - id: 2020-h1
            provenance: reconstructed
            respondents: assumed

        questions:
          - id: role
            text: What is your role?
            kind: multiple
            asked: [2020-h1]
            options:
              - Site reliability (SRE)
              - { id: dev, label: Developer, wordings: [Programmer, Coder], offered: [2020-h1] }
              - { id: unknown, label: Don't know, missing: true }
              - { id: other, label: Other, other: true }
            nets:
              - { id: hands-on, label: Hands-on, of: [site-reliability-sre, dev] }
            waves:
              2020-h1:
                text: Which roles do you have?
                flag: differs
                reason: several roles could be named
                labels: { dev: Software developer }
                repairs: { " Devel\u00A0oper ": Developer, Dev: Software developer }
          - id: satisfied
            text: How satisfied are you with
            kind: single
            options: [Happy, Unhappy]
            rows:
              - Docs
              - { id: help, label: The help desk, wordings: [Help desk], asked: [2019] }
          - { id: why, text: Why?, kind: text }
        """;

    [Fact]
    public void AFullInstrumentIsReadWhole()
    {
        var instrument = InstrumentFile.Parse(InstrumentFile.Name, Full);

        Assert.Equal(("tools", "Tools we use", Disclosure.Open), (instrument.Survey, instrument.Title, instrument.Disclosure));
        Assert.Equal(("satisfied.docs", "happy", Full), (instrument.Headline, instrument.HeadlineOption, instrument.Yaml));
        Assert.Equal(["role", "satisfied.docs", "satisfied.help", "why"], instrument.Questions.Select(question => question.Id));
        Assert.Equal(["2019", "2020-h1"], instrument.Waves.Select(wave => wave.Id));
    }

    [Fact]
    public void AWaveTakesOverWhatItDoesNotSayOtherwise()
    {
        var instrument = InstrumentFile.Parse(InstrumentFile.Name, Full);
        var (first, second) = (instrument.Wave("2019"), instrument.Wave("2020-h1"));

        Assert.Equal(("Spring 2019", 0, "April to May 2019", "2019.csv"), (first.Label, first.Position, first.Fielded, first.File));
        Assert.Equal(
            ("https://example.org/2019.csv", Provenance.Raw, false, ""),
            (first.Source, first.Provenance, first.RespondentsAssumed, first.Caveat)
        );
        Assert.Equal((ExportFormat.SurveyMonkey, "macintosh", 2.5), (first.Export.Format, first.Export.Encoding, first.Export.RejectLimit));
        Assert.Equal(["ID", "Date*"], first.Export.Metadata);
        Assert.Empty(first.Export.Ignore);

        Assert.Equal(("2020-h1", 1, "", "", ""), (second.Label, second.Position, second.Fielded, second.File, second.Source));
        Assert.Equal((Provenance.Reconstructed, true), (second.Provenance, second.RespondentsAssumed));
        Assert.Equal("reconstructed from published percentages; number of respondents assumed", second.Caveat);
        Assert.Equal("auto", second.Export.Encoding);
        Assert.Equal(["Comments"], second.Export.Ignore);
    }

    [Fact]
    public void AQuestionHasItsOptionsNetsAndWaves()
    {
        var role = InstrumentFile.Parse(InstrumentFile.Name, Full).Question("role");

        Assert.Equal(("What is your role?", QuestionKind.Multiple, null), (role.Text, role.Kind, role.Row));
        Assert.False(role.IsAskedIn("2019"));
        Assert.True(role.IsAskedIn("2020-h1"));
        Assert.Equal(["site-reliability-sre", "dev", "unknown", "other"], role.Options.Select(option => option.Id));
        Assert.Equal("Site reliability (SRE)", role.Options[0].Label);
        Assert.Equal(["Programmer", "Coder"], role.Options[1].Wordings);
        Assert.False(role.Options[1].IsOfferedIn("2019"));
        Assert.True(role.Options[0].IsOfferedIn("2019"));
        Assert.Equal([false, false, true, false], role.Options.Select(option => option.Missing));
        Assert.Equal([false, false, false, true], role.Options.Select(option => option.Other));
        var net = Assert.Single(role.Nets);
        Assert.Equal(("hands-on", "Hands-on"), (net.Id, net.Label));
        Assert.Equal(["site-reliability-sre", "dev"], net.Of);
        Assert.Equal("Which roles do you have?", role.Waves["2020-h1"].Text);
        Assert.Equal((Flag.Differs, "several roles could be named"), role.FlagIn("2020-h1"));
        Assert.Null(role.FlagIn("2019"));
        Assert.Equal(new Dictionary<string, string> { ["dev"] = "Software developer" }, role.Waves["2020-h1"].Labels);
        Assert.Equal(
            new Dictionary<string, string> { ["Devel oper"] = "Developer", ["Dev"] = "Software developer" },
            role.Waves["2020-h1"].Repairs
        );
    }

    [Fact]
    public void AGridIsAQuestionForEachRow()
    {
        var instrument = InstrumentFile.Parse(InstrumentFile.Name, Full);
        var (docs, help) = (instrument.Question("satisfied.docs"), instrument.Question("satisfied.help"));

        Assert.Equal("How satisfied are you with [Docs]", docs.Text);
        Assert.Equal("How satisfied are you with [The help desk]", help.Text);
        Assert.Equal(("satisfied", "How satisfied are you with", "The help desk"), (help.Row!.Grid, help.Row.GridText, help.Row.Label));
        Assert.Equal(["The help desk", "Help desk"], help.Row.Wordings);
        Assert.True(docs.IsAskedIn("2020-h1"));
        Assert.False(help.IsAskedIn("2020-h1"));
        Assert.Same(docs.Options, help.Options);
    }

    [Fact]
    public void ATextQuestionHasOneOptionThatTakesAnything()
    {
        var why = InstrumentFile.Parse(InstrumentFile.Name, Full).Question("why");

        Assert.Equal([CodebookQuestion.WroteText], why.Options);
        Assert.Empty(why.Nets);
    }

    [Fact]
    public void ANumberHasOneOptionAndPerhapsLimits()
    {
        var questions = InstrumentFile
            .Parse(
                InstrumentFile.Name,
                Small.Replace("kind: single\n    options: [Yes, No]", "kind: number\n    min: -0.5", StringComparison.Ordinal)
            )
            .Questions;

        Assert.Equal(["q", "g.r1", "g.r2"], questions.Select(question => question.Id));
        Assert.Equal([CodebookQuestion.WroteNumber], questions[1].Options);
        Assert.Equal([null, new NumberRange(-0.5, null), new NumberRange(-0.5, null)], questions.Select(question => question.Limits));
    }

    [Fact]
    public void WhatIsLeftOutHasItsDefault()
    {
        var instrument = InstrumentFile.Parse(InstrumentFile.Name, Small);

        Assert.Equal(Disclosure.Protected, instrument.Disclosure);
        Assert.Equal(ExportFormat.GoogleForms, instrument.Waves[0].Export.Format);
        Assert.Equal(("auto", 1.0), (instrument.Waves[0].Export.Encoding, instrument.Waves[0].Export.RejectLimit));
        Assert.Empty(instrument.Waves[0].Export.Metadata);
    }

    [Fact]
    public void AnUnknownWaveOrQuestionIsAnsweredWithTheKnownOnes()
    {
        var instrument = InstrumentFile.Parse(InstrumentFile.Name, Small);

        Assert.Equal(
            "no wave \"w3\" in survey \"s\"; there are w1, w2",
            Assert.Throws<NotFoundException>(() => instrument.Wave("w3")).Message
        );
        Assert.Equal(
            "no question \"g\" in survey \"s\"; there are q, g.r1, g.r2",
            Assert.Throws<NotFoundException>(() => instrument.Question("g")).Message
        );
    }

    [Fact]
    public void TheSameTextMayMeanTwoOptionsThatNoWaveOffersTogether()
    {
        var yaml = Small.Replace(
            "[A, B]",
            "[{ id: a, label: A, offered: [w1] }, { id: b, label: B, offered: [w2], wordings: [A] }]",
            StringComparison.Ordinal
        );

        Assert.Equal(2, InstrumentFile.Parse(InstrumentFile.Name, yaml).Question("q").Options.Count);
    }

    [Theory]
    [InlineData(
        "title: T",
        "title: T\nowner: me",
        "survey.yaml:3: the instrument has an unknown key \"owner\"; known are survey, title, disclosure, headline, "
            + "headline-option, export, waves, questions, weights"
    )]
    [InlineData(
        "waves:\n  -",
        "export: { formats: x }\nwaves:\n  -",
        "survey.yaml:5: \"export\" has an unknown key \"formats\"; known are encoding, format, metadata, ignore, keep, drop, "
            + "reject-limit, respondent-id, delimiter, sheet, header-rows, personal"
    )]
    [InlineData(
        "file: w1.csv }",
        "file: w1.csv, date: x }",
        "survey.yaml:6: a wave has an unknown key \"date\"; known are id, label, fielded, file, source, provenance, respondents, export"
    )]
    [InlineData(
        "file: w2.csv }",
        "file: w2.csv, export: { codepage: x } }",
        "survey.yaml:7: \"export\" has an unknown key \"codepage\"; known are encoding, format, metadata, ignore, keep, drop, "
            + "reject-limit, respondent-id, delimiter, sheet, header-rows, personal"
    )]
    [InlineData(
        "    kind: single\n    options: [A, B]",
        "    kind: single\n    option: [A, B]",
        "survey.yaml:12: a question has an unknown key \"option\"; known are id, text, column, kind, asked, options, blank, min, "
            + "max, rows, waves, nets, asked-of"
    )]
    [InlineData(
        "[A, B]",
        "[A, { id: b, label: B, wording: [b] }]",
        "survey.yaml:12: an option has an unknown key \"wording\"; known are id, label, code, wordings, offered, missing, other, value, any"
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
            + "repairs, recode, blank, columns, asked-of"
    )]
    [InlineData(
        "waves:\n",
        "wave:\n",
        "survey.yaml:5: the instrument has an unknown key \"wave\"; known are survey, title, disclosure, headline, "
            + "headline-option, export, waves, questions, weights"
    )]
    [InlineData(
        "questions:\n",
        "question:\n",
        "survey.yaml:8: the instrument has an unknown key \"question\"; known are survey, title, disclosure, headline, "
            + "headline-option, export, waves, questions, weights"
    )]
    [InlineData(
        "    nets:\n",
        "    net:\n",
        "survey.yaml:13: a question has an unknown key \"net\"; known are id, text, column, kind, asked, options, blank, min, "
            + "max, rows, waves, nets, asked-of"
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
        "survey.yaml:3: \"format\" of \"export\" is \"csv\", and not one of google-forms, surveymonkey"
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
        "title: T\nexport: { header-rows: 1, format: surveymonkey }",
        "survey.yaml:3: \"header-rows\" is 1, and an export of this format has 2 or more"
    )]
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

    [Theory]
    [InlineData("survey: s\ntitle: T\nheadline: q\nheadline-option: a\nquestions: []", "survey.yaml:1: the instrument has no waves")]
    [InlineData(
        "survey: s\ntitle: T\nheadline: q\nheadline-option: a\nwaves: [{ id: w }]\nquestions: []",
        "survey.yaml:6: the instrument has no questions"
    )]
    [InlineData("", "survey.yaml:1: one YAML document was expected, and 0 were found")]
    [InlineData("# only a comment", "survey.yaml:1: one YAML document was expected, and 0 were found")]
    [InlineData("a text", "survey.yaml:1: the instrument must be a mapping of keys, as in \"id: …\"")]
    [InlineData("- a\n- list", "survey.yaml:1: the instrument must be a mapping of keys, as in \"id: …\"")]
    [InlineData("survey: s\n---\nsurvey: t", "survey.yaml:1: one YAML document was expected, and 2 were found")]
    [InlineData(
        "survey: s\ntitle: \"T\nheadline: q",
        "survey.yaml:2: not YAML: While scanning a multi-line double-quoted scalar, found wrong indentation."
    )]
    [InlineData(
        "survey: s\n\ttitle: T",
        "survey.yaml:1: not YAML: While scanning a plain scalar, found a tab character that violate indentation."
    )]
    [InlineData("survey: *unknown", "survey.yaml:1: not YAML: The anchor 'unknown' does not exists")]
    public void AFileThatIsNoInstrumentIsRefused(string yaml, string message) =>
        Assert.Equal(message, Assert.Throws<SurveyException>(() => InstrumentFile.Parse(InstrumentFile.Name, yaml)).Message);

    [Fact]
    public void AFolderWithoutAnInstrumentIsRefused()
    {
        using var folder = new TemporaryFolder();

        Assert.Equal(
            $"{folder.Path}: no survey.yaml there; a survey's folder holds one, described in survey/INSTRUMENT.md",
            Assert.Throws<SurveyException>(() => InstrumentFile.Read(folder.Path)).Message
        );
    }

    [Fact]
    public void AnErrorInAFolderNamesTheFileByItsPath()
    {
        using var folder = new SurveyFolder("survey: s\ntitle: \n");

        Assert.Equal(
            $"{folder.Path}/survey.yaml:2: the instrument has no \"title\"",
            Assert.Throws<SurveyException>(() => folder.Instrument).Message
        );
    }

    [Fact]
    public void AnInstrumentMustBeUtf8()
    {
        using var folder = new SurveyFolder("");
        folder.Write(InstrumentFile.Name, Encoding.Latin1.GetBytes("survey: s\ntitle: Caf\u00E9"));

        Assert.Equal(
            $"{folder.Path}/survey.yaml: not UTF-8; save it as UTF-8",
            Assert.Throws<SurveyException>(() => folder.Instrument).Message
        );
    }

    [Fact]
    public void AnInstrumentThatCannotBeReadIsRefused()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, InstrumentFile.Name);
        File.CreateSymbolicLink(file, Path.Combine(folder.Path, "nowhere"));

        Assert.Equal(
            $"{file}: cannot be read: Could not find file '{file}'.",
            Assert.Throws<SurveyException>(() => InstrumentFile.Read(folder.Path)).Message
        );
    }

    [Fact]
    public void AByteOrderMarkAndWindowsLineEndsAreFine()
    {
        using var folder = new SurveyFolder("\uFEFF" + Small.ReplaceLineEndings("\r\n"));

        Assert.Equal("s", folder.Instrument.Survey);
    }

    private static void Refused(string found, string written, string message)
    {
        Assert.Equal(2, Small.Split(found).Length);
        Assert.Equal(
            message,
            Assert
                .Throws<SurveyException>(() =>
                    InstrumentFile.Parse(InstrumentFile.Name, Small.Replace(found, written, StringComparison.Ordinal))
                )
                .Message
        );
    }
}
