using Survey.Claims;
using Survey.Reports.Commands;
using Survey.Tests.Counting;
using Xunit;

namespace Survey.Tests.Reports.Commands;

public sealed class ClaimsCommandTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    private const string Claims = """
        claims:
          - { id: yes-march, text: 40 % said yes., source: post, question: q, option: "yes", waves: [w1], stated: 40 }
          - { id: yes-april, text: 45 % said yes in April., source: post, question: q, option: "yes", waves: [w2], stated: 45 }
          - { id: grew, text: It grew from 40 % to 41 %., source: post, question: q, option: "yes", waves: [w1, w2], stated: [40, 41] }
          - { id: why, text: It grew by itself., source: post, not-computable: A cause. }
        """;

    [Fact]
    public async Task TheTableShowsMovedClaimsFirstAndEndsWithASummary()
    {
        await Load("table");

        Assert.Equal(
            """

                   claim                               stated           found
            ───────────────────────────────────────────────────────────────────
              »✗   45 % said yes in April.               45 %          41.0 %
              »~   It grew from 40 % to 41 %.       40 → 41 %   40.0 → 41.0 %
               ✓   40 % said yes.                        40 %          40.0 %
               –   It grew by itself.                       –               –

            » yes-april: 41.0 % (41 of 100) comes out, 4.0 points less than 45 %. Before
            (revision 1): 45.0 % (45 of 100) agrees with 45 %.
            » grew: March: 40.0 % (40 of 100) agrees with 40 %; April: 41.0 % (41 of 100)
            agrees with 41 %. It rose by 1.0 points, which chance could explain. Before
            (revisions 1 and 1): March: 40.0 % (40 of 100) agrees with 40 %; April: 45.0 %
            (45 of 100) comes out, 4.0 points more than 41 %. It rose by 5.0 points, which
            chance could explain.
            – why: not computable: A cause.
            Intervals and tests are computed as if respondents had been randomly sampled,
            and waves as independent samples.
            ✓ reproduced, = by construction, ✗ off, ~ reproduced but not significant, – not
            computable, » moved since the revisions before.
            4 claims: 1 reproduced, 1 off, 1 reproduced but not significant, 1 not
            computable; 2 moved since the revisions before.

            """,
            await Output("claims", "table")
        );
    }

    [Fact]
    public async Task OnlyThoseThatMovedAreShownWhereThatIsAskedFor()
    {
        await Load("only");

        var output = await Output("claims", "only", "--moved");

        Assert.Contains("»✗   45 % said yes in April.", output, StringComparison.Ordinal);
        Assert.DoesNotContain("40 % said yes.", output, StringComparison.Ordinal);
        Assert.Contains("4 claims: 1 reproduced", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACsvHasARowForEveryClaimAndWave()
    {
        await Load("csv");
        var file = Path.Combine(Directory.CreateTempSubdirectory("survey").FullName, "claims.csv");

        Assert.Equal($"{file}\n", await Output("claims", "csv", "-o", file));

        var rows = CsvText.File(file);
        Assert.Equal(
            ["yes-march w1", "yes-april w2", "grew w1", "grew w2", "why "],
            rows.Select(row => $"{row["claim_id"]} {row["wave"]}")
        );
        var moved = rows[1];
        Assert.Equal(
            ("off", "41", "true", "reproduced", "1", "45"),
            (moved["verdict"], moved["count"], moved["moved"], moved["verdict_before"], moved["revision_before"], moved["count_before"])
        );
        Assert.Equal(["", "", "", "false", ""], rows.Select(row => row["significant"]));
    }

    [Fact]
    public async Task ASurveyThatIsNotThereIsAnError()
    {
        using var errors = new StringWriter();

        Assert.Equal(1, await new CommandLine(TextWriter.Null, errors, postgres.ConnectionString).Run(["claims", "nowhere"]));
        Assert.StartsWith("no survey \"nowhere\"", errors.ToString(), StringComparison.Ordinal);
    }

    private async Task<string> Output(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        Assert.Equal(0, await new CommandLine(output, TextWriter.Null, postgres.ConnectionString).Run(arguments));
        return string.Join('\n', output.ToString().Split('\n').Select(line => line.TrimEnd()));
    }

    /// <summary>Two waves, the second loaded twice.</summary>
    private async Task Load(string survey)
    {
        using var folder = new SurveyFolder(
            SmallSurvey.Yaml(
                survey,
                "  - { id: w1, label: March, file: w1.csv }\n  - { id: w2, label: April, file: w2.csv }",
                "  - { id: q, text: Q?, kind: single, options: [Yes, No] }"
            )
        );
        folder.Write(ClaimsFile.Name, Claims);
        folder.Write("w1.csv", SmallSurvey.Csv("Q?", ("Yes", 40), ("No", 60)));
        foreach (var yes in new[] { 45, 41 })
        {
            folder.Write("w2.csv", SmallSurvey.Csv("Q?", ("Yes", yes), ("No", 100 - yes)));
            Assert.All(await folder.Load(postgres.Database), outcome => Assert.Null(outcome.Problem));
        }
    }
}
