using Survey.Instruments;
using Xunit;

namespace Survey.Tests.Instruments;

public sealed class WeightSchemeFileTests
{
    private const string Yaml = """
        survey: s
        title: T
        headline: region
        headline-option: europe
        waves: [{ id: 2019 }, { id: 2020 }]
        questions:
          - { id: region, text: Region?, kind: single, options: [Europe, Asia, { id: na, label: N/A, missing: true }] }
          - { id: rate, text: Rate?, kind: scale, options: [1, 2], asked: [2020] }
          - { id: tools, text: Tools?, kind: multiple, options: [A, B] }
          - { id: age, text: Age?, kind: number }
        weights:
          - { id: as-2019, label: Region as in 2019, like: 2019, by: [region], trim: 5 }
          - id: even
            label: Even
            targets:
              region: { europe: 39.8, asia: 59.8, na: 0 }
              rate: { 1: 25, 2: 75 }
        """;

    [Fact]
    public void ASchemeIsLikeAWaveOrDeclaresShares()
    {
        var schemes = InstrumentFile.Parse(InstrumentFile.Name, Yaml).Weights;

        Assert.Equal(
            [("as-2019", "Region as in 2019", "2019", 5.0), ("even", "Even", null, null)],
            schemes.Select(scheme => (scheme.Id, scheme.Label, scheme.Like, scheme.Trim))
        );
        Assert.Equal([new WeightTarget("region", null)], schemes[0].Targets);
        Assert.Equal(["region", "rate"], schemes[1].Targets.Select(target => target.Question));
        Assert.Equal(new Dictionary<string, double> { ["1"] = 0.25, ["2"] = 0.75 }, schemes[1].Targets[1].Shares);
    }

    [Fact]
    public void RoundedSharesAreScaledToAddUpToOne()
    {
        var shares = InstrumentFile.Parse(InstrumentFile.Name, Yaml).Weights[1].Targets[0].Shares!;

        Assert.Equal(1, shares.Values.Sum(), 1e-15);
        Assert.Equal((39.8 / 99.6, 0), (shares["europe"], shares["na"]));
    }

    [Theory]
    [InlineData("id: even", "id: as-2019", "survey.yaml:13: weight scheme \"as-2019\" stands twice")]
    [InlineData("id: even", "id: none", "survey.yaml:13: \"none\" stands for no weights, and cannot be a weight scheme")]
    [InlineData("    label: Even\n", "", "survey.yaml:13: a weight scheme has no \"label\"")]
    [InlineData(
        "trim: 5",
        "trim: 1",
        "survey.yaml:12: \"trim\" of weight scheme \"as-2019\" is the largest weight where 1 is the mean; a number above 1 was expected"
    )]
    [InlineData(
        "trim: 5",
        "trim: NaN",
        "survey.yaml:12: \"trim\" of weight scheme \"as-2019\" is the largest weight where 1 is the mean; a number above 1 was expected"
    )]
    [InlineData(
        "trim: 5",
        "targets: { region: {} }",
        "survey.yaml:12: weight scheme \"as-2019\" has both \"like\" and \"targets\"; one of them was expected"
    )]
    [InlineData(
        "like: 2019, by: [region], ",
        "",
        "survey.yaml:12: weight scheme \"as-2019\" has neither \"like\" nor \"targets\"; one of them was expected"
    )]
    [InlineData(
        "label: Even",
        "label: Even\n    by: [region]",
        "survey.yaml:15: weight scheme \"even\" has \"by\" and \"targets\"; \"by\" belongs to \"like\""
    )]
    [InlineData("like: 2019", "like: 2018", "survey.yaml:12: weight scheme \"as-2019\" is like wave \"2018\", which is none of 2019, 2020")]
    [InlineData(
        "by: [region]",
        "by: []",
        "survey.yaml:12: weight scheme \"as-2019\" is like wave \"2019\", and does not say in what; \"by\", a list of questions, "
            + "was expected"
    )]
    [InlineData(
        "by: [region]",
        "by: [size]",
        "survey.yaml:12: \"by\" of a weight scheme names question \"size\", which is none of region, rate, tools, age"
    )]
    [InlineData(
        "by: [region]",
        "by: [region, region]",
        "survey.yaml:12: question \"region\" stands twice in \"by\" of weight scheme \"as-2019\""
    )]
    [InlineData(
        "by: [region]",
        "by: [rate]",
        "survey.yaml:12: weight scheme \"as-2019\" is by question \"rate\", which wave \"2019\" did not ask"
    )]
    [InlineData(
        "by: [region]",
        "by: [tools]",
        "survey.yaml:12: weight scheme \"as-2019\" is by question \"tools\", which is of kind multiple; one of kind single or "
            + "scale was expected"
    )]
    [InlineData(
        "by: [region]",
        "by: [age]",
        "survey.yaml:12: weight scheme \"as-2019\" is by question \"age\", which is of kind number; one of kind single or scale "
            + "was expected"
    )]
    [InlineData(
        "      rate: {",
        "      size: {",
        "survey.yaml:17: weight scheme \"even\" is by question \"size\", which is none of region, rate, tools, age"
    )]
    [InlineData(
        "{ 1: 25, 2: 75 }",
        "{ 1: 25, 3: 75 }",
        "survey.yaml:17: \"targets\" of question \"rate\" in weight scheme \"even\" names option \"3\", which is none of 1, 2"
    )]
    [InlineData(
        "{ 1: 25, 2: 75 }",
        "{ 2: 100 }",
        "survey.yaml:17: \"targets\" of question \"rate\" in weight scheme \"even\" leaves option \"1\" out; give it a "
            + "percentage, which may be 0"
    )]
    [InlineData(
        "{ 1: 25, 2: 75 }",
        "{ 1: -25, 2: 125 }",
        "survey.yaml:17: \"targets\" of question \"rate\" in weight scheme \"even\" gives option \"1\" -25 per cent; 0 or more was expected"
    )]
    [InlineData(
        "{ 1: 25, 2: 75 }",
        "{ 1: NaN, 2: 75 }",
        "survey.yaml:17: \"targets\" of question \"rate\" in weight scheme \"even\" gives option \"1\" NaN per cent; 0 or more was expected"
    )]
    [InlineData(
        "{ 1: 25, 2: 75 }",
        "{ 1: 25, 2: 74 }",
        "survey.yaml:17: \"targets\" of question \"rate\" in weight scheme \"even\" add up to 99 per cent, and not to 100"
    )]
    [InlineData(
        "      region: { europe: 39.8, asia: 59.8, na: 0 }\n      rate: { 1: 25, 2: 75 }",
        "      {}",
        "survey.yaml:16: \"targets\" of weight scheme \"even\" names no question"
    )]
    public void ASchemeThatCannotBeMetIsRefused(string found, string written, string message)
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
