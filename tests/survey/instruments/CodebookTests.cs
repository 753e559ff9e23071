using Survey.Instruments;
using Xunit;

namespace Survey.Tests.Instruments;

public sealed class CodebookTests
{
    private const string Yaml = """
        survey: s
        title: T
        headline: role
        headline-option: dev
        waves:
          - { id: w1 }
          - { id: w2 }
        questions:
          - id: role
            text: What is your role?
            kind: single
            options:
              - { id: dev, label: Developer, wordings: [Programmer, "Developer "] }
              - { id: ops, label: Operations, offered: [w2] }
              - { id: sre, label: SRE, offered: [w2] }
              - { id: unknown, label: Don't know, missing: true }
              - { id: other, label: Other, other: true }
            nets:
              - { id: technical, label: Technical, of: [dev, ops] }
              - { id: running, label: Running things, of: [ops, sre] }
            waves:
              w2:
                text: Which role is yours?
                labels: { dev: Software developer }
                repairs: { Opera: Operations }
          - id: rate
            text: Rate
            kind: single
            asked: [w2]
            options: [Good, Bad]
            rows: [Docs, { id: help, label: Help, asked: [w1] }]
            waves:
              w2: { text: "Please rate " }
          - { id: why, text: Why?, kind: text, asked: [w1] }
        """;

    private static readonly Instrument Instrument = InstrumentFile.Parse(InstrumentFile.Name, Yaml);

    [Theory]
    [InlineData("w1", "role rate.help why")]
    [InlineData("w2", "role rate.docs")]
    public void AWaveHasTheQuestionsThatItAsked(string wave, string questions) =>
        Assert.Equal(questions.Split(' '), At(wave).Questions.Select(question => question.Id));

    [Theory]
    [InlineData("w1", "dev unknown other")]
    [InlineData("w2", "dev ops sre unknown other")]
    public void AWaveHasTheOptionsThatItOffered(string wave, string options) =>
        Assert.Equal(options.Split(' '), Role(wave).Options.Select(option => option.Id));

    [Fact]
    public void AWaveSpeaksInItsOwnWords()
    {
        Assert.Equal(("What is your role?", "Developer"), (Role("w1").Text, Role("w1").Options[0].Label));
        Assert.Equal(("Which role is yours?", "Software developer"), (Role("w2").Text, Role("w2").Options[0].Label));
        Assert.Equal("Rate [Help]", At("w1").Questions[1].Text);
        Assert.Equal("Please rate  [Docs]", At("w2").Questions[1].Text);
        Assert.Equal("Please rate ", At("w2").Questions[1].Row!.GridText);
    }

    [Fact]
    public void EveryTextThatMeansAnOptionIsKeptOnceAndNormalised()
    {
        Assert.Equal(["Developer", "Programmer"], Role("w1").Options[0].Wordings);
        Assert.Equal(["Software developer", "Developer", "Programmer"], Role("w2").Options[0].Wordings);
    }

    [Fact]
    public void RepairsAreThoseOfTheWave()
    {
        Assert.Empty(Role("w1").Repairs);
        Assert.Equal(new Dictionary<string, string> { ["Opera"] = "Operations" }, Role("w2").Repairs);
    }

    [Fact]
    public void NetsAreOfTheOptionsThatTheWaveOffered()
    {
        var net = Assert.Single(Role("w1").Nets);
        Assert.Equal("technical", net.Id);
        Assert.Equal(["dev"], net.Of);
        Assert.Equal(
            [
                ["dev", "ops"],
                ["ops", "sre"],
            ],
            Role("w2").Nets.Select(all => all.Of)
        );
    }

    [Theory]
    [InlineData("questions:", "# a comment\nquestions:")]
    [InlineData("title: T", "title: U")]
    [InlineData("- { id: w1 }", "- { id: w1, label: First, file: w1.csv, provenance: reconstructed, respondents: assumed }")]
    [InlineData("- { id: w2 }", "- { id: w2, export: { encoding: macintosh } }")]
    [InlineData("label: Operations", "label: Operations, wordings: [Ops]")]
    [InlineData("label: Running things", "label: Running")]
    [InlineData("text: Which", "flag: break\n        reason: all is new\n        text: Which")]
    [InlineData("dev: Software developer", "dev: Dev")]
    [InlineData("Opera: Operations", "Opera: SRE")]
    [InlineData("Docs", "Documents")]
    [InlineData("kind: text, asked: [w1]", "kind: text, asked-of: [\"role:dev\"], asked: [w1]")]
    [InlineData("questions:", "weights: [{ id: even, label: Even, like: w2, by: [role] }]\nquestions:")]
    public void TheFingerprintStaysWhereTheWaveIsCodedAsBefore(string found, string written) =>
        Assert.Equal(Fingerprint("w1", Yaml), Fingerprint("w1", Changed(found, written)));

    [Theory]
    [InlineData("label: Developer", "label: Engineer")]
    [InlineData("[Programmer, ", "[Coder, ")]
    [InlineData("text: What is your role?", "text: Your role?")]
    [InlineData("id: unknown", "id: dont-know")]
    [InlineData(", missing: true", "")]
    [InlineData("of: [dev, ops]", "of: [ops]")]
    [InlineData("label: Technical", "label: Techies")]
    [InlineData("w2:\n        text: Which", "w1: { labels: { dev: Dev } }\n      w2:\n        text: Which")]
    [InlineData("w2:\n        text: Which", "w1: { repairs: { Dev: Developer } }\n      w2:\n        text: Which")]
    [InlineData("offered: [w2] }\n      - { id: unknown", "offered: [w1, w2] }\n      - { id: unknown")]
    [InlineData("[Good, Bad]", "[Bad, Good]")]
    [InlineData("label: Help,", "label: Help, wordings: [Desk],")]
    [InlineData("kind: text, asked: [w1]", "kind: text, asked: [w2]")]
    [InlineData("kind: text, asked: [w1]", "kind: number, asked: [w1]")]
    [InlineData("- { id: w1 }", "- { id: w1, export: { encoding: macintosh } }")]
    [InlineData("- { id: w1 }", "- { id: w1, export: { ignore: [Comments] } }")]
    public void TheFingerprintChangesWithTheWavesCoding(string found, string written) =>
        Assert.NotEqual(Fingerprint("w1", Yaml), Fingerprint("w1", Changed(found, written)));

    [Fact]
    public void TheFingerprintOfANumberChangesWithItsLimits()
    {
        var number = Changed("kind: text, asked: [w1]", "kind: number, asked: [w1]");

        Assert.NotEqual(
            Fingerprint("w1", number),
            Fingerprint("w1", number.Replace("kind: number", "kind: number, max: 9", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void TwoWavesNeverHaveTheSameFingerprint() => Assert.NotEqual(Fingerprint("w1", Yaml), Fingerprint("w2", Yaml));

    /// <summary>What is loaded must not be loaded anew because Survey has learned more: these were taken before there were questions of
    /// kind number.</summary>
    [Theory]
    [InlineData("w1", "6D50BB77D60B382B56AEC037D4B507026C0D2F9E")]
    [InlineData("w2", "21143DFA52D271DF6468E1FA7EEFFA35D20516AC")]
    public void AFingerprintIsTheSameInEveryVersionOfSurvey(string wave, string fingerprint)
    {
        var yaml =
            Yaml
            + """

                  - { id: tools, text: Tools?, kind: multiple, options: [A, B], blank: ["-"], column: Tools }
                  - { id: likely, text: Likely?, kind: scale, options: [1, 2, { id: na, label: N/A, missing: true }],
                      waves: { w2: { columns: { 7: na }, recode: { "1.5": "1" } } } }
                """;

        Assert.Equal(fingerprint, Convert.ToHexString(Fingerprint(wave, yaml))[..40]);
    }

    private static CodebookQuestion Role(string wave) => At(wave).Questions[0];

    private static Codebook At(string wave) => Instrument.At(Instrument.Wave(wave));

    private static string Changed(string found, string written)
    {
        Assert.Equal(2, Yaml.Split(found).Length);
        return Yaml.Replace(found, written, StringComparison.Ordinal);
    }

    private static byte[] Fingerprint(string wave, string yaml)
    {
        var instrument = InstrumentFile.Parse(InstrumentFile.Name, yaml);
        return instrument.At(instrument.Wave(wave)).Fingerprint();
    }
}
