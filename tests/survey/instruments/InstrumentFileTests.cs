using System.Text;
using Survey.Instruments;
using Xunit;
using static Survey.Tests.Instruments.SmallInstrument;

namespace Survey.Tests.Instruments;

public sealed class InstrumentFileTests
{
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
}
