using System.IO.Compression;
using System.Text;
using Dapper;
using Survey.Ingest.Loading;
using Survey.Instruments;
using Survey.Storage;
using Survey.Tests.Counting;
using Survey.Tests.Ingest.Reading;
using Xunit;

namespace Survey.Tests.Ingest.Coding;

/// <summary>Personal data in files that cannot be blanked byte by byte: what is kept is their table, written anew.</summary>
public sealed class RewrittenFileTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    private const string Question = "  - { id: q, text: Q?, kind: single, options: [A, B, { id: other, label: Other, other: true }] }";

    private static readonly string[][] Table =
    [
        ["Q?", "Email Address", "Notes"],
        ["A", "a@b.org", "said \"so, so\"\nand left"],
        ["mail c@d.org", "", "\u00fc"],
        ["B", "e@f.org", ""],
    ];

    private const string Kept = "Q?,Email Address,Notes\r\nA,,\"said \"\"so, so\"\"\nand left\"\r\nmail [e-mail],,\u00fc\r\nB,,\r\n";

    public static TheoryData<string, string, string> Forms =>
        new()
        {
            { "xlsx", "w1.xlsx", "" },
            { "gzip", "w1.csv.gz", "" },
            { "utf-16", "w1.csv", ", encoding: utf-16" },
            { "says-sep", "w1.csv", "" },
            { "cr-cr-lf", "w1.csv", "" },
        };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task TheTableIsKeptAsCsvAndTheRevisionSaysSo(string form, string file, string export)
    {
        using var folder = Folder(form, file, export);
        var path = folder.Write(file, Bytes(form));
        var sha256 = (await RawCopy.Of(path)).Sha256;

        var outcome = Assert.Single(await folder.Load(postgres.Database));

        Assert.Null(outcome.Problem);
        Assert.Contains(
            "\n  kept without them is its table, written anew as UTF-8 CSV; the SHA-256 of the file itself is "
                + $"{Convert.ToHexStringLower(sha256)}",
            outcome.ToString(),
            StringComparison.Ordinal
        );
        Assert.Equal(Kept, await KeptText(form, 1));
        var entry = await History.Find(postgres.Database, form, "w1", null);
        Assert.Equal((KeptForm.Rewritten, file, new FileInfo(path).Length), (entry.Kept, entry.FileName, entry.FileBytes));
        Assert.Equal(sha256, entry.FileSha256);
        Assert.Equal(new LoadOutcome(form, "w1", file, 1, null, null), Assert.Single(await folder.Load(postgres.Database)));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task WhatIsKeptIsCodedAnewWithoutTheFile(string form, string file, string export)
    {
        var survey = $"{form}-anew";
        using var folder = Folder(survey, file, export);
        var path = folder.Write(file, Bytes(form));
        await folder.Load(postgres.Database);
        var changed = InstrumentFile.Parse(
            InstrumentFile.Name,
            folder.Instrument.Yaml.Replace("[A, B,", "[A, { id: b, label: B, missing: true },", StringComparison.Ordinal)
        );

        var outcomes = new List<LoadOutcome>();
        await foreach (var outcome in Recode.Survey(postgres.Database, changed))
            outcomes.Add(outcome);

        Assert.Equal((2, null), (Assert.Single(outcomes).Revision, outcomes[0].Problem));
        Assert.Equal((3, 3), (outcomes[0].Coded!.Accounts.Respondents, outcomes[0].Coded!.Accounts.Coded));
        Assert.Equal(Kept, await KeptText(survey, 2));
        var entry = await History.Find(postgres.Database, survey, "w1", null);
        Assert.Equal(KeptForm.Rewritten, entry.Kept);
        Assert.Equal((await RawCopy.Of(path)).Sha256, entry.FileSha256);
        folder.Write(InstrumentFile.Name, changed.Yaml);
        Assert.Equal(new LoadOutcome(survey, "w1", file, 2, null, null), Assert.Single(await folder.Load(postgres.Database)));
    }

    [Fact]
    public async Task QuotesOfAFileThatHasNoneAreKeptAsCharacters()
    {
        using var folder = Folder("tsv", "w1.tsv", ", format: google-forms");
        folder.Write("w1.tsv", "Q?\tEmail Address\tNotes\nA\ta@b.org\tsaid \"so, so\nB\t\t\n");

        Assert.Null(Assert.Single(await folder.Load(postgres.Database)).Problem);

        Assert.Equal("Q?,Email Address,Notes\r\nA,,\"said \"\"so, so\"\r\nB,,\r\n", await KeptText("tsv", 1));
    }

    [Fact]
    public async Task APlainFileIsStillBlankedByteByByte()
    {
        using var folder = Folder("plain", "w1.csv", "");
        folder.Write("w1.csv", "Q?;Email Address;Notes\nA;a@b.org;\"x\"\n");

        await folder.Load(postgres.Database);

        Assert.Equal("Q?;Email Address;Notes\nA;;\"x\"\n", await KeptText("plain", 1));
        Assert.Equal(KeptForm.Blanked, (await History.Find(postgres.Database, "plain", "w1", null)).Kept);
    }

    [Fact]
    public async Task AnXlsxWithoutPersonalDataIsKeptAsItCame()
    {
        using var folder = Folder("clean", "w1.xlsx", "");
        var bytes = RawFiles.Xlsx([
            ["Q?", "Notes"],
            ["A", "none"],
        ]);
        folder.Write("w1.xlsx", bytes);

        Assert.DoesNotContain("kept", Assert.Single(await folder.Load(postgres.Database)).ToString(), StringComparison.Ordinal);

        Assert.Equal(bytes, await KeptBytes("clean", 1));
        Assert.Equal(KeptForm.File, (await History.Find(postgres.Database, "clean", "w1", null)).Kept);
    }

    [Fact]
    public async Task PersonalDataThatAreFoundLaterAreBlankedWhenAFileIsCodedAnew()
    {
        using var folder = Folder("later", "w1.xlsx", "");
        folder.Write(
            "w1.xlsx",
            RawFiles.Xlsx([
                ["Q?", "Notes"],
                ["A", "Ann"],
            ])
        );
        await folder.Load(postgres.Database);
        var changed = InstrumentFile.Parse(
            InstrumentFile.Name,
            folder.Instrument.Yaml.Replace("personal: [Email Address]", "personal: [Email Address, Notes]", StringComparison.Ordinal)
        );

        await foreach (var outcome in Recode.Survey(postgres.Database, changed))
            Assert.NotNull(outcome.RewrittenFrom);

        Assert.Equal("Q?,Notes\r\nA,\r\n", await KeptText("later", 2));
    }

    [Fact]
    public async Task ACutFileIsKnownByTheTableThatIsKept()
    {
        using var folder = Folder("cut", "w1.csv", ", encoding: utf-16");
        folder.Write("w1.csv", Utf16("Q?,Notes\nA,a@b.org\nA,a@b.org\nB,\nB,\n"));
        await folder.Load(postgres.Database);
        folder.Write("w1.csv", Utf16("Q?,Notes\nA,a@b.org\nA,a@b.org\n"));

        Assert.Equal("fewer-respondents", Assert.Single(await folder.Load(postgres.Database)).Code);
    }

    [Fact]
    public async Task ThroughTheFrontDoorTheRevisionSaysWhatIsKept()
    {
        using var data = new TemporaryFolder();
        using var folder = Folder("forms", "w1.xlsx", "");
        folder.Write("w1.xlsx", Bytes("xlsx"));
        var server = ("SURVEY_DB", postgres.ConnectionString);

        // What builds is said, and is not what is looked at.
        Assert.Equal(0, (await Shell.Survey(data.Path, ["ingest", "--version"])).ExitCode);
        var load = await Shell.Survey(data.Path, ["ingest", "load", folder.Path], server);
        var revisions = await Shell.Survey(data.Path, ["ingest", "revisions", "forms", "w1"], server);

        Assert.Equal((0, ""), (load.ExitCode, load.Errors));
        Assert.StartsWith("forms w1: w1.xlsx loaded as revision 1\n", load.Output, StringComparison.Ordinal);
        Assert.Contains("  w1.xlsx  ", revisions.Output, StringComparison.Ordinal);
        Assert.Contains("  rewritten  ", revisions.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("@", await KeptText("forms", 1), StringComparison.Ordinal);
    }

    [RealDataFact]
    public async Task AnXlsxOfTheWorldWithAnAddressInATextIsLoaded()
    {
        using var folder = new SurveyFolder(
            SmallSurvey.Yaml(
                "spack",
                "  - { id: w1, file: w1.xlsx, export: { metadata: [\"*\", \"\"] } }",
                "  - { id: why, text: \"What country are you in?\", kind: text }"
            )
        );
        folder.Write("w1.xlsx", await File.ReadAllBytesAsync(RealData.File("wild/spack-2025.xlsx")));

        var outcome = Assert.Single(await folder.Load(postgres.Database));

        Assert.Equal((1, null), (outcome.Revision, outcome.Problem));
        Assert.NotNull(outcome.RewrittenFrom);
        var kept = await KeptText("spack", 1);
        Assert.DoesNotContain("someone@example.org", kept, StringComparison.Ordinal);
        Assert.Contains("[e-mail]", kept, StringComparison.Ordinal);
    }

    private static SurveyFolder Folder(string survey, string file, string export) =>
        new(
            SmallSurvey.Yaml(
                survey,
                $"  - {{ id: w1, file: {file}, export: {{ metadata: [Notes], personal: [Email Address]{export} }} }}",
                Question
            )
        );

    private static byte[] Bytes(string form) =>
        form switch
        {
            "xlsx" => RawFiles.Xlsx(Table),
            "gzip" => RawFiles.Gzip(Encoding.UTF8.GetBytes(Csv(",", "\n"))),
            "utf-16" => Utf16(Csv(";", "\r\n")),
            "says-sep" => Encoding.UTF8.GetBytes("sep=;\n" + Csv(";", "\n")),
            _ => Encoding.UTF8.GetBytes(Csv(",", "\r\r\n")),
        };

    private static byte[] Utf16(string text) => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)];

    private static string Csv(string delimiter, string lineEnd) =>
        string.Concat(
            Table.Select(row =>
                string.Join(delimiter, row.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + lineEnd
            )
        );

    private async Task<string> KeptText(string survey, int revision) => Encoding.UTF8.GetString(await KeptBytes(survey, revision));

    private async Task<byte[]> KeptBytes(string survey, int revision)
    {
        await using var connection = await postgres.Database.Open();
        var parts = await connection.QueryAsync<byte[]>(
            "select bytes from source where survey_id = @survey and revision = @revision order by part",
            new { survey, revision }
        );
        using var unpacked = new MemoryStream();
        await using (var gzip = new GZipStream(new MemoryStream([.. parts.SelectMany(part => part)]), CompressionMode.Decompress))
            await gzip.CopyToAsync(unpacked);
        return unpacked.ToArray();
    }
}
