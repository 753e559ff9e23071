using Survey.Claims;
using Survey.Tests.Counting;
using Xunit;
using static Survey.Tests.Claims.ClaimedSurvey;

namespace Survey.Tests.Claims;

public sealed class CheckedClaimsTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    internal const string TwoWaves = "  - { id: w1, label: March, file: w1.csv }\n  - { id: w2, label: April, file: w2.csv }";
    internal const string YesNo = "  - { id: q, text: Q?, kind: single, options: [Yes, No] }";
    private const string Services =
        "  - { id: q, text: Q?, kind: multiple, options: [A, B, C], nets: [{ id: ab, label: A or B, of: [a, b] }, { id: abc, "
        + "label: Any, of: [a, b, c] }] }";

    internal static readonly string Forty = SmallSurvey.Csv("Q?", ("Yes", 40), ("No", 60));

    [Theory]
    [InlineData("stated: 40", Verdict.Reproduced, "40.0 % (40 of 100) agrees with 40 %.", 0.0)]
    [InlineData("stated: \"40 ± 2\"", Verdict.Reproduced, "40.0 % (40 of 100) agrees with 40 ± 2 %.", 0.0)]
    [InlineData("stated: 42.5", Verdict.Off, "40.0 % (40 of 100) comes out, 2.5 points less than 42.5 %.", -2.5)]
    [InlineData("stated: 30", Verdict.Off, "40.0 % (40 of 100) comes out, 10.0 points more than 30 %.", 10.0)]
    [InlineData("stated: \"> 39\"", Verdict.Reproduced, "40.0 % (40 of 100) is over 39 %.", 1.0)]
    [InlineData("stated: \"> 40\"", Verdict.Off, "40.0 % (40 of 100) comes out, which is not over 40 %.", 0.0)]
    [InlineData("stated: \"< 40\"", Verdict.Off, "40.0 % (40 of 100) comes out, which is not under 40 %.", 0.0)]
    [InlineData("rank: 2", Verdict.Reproduced, "“Yes” is in place 2 of 2, with 40.0 % (40 of 100).", 0.0)]
    [InlineData("rank: 1", Verdict.Off, "“Yes” is in place 2 of 2, and not 1, with 40.0 % (40 of 100).", 1.0)]
    public async Task AClaimComesOutOrIsOffBySoMuch(string stated, Verdict verdict, string sentence, double difference)
    {
        var survey = $"share-{Guid.NewGuid():N}";

        var claim = await Check(
            survey,
            "  - { id: w1, label: March, file: w1.csv }",
            YesNo,
            $"question: q, option: \"yes\", waves: [w1], {stated}",
            ("w1.csv", Forty)
        );

        Assert.Equal((verdict, sentence, ""), (claim.Verdict, claim.Sentence, claim.Note));
        var figure = Assert.Single(claim.Figures);
        Assert.Equal(("w1", 1, 40, 100, 40.0), (figure.Wave, figure.Revision, figure.Count, figure.Base, figure.Percent));
        Assert.Equal(difference, figure.Difference!.Value, 1e-12);
        Assert.Equal(("q", "yes", "who answered the question"), (claim.Question!.Id, claim.Option!.Id, claim.Query!.BaseInWords));
    }

    [Theory]
    [InlineData("100", Verdict.Reproduced, "100 respondents, as stated.", 0)]
    [InlineData("1099", Verdict.Off, "100 respondents, 999 fewer than 1,099.", -999)]
    [InlineData("99", Verdict.Off, "100 respondents, 1 more than 99.", 1)]
    public async Task RespondentsAreCounted(string stated, Verdict verdict, string sentence, double difference)
    {
        var claim = await Check(
            $"respondents-{stated}",
            "  - { id: w1, file: w1.csv }",
            YesNo,
            $"waves: [w1], respondents: {stated}",
            ("w1.csv", Forty)
        );

        Assert.Equal((verdict, sentence, difference), (claim.Verdict, claim.Sentence, claim.Figures[0].Difference));
        Assert.Null(claim.Query);
    }

    [Fact]
    public async Task ANumberOfRespondentsThatIsAssumedWasNeverPublished()
    {
        var claim = await Check(
            "assumed",
            "  - { id: w1, label: March, file: w1.csv, provenance: reconstructed, respondents: assumed }",
            YesNo,
            "waves: [w1], respondents: 100",
            ("w1.csv", Forty)
        );

        Assert.Equal(
            (Verdict.NotComputable, "not computable: the number of respondents of March is assumed", "100"),
            (claim.Verdict, claim.Sentence, claim.Figures[0].Stated)
        );
    }

    [Theory]
    [InlineData("where: [\"r:x\"]", "60.0 % (30 of 50) comes out, 20.0 points more than 40 %.", "R? “X”")]
    [InlineData("base: all", "33.3 % (40 of 120) comes out, 6.7 points less than 40 %.", "")]
    [InlineData("base: answered", "40.0 % (40 of 100) agrees with 40 %.", "")]
    public async Task AClaimIsCheckedOfTheRespondentsThatItIsOf(string of, string sentence, string segment)
    {
        var claim = await Check(
            $"of-{Label.Slug(of)}",
            "  - { id: w1, file: w1.csv }",
            YesNo + "\n  - { id: r, text: R?, kind: single, options: [X, Y] }",
            $"question: q, option: \"yes\", waves: [w1], stated: 40, {of}",
            ("w1.csv", SmallSurvey.Csv("Q?,R?", ("Yes,X", 30), ("No,X", 20), ("Yes,Y", 10), ("No,Y", 40), (",Y", 20)))
        );

        Assert.Equal((sentence, segment), (claim.Sentence, claim.Query!.Segment));
    }

    [Fact]
    public async Task AWeightedClaimSaysHowItIsWeighted()
    {
        var claim = await Check(
            "weighted",
            "  - { id: w1, file: w1.csv }",
            YesNo
                + "\n  - { id: r, text: R?, kind: single, options: [X, Y] }\nweights:\n  - { id: even, label: Even, targets: { r: "
                + "{ x: 50, \"y\": 50 } } }",
            "question: q, option: \"yes\", waves: [w1], stated: 35, weight: even",
            ("w1.csv", SmallSurvey.Csv("Q?,R?", ("Yes,X", 20), ("No,X", 60), ("Yes,Y", 9), ("No,Y", 11)))
        );

        Assert.Equal(
            (Verdict.Reproduced, "35.0 % (29 of 100, weighted) agrees with 35 %.", "Even"),
            (claim.Verdict, claim.Sentence, claim.Query!.WeightInWords)
        );
        Assert.Equal("even", claim.Figures[0].Weighting!.Scheme);
        Assert.InRange(claim.Figures[0].EffectiveBase!.Value, 50, 99);
    }

    [Theory]
    [InlineData(
        "steady",
        400,
        420,
        "[40, 42]",
        Verdict.NotSignificant,
        "March: 40.0 % (400 of 1,000) agrees with 40 %; April: 42.0 % (420 of 1,000) agrees with 42 %. It rose by 2.0 points, "
            + "which chance could explain."
    )]
    [InlineData(
        "moving",
        400,
        500,
        "[40, 50]",
        Verdict.Reproduced,
        "March: 40.0 % (400 of 1,000) agrees with 40 %; April: 50.0 % (500 of 1,000) agrees with 50 %. It rose by 10.0 points, "
            + "which is significant."
    )]
    [InlineData(
        "staying",
        400,
        402,
        "[40, 40]",
        Verdict.Reproduced,
        "March: 40.0 % (400 of 1,000) agrees with 40 %; April: 40.2 % (402 of 1,000) agrees with 40 %. It rose by 0.2 points, "
            + "which chance could explain."
    )]
    [InlineData(
        "missing",
        400,
        380,
        "[40, 30]",
        Verdict.Off,
        "March: 40.0 % (400 of 1,000) agrees with 40 %; April: 38.0 % (380 of 1,000) comes out, 8.0 points more than 30 %. It "
            + "fell by 2.0 points, which chance could explain."
    )]
    public async Task AChangeIsTested(string survey, int before, int after, string stated, Verdict verdict, string sentence)
    {
        var claim = await Check(
            survey,
            TwoWaves,
            YesNo,
            $"question: q, option: \"yes\", waves: [w1, w2], stated: {stated}",
            Thousand("w1.csv", before),
            Thousand("w2.csv", after)
        );

        Assert.Equal((verdict, sentence, ""), (claim.Verdict, claim.Sentence, claim.Note));
        Assert.NotNull(claim.Change!.PAdjusted);
    }

    [Theory]
    [InlineData(
        "differs",
        ", waves: { w2: { flag: differs, reason: asked of all } }",
        "",
        "They are 10.0 points apart.",
        "not comparable: asked of all"
    )]
    [InlineData(
        "broken",
        ", waves: { w2: { flag: break, reason: asked of all } }",
        "",
        "",
        "no change is computed, because the series is broken: asked of all"
    )]
    [InlineData(
        "made",
        "",
        ", provenance: reconstructed",
        "They are 10.0 points apart.",
        "not tested: rows are reconstructed from published percentages"
    )]
    [InlineData(
        "supposed",
        "",
        ", respondents: assumed",
        "They are 10.0 points apart.",
        "not tested: the number of respondents is assumed"
    )]
    public async Task AChangeThatCannotBeTestedIsReproducedAndSaysSo(string survey, string flag, string wave, string movement, string note)
    {
        var claim = await Check(
            survey,
            TwoWaves.Replace(" }\n", wave + " }\n", StringComparison.Ordinal),
            YesNo.Replace(" }", flag + " }", StringComparison.Ordinal),
            "question: q, option: \"yes\", waves: [w1, w2], stated: [40, 50]",
            Thousand("w1.csv", 400),
            Thousand("w2.csv", 500)
        );

        Assert.Equal((survey == "made" ? Verdict.ByConstruction : Verdict.Reproduced, note), (claim.Verdict, claim.Note));
        Assert.Equal(
            "March: 40.0 % (400 of 1,000) agrees with 40 %; April: 50.0 % (500 of 1,000) agrees with 50 "
                + $"%.{(movement.Length > 0 ? " " : "")}{movement}",
            claim.Sentence
        );
    }

    [Theory]
    [InlineData(
        "ab",
        "50",
        Verdict.Off,
        "Not reproduced as a net: 50 % is the sum of its options' shares (50.0 %), which counts 10 respondents twice; the net is "
            + "40.0 % (40 of 100)."
    )]
    [InlineData("ab", "40", Verdict.Reproduced, "40.0 % (40 of 100) agrees with 40 %.")]
    [InlineData("ab", "45", Verdict.Off, "40.0 % (40 of 100) comes out, 5.0 points less than 45 %.")]
    [InlineData("abc", "\"> 100\"", Verdict.Off, "100.0 % (100 of 100) comes out, which is not over 100 %.")]
    public async Task ANetIsNotTheSumOfItsOptions(string net, string stated, Verdict verdict, string sentence)
    {
        var claim = await Check(
            $"net-{net}-{Label.Slug(stated)}",
            "  - { id: w1, file: w1.csv }",
            Services,
            $"question: q, option: {net}, waves: [w1], stated: {stated}",
            ("w1.csv", SmallSurvey.Csv("Q?", ("A", 15), ("B", 15), ("\"A, B\"", 10), ("C", 60)))
        );

        Assert.Equal((verdict, sentence), (claim.Verdict, claim.Sentence));
    }

    [Fact]
    public async Task ANetOfManyOptionsThatWereAddedUpSaysHowManyAreTooMany()
    {
        var claim = await Check(
            "net-three",
            "  - { id: w1, file: w1.csv }",
            Services + "\n  - { id: r, text: R?, kind: text }",
            "question: q, option: abc, waves: [w1], stated: 70, base: all",
            ("w1.csv", SmallSurvey.Csv("Q?,R?", ("A,", 20), ("B,", 10), ("\"A, B, C\",", 10), ("\"B, C\",", 5), (",x", 55)))
        );

        Assert.Equal(
            "Not reproduced as a net: 70 % is the sum of its options' shares (70.0 %), which counts those who chose several of "
                + "them more than once, 25 times too often; the net is 45.0 % (45 of 100).",
            claim.Sentence
        );
    }

    [Fact]
    public async Task OptionsWithTheSameShareHaveTheSamePlace()
    {
        var claim = await Check(
            "tied",
            "  - { id: w1, file: w1.csv }",
            Services,
            "question: q, option: b, waves: [w1], rank: 1",
            ("w1.csv", SmallSurvey.Csv("Q?", ("A", 40), ("B", 40), ("C", 20)))
        );

        Assert.Equal(
            (Verdict.Reproduced, "“B” is in place 1 of 3, with 40.0 % (40 of 100).", "“A” has the same share"),
            (claim.Verdict, claim.Sentence, claim.Note)
        );
    }

    [Fact]
    public async Task AFewRespondentsAreNotRankedAndTheirShareIsCalledLow()
    {
        (string, string) file = ("w1.csv", SmallSurvey.Csv("Q?", ("Yes", 20), ("No", 9)));

        var place = await Check(
            "few-ranked",
            "  - { id: w1, label: March, file: w1.csv }",
            YesNo,
            "question: q, option: \"yes\", waves: [w1], rank: 1",
            file
        );
        var share = await Check(
            "few",
            "  - { id: w1, label: March, file: w1.csv }",
            YesNo,
            "question: q, option: \"yes\", waves: [w1], stated: 69",
            file
        );

        Assert.Equal("not computable: in March the base is 29, under 30: its options are not ranked", place.Sentence);
        Assert.Equal((Verdict.Reproduced, "low: the base is 29, under 30"), (share.Verdict, share.Note));
    }

    [Theory]
    [InlineData("where: [\"q:yes\"]", "rows are reconstructed from published percentages")]
    [InlineData("waves: [w1, w2], stated: [40, 50]", "April has not been loaded yet")]
    [InlineData("not-computable: No figure was given.", "No figure was given.")]
    public async Task WhatCannotBeComputedSaysWhy(string asked, string reason)
    {
        var query = asked.StartsWith("not", StringComparison.Ordinal)
            ? asked
            : "question: q, option: \"yes\", "
                + $"{(asked.StartsWith("where", StringComparison.Ordinal) ? $"waves: [w1], stated: 40, {asked}" : asked)}";

        var claim = await Check(
            $"why-{Label.Slug(reason)}",
            "  - { id: w1, label: March, file: w1.csv, provenance: reconstructed }\n  - { id: w2, label: April }",
            YesNo,
            query,
            ("w1.csv", Forty)
        );

        Assert.Equal((Verdict.NotComputable, $"not computable: {reason}"), (claim.Verdict, claim.Sentence));
        Assert.All(claim.Figures, figure => Assert.Equal((null, null, null), (figure.Count, figure.Percent, figure.Difference)));
    }

    [Fact]
    public async Task WhatNobodyAnsweredHasNoShare()
    {
        var claim = await Check(
            "nobody",
            "  - { id: w1, label: March, file: w1.csv }",
            YesNo + "\n  - { id: r, text: R?, kind: text }",
            "question: q, option: \"yes\", waves: [w1], stated: 0",
            ("w1.csv", SmallSurvey.Csv("Q?,R?", (",x", 40)))
        );

        Assert.Equal("not computable: nobody in March belongs to the base", claim.Sentence);
    }

    private static (string, string) Thousand(string file, int yes) => (file, SmallSurvey.Csv("Q?", ("Yes", yes), ("No", 1000 - yes)));

    /// <summary>The verdict on one claim of a survey.</summary>
    private async Task<CheckedClaim> Check(
        string survey,
        string waves,
        string questions,
        string claim,
        params (string File, string Csv)[] files
    )
    {
        using var folder = Folder(SmallSurvey.Yaml(survey, waves, questions), files);
        folder.Write(ClaimsFile.Name, Yaml(claim));
        await postgres.Loaded(folder);
        return Assert.Single((await CheckedClaims.Of(postgres.Database, survey)).Claims);
    }
}
