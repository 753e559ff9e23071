using Survey.Claims;
using Survey.Ingest.Loading;
using Survey.Instruments;
using Survey.Storage;
using Survey.Tests.Counting;
using Survey.Tests.Ingest.Commands;
using Xunit;

namespace Survey.Tests.Ingest.Loading;

public sealed class ClaimsTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    private const string Thirty =
        "claims:\n  - { id: thirty, text: 30 % chose A., source: post, question: q, option: a, waves: [w1], stated: 30 }\n";
    private const string Broken =
        "claims:\n  - { id: thirty, text: 30 % chose Z., source: post, question: q, option: z, waves: [w1], stated: 30 }\n";

    private static readonly string Good = SmallSurvey.Csv("Q?", ("A", 30), ("B", 70));

    [Fact]
    public async Task TheClaimsOfAFolderAreStoredWithItsWaves()
    {
        using var folder = Folder("stored");
        folder.Write(ClaimsFile.Name, Thirty);

        Assert.Equal("w1", Assert.Single(await folder.Load(postgres.Database)).Wave);

        var claim = Assert.Single(await Stored(folder));
        Assert.Equal(("thirty", ClaimKind.Share, 30), (claim.Id, claim.Kind, claim.Stated[0].Percent));
    }

    [Fact]
    public async Task ClaimsAreStoredAlsoWhereNoWaveIsNew()
    {
        using var folder = Folder("later");
        await folder.Load(postgres.Database);
        Assert.Empty(await Stored(folder));
        folder.Write(ClaimsFile.Name, Thirty);

        Assert.Equal(1, Assert.Single(await folder.Load(postgres.Database)).Revision);
        Assert.Single(await Stored(folder));
        folder.Write(ClaimsFile.Name, Thirty.Replace("thirty", "changed", StringComparison.Ordinal));
        await folder.Load(postgres.Database);
        Assert.Equal("changed", Assert.Single(await Stored(folder)).Id);
    }

    [Fact]
    public async Task ClaimsGoWhenTheirFileIsGone()
    {
        using var folder = Folder("gone");
        var file = folder.Write(ClaimsFile.Name, Thirty);
        await folder.Load(postgres.Database);
        File.Delete(file);

        await folder.Load(postgres.Database);

        Assert.Empty(await Stored(folder));
    }

    [Fact]
    public async Task WhatIsStoredIsSaidOnce()
    {
        using var folder = Folder("said");
        folder.Write(ClaimsFile.Name, Thirty);

        Assert.Equal((0, "said: 1 claim in claims.yaml\n"), await Load(folder));
        Assert.Equal((0, ""), await Load(folder));
        File.Delete(Path.Combine(folder.Path, ClaimsFile.Name));
        Assert.Equal((0, "said: 0 claims in claims.yaml\n"), await Load(folder));
        Assert.Equal((0, ""), await Load(folder));
    }

    [Fact]
    public async Task AnErrorInTheClaimsFailsTheLoadAndTheWavesAreLoadedAllTheSame()
    {
        using var folder = Folder("failed");
        folder.Write(ClaimsFile.Name, Thirty);
        await folder.Load(postgres.Database);
        folder.Write(ClaimsFile.Name, Broken);
        folder.Write("w1.csv", Good + "A\n");

        var (code, output, errors) = await postgres.Run("load", folder.Path);

        Assert.Equal(1, code);
        Assert.StartsWith("failed w1: w1.csv loaded as revision 2\n", output, StringComparison.Ordinal);
        Assert.Equal(
            $"{folder.Path}/claims.yaml:2: claim \"thirty\" names option \"z\" of question \"q\", which is none of a, b (the "
                + "claims of failed stay as they were)\n",
            errors
        );
        Assert.Equal("30 % chose A.", Assert.Single(await Stored(folder)).Text);
    }

    [Fact]
    public async Task ClaimsThatAreNotUtf8AreRefused()
    {
        using var folder = Folder("latin");
        folder.Write(ClaimsFile.Name, [0x63, 0xE9]);

        var outcomes = await folder.Load(postgres.Database);

        Assert.Equal(
            $"{folder.Path}/claims.yaml: not UTF-8; save it as UTF-8 (the claims of latin stay as they were)",
            outcomes[1].ToString()
        );
    }

    [Fact]
    public async Task ClaimsWaitWithAnInstrumentThatIsNotReadYet()
    {
        using var folder = Folder("waiting");
        folder.Write(ClaimsFile.Name, Thirty);
        await folder.Load(postgres.Database);
        folder.Write(InstrumentFile.Name, Yaml("waiting").Replace("[A, B]", "[A, B, Z]", StringComparison.Ordinal));
        folder.Write(ClaimsFile.Name, Broken);
        folder.Write("w1.csv", Good + "\"");

        Assert.NotNull(Assert.Single(await folder.Load(postgres.Database)).Problem);
        Assert.Equal(
            "30 % chose A.",
            Assert.Single(await ClaimsFile.Stored(postgres.Database, await Surveys.Find(postgres.Database, "waiting"))).Text
        );
        folder.Write("w1.csv", Good);
        await folder.Load(postgres.Database);
        Assert.Equal("30 % chose Z.", Assert.Single(await Stored(folder)).Text);
    }

    [Fact]
    public async Task AClaimThatTheInstrumentNoLongerCarriesIsAnErrorAndNotNothing()
    {
        using var folder = Folder("stale");
        folder.Write(ClaimsFile.Name, Thirty);
        await folder.Load(postgres.Database);
        folder.Write(InstrumentFile.Name, Yaml("stale").Replace("[A, B]", "[{ id: first, label: A }, B]", StringComparison.Ordinal));

        Assert.Equal(2, (await folder.Load(postgres.Database)).Count);

        Assert.Equal(
            "claims of stale:2: claim \"thirty\" names option \"a\" of question \"q\", which is none of first, b",
            (await Assert.ThrowsAsync<SurveyException>(() => Stored(folder))).Message
        );
    }

    [Fact]
    public async Task OneFileLoadedWithAFolderBringsItsClaims()
    {
        using var folder = Folder("one-file");
        folder.Write(ClaimsFile.Name, Thirty);
        var file = Path.Combine(folder.Path, "w1.csv");

        Assert.Equal(0, (await postgres.Run("load", file, "--survey", folder.Path, "--wave", "w1")).Code);
        Assert.Single(await Stored(folder));
        folder.Write(ClaimsFile.Name, Broken);
        Assert.Equal(0, (await postgres.Run("load", file, "--survey", "one-file", "--wave", "w1")).Code);
        await postgres.FailsAfter(
            ["load", file, "--survey", folder.Path, "--wave", "w1"],
            "one-file w1: w1.csv is unchanged, revision 1\n",
            $"{folder.Path}/claims.yaml:2: claim \"thirty\" names option \"z\" of question \"q\", which is none of a, b (the "
                + "claims of one-file stay as they were)\n"
        );
    }

    [Fact]
    public async Task AWatchSeesThatClaimsChange()
    {
        using var folder = Folder("watched");
        List<string> told = [];
        var watch = new Watch(
            postgres.Database,
            folder.Path,
            TimeSpan.Zero,
            outcome => told.Add(outcome.ToString().Split('\n')[0]),
            _ => { }
        );

        await watch.Look(default);
        folder.Write(ClaimsFile.Name, Broken);
        await watch.Look(default);
        await watch.Look(default);
        Assert.Equal(
            [
                "watched w1: w1.csv loaded as revision 1",
                $"{folder.Path}/claims.yaml:2: claim \"thirty\" names option \"z\" of question \"q\", which is none of a, b (the "
                    + "claims of watched stay as they were)",
            ],
            told
        );
        folder.Write(ClaimsFile.Name, Thirty + " ");
        await watch.Look(default);
        Assert.Single(await Stored(folder));
        File.Delete(Path.Combine(folder.Path, ClaimsFile.Name));
        await watch.Look(default);
        Assert.Empty(await Stored(folder));
    }

    private static string Yaml(string survey) =>
        SmallSurvey.Yaml(survey, "  - { id: w1, file: w1.csv }", "  - { id: q, text: Q?, kind: single, options: [A, B] }");

    private static SurveyFolder Folder(string survey)
    {
        var folder = new SurveyFolder(Yaml(survey));
        folder.Write("w1.csv", Good);
        return folder;
    }

    private async Task<(int Code, string Errors)> Load(SurveyFolder folder)
    {
        var (code, _, errors) = await postgres.Run("load", folder.Path);
        return (code, errors);
    }

    private Task<IReadOnlyList<Claim>> Stored(SurveyFolder folder) => ClaimsFile.Stored(postgres.Database, folder.Instrument);
}
