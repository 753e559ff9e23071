using System.IO.Compression;
using System.Text;
using Dapper;
using Survey.Ingest.Coding;
using Survey.Ingest.Loading;
using Survey.Tests.Counting;
using Xunit;

namespace Survey.Tests.Ingest.Coding;

public sealed class PersonalDataTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    private const string Questions =
        "  - { id: q, text: Q?, kind: single, options: [A, B, { id: other, label: Other, other: true }] }\n  - { id: why, text: "
        + "Why?, kind: text }";

    [Theory]
    [InlineData(
        "columns",
        "[Timestamp]",
        "utf-8",
        "Timestamp,Email Address,Q?,Why?,First Name\r\nt1,a@b.org,A,\"so, "
            + "\"\"so\"\"\",Ann\r\n\"t2\",\"c@d.org\",B,,\"Bo\"\r\n\r\nt3,,A,well,",
        "Timestamp,Email Address,Q?,Why?,First Name\r\nt1,,A,\"so, \"\"so\"\"\",\r\n\"t2\",\"\",B,,\"\"\r\n\r\nt3,,A,well,",
        "2 Email Address 2, 5 First Name 2"
    )]
    [InlineData(
        "texts",
        "[Timestamp]",
        "utf-8",
        "Q?,Why?\nA,mail me: a.b+c@d-e.org.\n\"me@x.org, really\",\"two\nlines, 192.168.0.1\"\nB,at 3 pm @home in 1.2.3\n",
        "Q?,Why?\nA,mail me: [e-mail].\n\"[e-mail], really\",\"two\nlines, [IP address]\"\nB,at 3 pm @home in 1.2.3\n",
        "1 Q? 1, 2 Why? 2"
    )]
    [InlineData(
        "values",
        "[Timestamp, From]",
        "windows-1252",
        "From,Q?,Why?\r10.0.0.1,A,caf\u00E9 a@b.org\r10.0.0.2,B,\rnobody,A,\r",
        "From,Q?,Why?\r,A,caf\u00E9 [e-mail]\r,B,\r,A,\r",
        "1 From 3, 3 Why? 1"
    )]
    [InlineData(
        "ignored",
        "[Timestamp], ignore: [E-mail, Notes]",
        "utf-8",
        "Q?,Why?,E-mail,Notes\nA,,,\n,,a@b.org,\n,,\u00A0,ask a@b.org\nB,,,ok\nB,,,ok\n",
        "Q?,Why?,E-mail,Notes\nA,,,\n,,[personal],\n,,\u00A0,ask [e-mail]\nB,,,ok\nB,,,ok\n",
        "3 E-mail 1, 4 Notes 1"
    )]
    [InlineData(
        "rejected-rows",
        "[Timestamp], reject-limit: 60",
        "utf-8",
        "Q?,Why?\nA,x,a@b.org\nB,\n",
        "Q?,Why?\nA,x,[e-mail]\nB,\n",
        "3  1"
    )]
    [InlineData(
        "left-out-rows",
        "[Timestamp, Status], drop: { Status: [test] }",
        "utf-8",
        "Q?,Why?,Status\nA,mail a@b.org,test\nB,well,\n",
        "Q?,Why?,Status\nA,mail [e-mail],test\nB,well,\n",
        "2 Why? 1"
    )]
    [InlineData(
        "extra-header-rows",
        "[Timestamp], header-rows: 2",
        "utf-8",
        "Exported,today\nQ?,Why?\nA,mail a@b.org\nB,well\n",
        "Exported,today\nQ?,Why?\nA,mail [e-mail]\nB,well\n",
        "2 Why? 1"
    )]
    [InlineData(
        "byte-order-mark",
        "[Timestamp, \"Date, or time\"]",
        "utf-8",
        "\uFEFF\"Date, or\ntime\",Q?,Why?\nt1,A,mail a@b.org\n",
        "\uFEFF\"Date, or\ntime\",Q?,Why?\nt1,A,mail [e-mail]\n",
        "3 Why? 1"
    )]
    [InlineData("nothing", "[Timestamp]", "utf-8", "Q?,Why?\nA,no address\n", "Q?,Why?\nA,no address\n", "")]
    public async Task PersonalDataAreBlankedInTheKeptFileAndNothingElse(
        string survey,
        string metadata,
        string encoding,
        string csv,
        string kept,
        string blanked
    )
    {
        var bytes = Encoding.GetEncoding(encoding);
        using var folder = Folder(survey, metadata, encoding);
        folder.Write("w1.csv", bytes.GetBytes(csv));

        var outcome = Assert.Single(await folder.Load(postgres.Database));

        Assert.Null(outcome.Problem);
        Assert.Equal(kept, bytes.GetString(await Kept(survey)));
        Assert.Equal(
            blanked,
            await postgres.Value<string>(
                "select coalesce(string_agg(concat_ws(' ', column_number, header, cells), ', ' order by column_number), '') from "
                    + "blanked where survey_id = @survey",
                new { survey }
            )
        );
        Assert.DoesNotContain(
            "@b",
            await postgres.Value<string>(
                "select coalesce(string_agg(text, ' '), '') from verbatim where survey_id = @survey",
                new { survey }
            ) ?? "",
            StringComparison.Ordinal
        );
        Assert.Equal(
            blanked.Length == 0,
            await postgres.Value<bool>("select kept_sha256 is null from revision where survey_id = @survey", new { survey })
        );
        Assert.Equal(new LoadOutcome(survey, "w1", "w1.csv", 1, null, null), Assert.Single(await folder.Load(postgres.Database)));
    }

    [Fact]
    public async Task WhatWasBlankedIsToldAndRejectsDoNotRepeatIt()
    {
        using var folder = new SurveyFolder(
            SmallSurvey.Yaml(
                "told",
                "  - { id: w1, file: w1.csv, export: { reject-limit: 100, personal: [Name] } }",
                "  - { id: q, text: Q?, kind: single, options: [A, B] }"
            )
        );
        folder.Write("w1.csv", "Q?,Name\nA,Ann\nmail a@b.org,Bo\n");

        Assert.Equal(
            """
            told w1: w1.csv loaded as revision 1
              2 rows: 2 respondents, 0 blank, 0 rejected
              4 cells with something in them: 1 coded, 1 rejected, 2 ignored as declared
              personal data blanked in the kept file: column 1 "Q?", 1 cells
              personal data blanked in the kept file: column 2 "Name", 2 cells
              rejected as unknown-option: 1
              w1.csv:3 column 1 "Q?": "mail [e-mail]" is none of 2 options
            """,
            Assert.Single(await folder.Load(postgres.Database)).ToString()
        );
    }

    [Fact]
    public async Task AQuestionsColumnCannotBePersonal()
    {
        using var folder = Folder("both", "[Timestamp], personal: [\"W*\"]");
        folder.Write("w1.csv", "Q?,Why?\nA,\n");

        Assert.Equal(
            "w1.csv:1 column 2: \"Why?\" is a question's column, and one that is \"personal\" in wave \"w1\"; it cannot be both",
            Assert.Single(await folder.Load(postgres.Database)).Problem
        );
    }

    [Theory]
    [InlineData("a@b.org", "[e-mail]")]
    [InlineData("write to J\u00F6rg.O'Neil@b-c.co.uk, please", "write to [e-mail], please")]
    [InlineData("2001:0db8:0000:0000:0000:ff00:0042:8329", "[IP address]")]
    [InlineData("255.255.255.255", "[IP address]")]
    [InlineData("256.1.1.1", "256.1.1.1")]
    [InlineData("1.2.3.4.5", "1.2.3.4.5")]
    [InlineData("@home or a@b", "@home or a@b")]
    public void AddressesAreMasked(string text, string masked) => Assert.Equal(masked, PersonalData.Masked(text));

    /// <summary>Texts of pieces of what is masked, and of what is much like it.</summary>
    [Fact]
    public void TheQuickLookSkipsNoTextThatWouldBeMasked()
    {
        string[] pieces =
        [
            "@",
            "@",
            ".",
            ".",
            ".",
            ":",
            ":",
            "-",
            "_",
            "%",
            "+",
            "'",
            " ",
            ",",
            "[",
            "]",
            "0",
            "1",
            "9",
            "25",
            "255",
            "256",
            "\u0663",
            "a",
            "F",
            "fe80",
            "z",
            "\u00E9",
            "\u65E5",
            "\U0001F600",
            "a@b",
            ".org",
            "1.2.3",
            "1.2.3.4",
            "10.\u0663.0.1",
            "1:2:3:4",
            ":5:6:7:8",
            "0db8:",
            "http://",
            "\n",
        ];
        var random = new Random(16);
        var masked = 0;
        for (var i = 0; i < 50_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 16)).Select(_ => pieces[random.Next(pieces.Length)]));
            Assert.Equal(PersonalData.Replaced(text), PersonalData.Masked(text));
            if (PersonalData.Replaced(text) == text)
                continue;
            masked++;
            Assert.True(PersonalData.MayBeIn<byte>(Encoding.UTF8.GetBytes(text)), text);
        }
        Assert.InRange(masked, 5_000, 45_000);
    }

    [Theory]
    [InlineData("at 3 pm @home, in 1.2.3", true)]
    [InlineData("Slow. Better now. See you @home", false)]
    [InlineData("One. Two. Three. From 08:15:30 to 12:00, version 1.2 of 12.03.", false)]
    [InlineData("a:b:c:d:e:f:0", false)]
    [InlineData("@.", false)]
    public void TheQuickLookSparesMostTextsTheSearch(string text, bool mayBeIn)
    {
        Assert.Equal(mayBeIn, PersonalData.MayBeIn<char>(text));
        Assert.Equal(mayBeIn, PersonalData.MayBeIn<byte>(Encoding.UTF8.GetBytes(text)));
    }

    private static SurveyFolder Folder(string survey, string metadata, string encoding = "utf-8") =>
        new(
            SmallSurvey.Yaml(
                survey,
                $"  - {{ id: w1, file: w1.csv, export: {{ encoding: {encoding}, "
                    + $"metadata: {metadata}"
                    + $"{(metadata.Contains("personal", StringComparison.Ordinal) ? "" : ", personal: [Email Address, \"*Name\"]")} }} }}",
                Questions
            )
        );

    private async Task<byte[]> Kept(string survey)
    {
        await using var connection = await postgres.Database.Open();
        var parts = await connection.QueryAsync<byte[]>("select bytes from source where survey_id = @survey order by part", new { survey });
        using var unpacked = new MemoryStream();
        await using (var gzip = new GZipStream(new MemoryStream([.. parts.SelectMany(part => part)]), CompressionMode.Decompress))
            await gzip.CopyToAsync(unpacked);
        return unpacked.ToArray();
    }
}
