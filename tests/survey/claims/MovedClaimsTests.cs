using Survey.Claims;
using Survey.Instruments;
using Survey.Storage;
using Survey.Tests.Counting;
using Xunit;
using static Survey.Tests.Claims.CheckedClaimsTests;
using static Survey.Tests.Claims.ClaimedSurvey;

namespace Survey.Tests.Claims;

/// <summary>What a new revision does to claims, and what of them is never compared.</summary>
public sealed class MovedClaimsTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task OfAProtectedSurveyOnlyPlainClaimsAreChecked()
    {
        var yaml = SmallSurvey
            .Yaml("protected", "  - { id: w1, file: w1.csv }", YesNo)
            .Replace("disclosure: open", "disclosure: protected", StringComparison.Ordinal);
        using var folder = Folder(yaml, ("w1.csv", Forty));
        folder.Write(
            ClaimsFile.Name,
            Yaml(
                "question: q, option: \"yes\", waves: [w1], stated: \"> 30\"",
                "question: q, option: \"yes\", waves: [w1], stated: 100, where: [\"q:yes\"]"
            )
        );
        await postgres.Loaded(folder);
        folder.Write("w1.csv", Forty + "Yes\n");
        await postgres.Loaded(folder);

        var claims = await CheckedClaims.Of(postgres.Database, "protected");

        const string refused =
            "could tell who somebody is; it answers toplines and trends of all respondents, or everything with \"disclosure: "
            + "open\" in its instrument";
        Assert.Equal([Verdict.Reproduced, Verdict.NotComputable], claims.Claims.Select(claim => claim.Verdict));
        Assert.Equal($"not computable: survey \"protected\" is protected: a segment {refused}", claims.Claims[1].Sentence);
        Assert.Equal($"survey \"protected\" is protected: what changed between revisions {refused}", claims.NotCompared);
        Assert.All(claims.Claims, claim => Assert.Null(claim.Moved));
        Assert.Empty(claims.Before);
        Assert.Equal(claims.NotCompared, Assert.Throws<SurveyException>(() => claims.OnlyMoved()).Message);
    }

    [Fact]
    public async Task AfterANewRevisionTheClaimsThatMovedSayWhatCameOutBefore()
    {
        using var folder = Folder(SmallSurvey.Yaml("moved", TwoWaves, YesNo), ("w1.csv", Forty), ("w2.csv", Forty));
        folder.Write(
            ClaimsFile.Name,
            Yaml(
                "question: q, option: \"yes\", waves: [w1], stated: 40",
                "question: q, option: \"yes\", waves: [w2], stated: 40",
                "waves: [w2], respondents: 100",
                "waves: [w2], not-computable: No."
            )
        );
        await postgres.Loaded(folder);
        var first = await CheckedClaims.Of(postgres.Database, "moved");
        folder.Write("w2.csv", SmallSurvey.Csv("Q?", ("Yes", 50), ("No", 50)));
        await postgres.Loaded(folder);

        var claims = await CheckedClaims.Of(postgres.Database, "moved");

        Assert.Equal("4 claims: 3 reproduced, 1 not computable", first.Summary);
        Assert.Equal("4 claims: 2 reproduced, 1 off, 1 not computable; 1 moved since the revisions before", claims.Summary);
        Assert.Equal([("w1", 1), ("w2", 2)], claims.Waves.Select(wave => (wave.Id, wave.Revision)));
        Assert.Equal([("w2", 1)], claims.Before.Select(wave => (wave.Id, wave.Revision)));
        var moved = Assert.Single(claims.OnlyMoved().Claims);
        Assert.Equal(["c1", "c0", "c2", "c3"], claims.MovedFirst().Select(claim => claim.Id));
        Assert.Equal(
            ("c1", Verdict.Off, "50.0 % (50 of 100) comes out, 10.0 points more than 40 %."),
            (moved.Id, moved.Verdict, moved.Sentence)
        );
        Assert.Equal(
            (Verdict.Reproduced, "40.0 % (40 of 100) agrees with 40 %.", 1),
            (moved.Moved!.Verdict, moved.Moved.Sentence, moved.Moved.Figures[0].Revision)
        );
    }

    [Fact]
    public async Task AClaimMovesAlsoWhereItsVerdictStays()
    {
        using var folder = Folder(SmallSurvey.Yaml("stays", "  - { id: w1, file: w1.csv }", YesNo), ("w1.csv", Forty));
        folder.Write(ClaimsFile.Name, Yaml("question: q, option: \"yes\", waves: [w1], stated: \"> 30\""));
        await postgres.Loaded(folder);
        folder.Write("w1.csv", Forty + "Yes\n");
        await postgres.Loaded(folder);

        var claim = Assert.Single((await CheckedClaims.Of(postgres.Database, "stays")).Claims);

        Assert.Equal(
            (Verdict.Reproduced, Verdict.Reproduced, 41, 40),
            (claim.Verdict, claim.Moved!.Verdict, claim.Figures[0].Count, claim.Moved.Figures[0].Count)
        );
    }

    [Fact]
    public async Task WhatARevisionWasCodedWithoutIsNotComputableInIt()
    {
        using var folder = Folder(SmallSurvey.Yaml("coded", "  - { id: w1, label: March, file: w1.csv }", YesNo), ("w1.csv", Forty));
        await postgres.Loaded(folder);
        folder.Write(
            InstrumentFile.Name,
            SmallSurvey.Yaml(
                "coded",
                "  - { id: w1, label: March, file: w1.csv }",
                YesNo.Replace("No]", "No, Maybe], nets: [{ id: any, label: Any, of: [maybe, \"yes\"] }]", StringComparison.Ordinal)
            )
        );
        folder.Write(ClaimsFile.Name, Yaml("question: q, option: any, waves: [w1], stated: 40"));
        await postgres.Loaded(folder);

        var claim = Assert.Single((await CheckedClaims.Of(postgres.Database, "coded")).Claims);

        Assert.Equal((Verdict.Reproduced, Verdict.NotComputable), (claim.Verdict, claim.Moved!.Verdict));
        Assert.Equal("not computable: revision 1 of March was coded without \"any\" of \"q\"", claim.Moved.Sentence);
    }

    [Fact]
    public async Task ASurveyWithoutClaimsHasNone()
    {
        using var folder = Folder(SmallSurvey.Yaml("none", "  - { id: w1, file: w1.csv }", YesNo), ("w1.csv", Forty));
        await postgres.Loaded(folder);

        var claims = await CheckedClaims.Of(postgres.Database, "none");

        Assert.Empty(claims.Claims);
        Assert.Equal("0 claims", claims.Summary);
        Assert.False(await StoredClaims.Any(postgres.Database, "none"));
        Assert.StartsWith(
            "no survey \"nowhere\"",
            (await Assert.ThrowsAsync<NotFoundException>(() => CheckedClaims.Of(postgres.Database, "nowhere"))).Message,
            StringComparison.Ordinal
        );
    }
}
