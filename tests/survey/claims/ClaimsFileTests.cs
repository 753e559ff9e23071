using Survey.Claims;
using Survey.Instruments;
using Survey.Tests.Counting;
using Xunit;

namespace Survey.Tests.Claims;

public sealed class ClaimsFileTests
{
    private const string Share = "question: q, option: a, waves: [w1], stated: 71";

    private static readonly Instrument Instrument = InstrumentFile.Parse(
        "s.yaml",
        SmallSurvey.Yaml(
            "s",
            "  - { id: w1 }\n  - { id: w2 }\n  - { id: w3 }",
            """
              - id: q
                text: Q?
                kind: single
                options: [A, B, { id: late, label: Late, offered: [w2, w3] }]
                nets: [{ id: a-or-b, label: A or B, of: [a, b] }]
              - { id: rated, text: Rated, kind: scale, options: ["1", "2"] }
              - { id: later, text: Later, kind: single, asked: [w2], options: [A] }
            """
        )
    ) with
    {
        Weights = [new WeightScheme("by-q", "By Q", [], null, null)],
    };

    [Fact]
    public void AShareHasAllThatItsQueryNeeds()
    {
        var claim = Read(
            "question: q, option: a-or-b, waves: [w2], stated: 84.8, where: [\"rated:1..2\", \"q:!late\"], base: asked, weight: by-q"
        );

        Assert.Equal((ClaimKind.Share, "c", "T", "S"), (claim.Kind, claim.Id, claim.Text, claim.Source));
        Assert.Equal(
            ("q", "a-or-b", "w2", "asked", "by-q"),
            (claim.Question, claim.Option, Assert.Single(claim.Waves), claim.Base, claim.Weight)
        );
        Assert.Equal(new ClaimedNumber("84.8", Bound.Within, 84.8, 0.05), Assert.Single(claim.Stated));
        Assert.Equal(["rated:1..2", "q:!late"], claim.Where.Select(filter => filter.ToString()));
    }

    [Fact]
    public void TwoWavesAreAChange()
    {
        var claim = Read("question: q, option: a, waves: [w1, w3], stated: [89, \"20 ± 1\"]");

        Assert.Equal((ClaimKind.Change, null, null), (claim.Kind, claim.Base, claim.Weight));
        Assert.Equal(["w1", "w3"], claim.Waves);
        Assert.Equal([89, 20], claim.Stated.Select(stated => stated.Percent));
    }

    [Fact]
    public void ANumberOfRespondentsAPlaceAndWhatIsNotComputableAreClaimsToo()
    {
        var respondents = Read("waves: [w1], respondents: 1337");
        var rank = Read("question: q, option: b, waves: [w1], rank: 2, among: [a, b]");
        var none = Read("not-computable: The text gives no figure.");

        Assert.Equal((ClaimKind.Respondents, 1337), (respondents.Kind, respondents.Respondents));
        Assert.Equal((ClaimKind.Rank, 2), (rank.Kind, rank.Rank));
        Assert.Equal(["a", "b"], rank.Among);
        Assert.Equal((ClaimKind.NotComputable, "The text gives no figure."), (none.Kind, none.NotComputable));
        Assert.Empty(none.Waves);
    }

    [Theory]
    [InlineData("71", Bound.Within, 71, 0.5)]
    [InlineData("0", Bound.Within, 0, 0.5)]
    [InlineData("100", Bound.Within, 100, 0.5)]
    [InlineData("84.8", Bound.Within, 84.8, 0.05)]
    [InlineData("12.70", Bound.Within, 12.7, 0.005)]
    [InlineData("66.7 ± 1", Bound.Within, 66.7, 1)]
    [InlineData("20±0.5", Bound.Within, 20, 0.5)]
    [InlineData("> 10", Bound.Over, 10, 0)]
    [InlineData("<50.5", Bound.Under, 50.5, 0)]
    public void AStatedPercentageIsTakenAsPrinted(string text, Bound bound, double percent, double tolerance)
    {
        var stated = ClaimedNumber.Parse(text)!;

        Assert.Equal((text, bound, percent), (stated.Text, stated.Bound, stated.Percent));
        Assert.Equal(tolerance, stated.Tolerance, 1e-15);
    }

    [Theory]
    [InlineData("")]
    [InlineData("71 %")]
    [InlineData("-1")]
    [InlineData("100.1")]
    [InlineData("1,5")]
    [InlineData(".5")]
    [InlineData("> 10 ± 1")]
    [InlineData("two-thirds")]
    [InlineData("71\n")]
    [InlineData("٧١")]
    public void WhatIsNoPercentageIsNotTakenForOne(string text) => Assert.Null(ClaimedNumber.Parse(text));

    [Theory]
    [InlineData("", "claim \"c\" has nothing to check; one of stated, respondents, rank, not-computable was expected")]
    [InlineData("waves: [w1], respondents: 7, rank: 1", "claim \"c\" has \"respondents\" and \"rank\"; one of them was expected")]
    [InlineData("question: q, waves: [w1], stated: 71", "claim \"c\" has \"stated\", and no \"option\"")]
    [InlineData("waves: [w1], respondents: 7, question: q", "claim \"c\" has \"question\", which does not go with \"respondents\"")]
    [InlineData(Share + ", among: [a]", "claim \"c\" has \"among\", which does not go with \"stated\"")]
    [InlineData(
        Share + ", size: 1",
        "a claim has an unknown key \"size\"; known are id, text, source, question, option, waves, stated, where, base, weight, "
            + "respondents, rank, among, not-computable"
    )]
    [InlineData("question: q, option: a, waves: [w9], stated: 71", "\"waves\" of a claim names wave \"w9\", which is none of w1, w2, w3")]
    [InlineData(
        "question: q, option: a, waves: [w1, w2, w3], stated: [1, 2, 3]",
        "\"waves\" of claim \"c\" names 3; one, or two for a change, were expected"
    )]
    [InlineData(
        "question: q, option: a, waves: [], stated: 71",
        "\"waves\" of claim \"c\" names 0; one, or two for a change, were expected"
    )]
    [InlineData("waves: [w1, w2], respondents: 7", "\"waves\" of claim \"c\" names 2; one was expected")]
    [InlineData(
        "question: q, option: a, waves: [w2, w1], stated: [1, 2]",
        "\"waves\" of claim \"c\" names w2 before w1; the order of time was expected"
    )]
    [InlineData(
        "question: q, option: a, waves: [w1, w1], stated: [1, 2]",
        "\"waves\" of claim \"c\" names w1 before w1; the order of time was expected"
    )]
    [InlineData(
        "question: q, option: a, waves: [w1, w2], stated: 71",
        "\"stated\" of claim \"c\" has 1, and \"waves\" 2; one percentage for each wave was expected"
    )]
    [InlineData(
        "question: q, option: a, waves: [w1], stated: most",
        "\"stated\" of claim \"c\" is \"most\"; a percentage such as 71, 84.8, > 10, < 50 or 66.7 ± 1 was expected"
    )]
    [InlineData(
        "question: r, option: a, waves: [w1], stated: 71",
        "claim \"c\" names question \"r\", which is none of nothing, q, rated, later"
    )]
    [InlineData(
        "question: q, option: z, waves: [w1], stated: 71",
        "claim \"c\" names option \"z\" of question \"q\", which is none of a, b, late, a-or-b"
    )]
    [InlineData(
        "question: later, option: a, waves: [w1], stated: 71",
        "claim \"c\" names question \"later\", which wave \"w1\" did not ask"
    )]
    [InlineData(
        "question: q, option: late, waves: [w1, w2], stated: [1, 2]",
        "claim \"c\" names option \"late\" of question \"q\", which wave \"w1\" did not offer"
    )]
    [InlineData(
        Share + ", where: [\"q\"]",
        "filter \"q\" names no question; question:option,option, question:!option or question:1..10 was expected"
    )]
    [InlineData(
        Share + ", where: [\"q:b\", \"q:z\"]",
        "claim \"c\" names option \"z\" of question \"q\", which is none of a, b, late, a-or-b"
    )]
    [InlineData(Share + ", where: [\"later:a\"]", "claim \"c\" names question \"later\", which wave \"w1\" did not ask")]
    [InlineData(Share + ", where: [\"q:1..2\"]", "claim \"c\" asks for a range of question \"q\", whose answers are no numbers")]
    [InlineData(Share + ", base: everybody", "\"base\" of claim \"c\" is \"everybody\", and not one of answered, valid, all, asked")]
    [InlineData(Share + ", weight: by-z", "claim \"c\" names weight scheme \"by-z\"; there are by-q")]
    [InlineData("waves: [w1], respondents: many", "\"respondents\" is \"many\"; a whole number from 1 was expected")]
    [InlineData("question: q, option: a, waves: [w1], rank: 0", "\"rank\" is \"0\"; a whole number from 1 was expected")]
    [InlineData("question: q, option: a, waves: [w1], rank: 3", "claim \"c\" ranks \"a\" number 3 of 2")]
    [InlineData(
        "question: q, option: a-or-b, waves: [w1], rank: 1",
        "claim \"c\" ranks \"a-or-b\" among a, b; it was expected to be one of them"
    )]
    [InlineData(
        "question: q, option: a, waves: [w1], rank: 1, among: [b, z]",
        "claim \"c\" names option \"z\" of question \"q\", which is none of a, b, late, a-or-b"
    )]
    [InlineData("not-computable: \"\"", "\"not-computable\" of claim \"c\" gives no reason")]
    public void AnErrorNamesFileAndLine(string keys, string message) =>
        Assert.Equal($"c.yaml:2: {message}", Assert.Throws<SurveyException>(() => Read(keys)).Message);

    [Fact]
    public void AnErrorInAListNamesTheLineOfItsEntry() =>
        Assert.Equal(
            "c.yaml:9: \"stated\" of claim \"c\" is \"x\"; a percentage such as 71, 84.8, > 10, < 50 or 66.7 ± 1 was expected",
            Error(
                "claims:\n  - id: c\n    text: T\n    source: S\n    question: q\n    option: a\n    waves: [w1, w2]\n    "
                    + "stated: [71,\n      x]"
            )
        );

    [Theory]
    [InlineData("claims: []", "c.yaml:1: the claims file has no claims")]
    [InlineData("claims: [{ id: c }]", "c.yaml:1: a claim has no \"text\"")]
    [InlineData("claims: [{ id: c, text: T }]", "c.yaml:1: a claim has no \"source\"")]
    [InlineData(
        "claims: [{ id: C, text: T }]",
        "c.yaml:1: \"C\" is not an id: at most 80 lower-case letters and digits, with single hyphens inside"
    )]
    [InlineData("survey: s", "c.yaml:1: the claims file has an unknown key \"survey\"; known are claims")]
    [InlineData("", "c.yaml:1: one YAML document was expected, and 0 were found")]
    [InlineData(
        "claims:\n- { id: c, text: T, source: S, not-computable: x }\n- { id: c, text: T, source: S, not-computable: x }",
        "c.yaml:3: claim \"c\" stands twice"
    )]
    public void WhatIsNoListOfClaimsIsSaid(string yaml, string message) => Assert.Equal(message, Error(yaml));

    [Fact]
    public void TheExampleOfTheDocumentIsOneOfTheContainerSurvey()
    {
        var example = File.ReadAllText(Path.Combine(Repository.Root, "survey", "CLAIMS.md")).Split("```yaml\n")[1].Split("```")[0];
        var instrument = InstrumentFile.Read(Repository.Sample("container")) with
        {
            Weights = [new WeightScheme("by-region", "", [], null, null)],
        };

        Assert.Equal(
            [ClaimKind.Change, ClaimKind.Share, ClaimKind.Respondents, ClaimKind.Rank, ClaimKind.NotComputable],
            ClaimsFile.Parse("CLAIMS.md", example, instrument).Select(claim => claim.Kind)
        );
    }

    private static Claim Read(string keys) =>
        Assert.Single(
            ClaimsFile.Parse("c.yaml", $"claims:\n  - {{ id: c, text: T, source: S{(keys.Length > 0 ? ", " : "")}{keys} }}", Instrument)
        );

    private static string Error(string yaml) => Assert.Throws<SurveyException>(() => ClaimsFile.Parse("c.yaml", yaml, Instrument)).Message;
}
