using System.Globalization;
using System.Text;
using Survey.Coded;
using Survey.Ingest.Commands;
using Survey.Ingest.Loading;
using Survey.Storage;
using Survey.Tests.Counting;
using Xunit;

namespace Survey.Tests.Ingest.Loading;

/// <summary>What a second load may do to a wave that is live.</summary>
public sealed class ReloadTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    private const string Question = "  - { id: q, text: Q?, kind: single, options: [A, B] }\n  - { id: why, text: Why?, kind: text }";
    private const string Three = "ID,Q?,Why?\n1,A,\n2,B,so\n3,A,\n";

    [Fact]
    public async Task AFileThatLostRespondentsIsRefusedUnlessItIsAllowed()
    {
        using var folder = Folder("fewer");
        await Run(0, folder, Three);

        Assert.Equal(
            "w1.csv: 2 respondents where revision 1 has 3; export the wave again, or say that they are gone with --allow-fewer "
                + "(fewer-respondents; fewer w1 stays at revision 1)\n",
            await Run(1, folder, "ID,Q?,Why?\n1,A,\n2,B,so\n", "--allow-changed")
        );
        Assert.Contains(
            "loaded as revision 2\n",
            await Run(0, folder, "ID,Q?,Why?\n1,A,\n2,B,so\n", "--allow-fewer"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task AFileInWhichKnownRespondentsChangedTheirAnswersIsRefusedUnlessItIsAllowed()
    {
        using var folder = Folder("minds");
        await Run(0, folder, Three);
        const string changed = "ID,Q?,Why?\n3,A,\n2,B,no\n1,B,\n4,B,\n";

        Assert.Equal(
            "w1.csv:3: 2 of 3 respondents whom revision 1 knows have other answers here, and this is the first; export the wave "
                + "again, or say that they changed with --allow-changed "
                + "(changed-answers; minds w1 stays at revision 1)\n",
            await Run(1, folder, changed, "--allow-fewer")
        );
        Assert.Contains("loaded as revision 2\n", await Run(0, folder, changed, "--allow-changed"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneFileIsAllowedWhatAFolderIs()
    {
        using var folder = Folder("one-file");
        await Run(0, folder, Three);
        var file = folder.Write("again.csv", "ID,Q?,Why?\n1,B,\n");
        string[] load = ["load", file, "--survey", "one-file", "--wave", "w1"];

        Assert.StartsWith("again.csv: 1 respondents where revision 1 has 3;", await Run(1, load), StringComparison.Ordinal);
        Assert.StartsWith("again.csv:2: 1 of 1 respondents", await Run(1, [.. load, "--allow-fewer"]), StringComparison.Ordinal);
        Assert.StartsWith(
            "one-file w1: again.csv loaded as revision 2",
            await Run(0, [.. load, "--allow-fewer", "--allow-changed"]),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("order", "ID,Q?,Why?\n3,A,\n4,A,\n1,A,\n2,B,so\n")]
    [InlineData("newcomers", "ID,Q?,Why?\n1,A,\n2,B,so\n9,A,\n8,A,\n")]
    [InlineData("line-ends", "ID,Q?,Why?\r\n1,A,\r\n\"2\",\"B\",so\r\n3,A,")]
    [InlineData("no-ids", "ID,Q?,Why?\n,A,\n,B,other\n,A,\n")]
    public async Task WhoeverIsKnownAndSaysTheSameIsLoaded(string survey, string csv)
    {
        using var folder = Folder(survey);
        await Run(0, folder, Three);

        Assert.Contains("loaded as revision 2\n", await Run(0, folder, csv), StringComparison.Ordinal);
    }

    [Fact]
    public async Task IdsInScientificNotationKnowNobody()
    {
        using var folder = Folder("scientific");
        await Run(0, folder, "ID,Q?,Why?\n1.14E+11,A,\n1.14E+11,B,\n");

        Assert.Contains("loaded as revision 2\n", await Run(0, folder, "ID,Q?,Why?\n1.14E+11,B,\n1.14E+11,B,\n"), StringComparison.Ordinal);
        Assert.Equal(0, await postgres.Value<int>("select count(*) from respondent_key where survey_id = 'scientific'"));
        Assert.Equal(
            "scientific-ids w1.csv:2 column 1 \"ID\": \"1.14E+11\" was cut to scientific notation; no respondent is known by such ids",
            await postgres.Value<string>("select concat_ws(' ', code, text) from warning where survey_id = 'scientific' and revision = 2")
        );
    }

    [Fact]
    public async Task AWatchSaysWhatItRefuses()
    {
        using var folder = Folder("watched");
        await Run(0, folder, Three);
        folder.Write("w1.csv", "ID,Q?,Why?\n1,A,\n");
        var told = new List<string>();

        await new Watch(
            postgres.Database,
            folder.Path,
            TimeSpan.Zero,
            outcome => told.Add($"{outcome.Revision} {outcome.Code}"),
            _ => { }
        ).Look(default);

        Assert.Equal(["1 fewer-respondents"], told);
    }

    [Fact]
    public async Task ManyRespondentsAreKnownInPartsOfAMegabyte()
    {
        using var folder = Folder("many");
        await Run(0, folder, "ID,Q?,Why?\n" + string.Concat(Enumerable.Range(1, 70_000).Select(id => $"{id},A,\n")));

        Assert.Equal(
            "1048576 71424",
            await postgres.Value<string>(
                "select string_agg(length(bytes)::text, ' ' order by part) from respondent_key where survey_id = 'many'"
            )
        );
        Assert.StartsWith(
            "w1.csv:70001: 1 of 70000 respondents",
            await Run(
                1,
                folder,
                "ID,Q?,Why?\n" + string.Concat(Enumerable.Range(1, 70_000).Select(id => $"{id},{(id == 70_000 ? "B" : "A")},\n"))
            ),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("cut-quoted", "ID", "{0},{1},\"w\u00E9ll, {0}\"\r\n")]
    [InlineData("cut-without-ids", null, "{0},{1},w\u00E9ll {0}\n")]
    [InlineData("cut-with-ids", "ID", "{0},{1},w\u00E9ll {0}\r")]
    [InlineData("cut-beside-personal-data", "ID", "{0},{1},w\u00E9ll a@b.org {0}\n")]
    [InlineData("cut-blank-ends", null, "{0},{1},\n")]
    public async Task ACutFileNeverReplacesALiveRevisionInSilence(string survey, string? ids, string row)
    {
        using var folder = Folder(survey, ids);
        var csv =
            "ID,Q?,Why?\r\n"
            + string.Concat(
                Enumerable.Range(1, 24).Select(id => string.Format(CultureInfo.InvariantCulture, row, id, id % 3 == 0 ? "A" : "B"))
            );
        var bytes = Encoding.UTF8.GetBytes(csv);
        Assert.InRange(bytes.Length, 1, 700);
        await Run(0, folder, csv);

        for (var cut = 0; cut < bytes.Length; cut++)
        {
            var outcome = await Load.File(postgres.Database, folder.Instrument, "w1", folder.Write("w1.csv", bytes[..cut]));
            // A file that only lost its last line end is whole.
            if (outcome.Problem is null)
                Assert.True(!bytes.AsSpan(cut).ContainsAnyExcept("\r\n"u8), $"cut at {cut} of {bytes.Length} was loaded");
            else
                Assert.True(
                    outcome.Code is RejectCode.FewerRespondents or RejectCode.CutOff or RejectCode.ChangedAnswers
                        || outcome.Code is null && outcome.Problem.StartsWith("w1.csv:", StringComparison.Ordinal),
                    outcome.Problem
                );
        }
        Assert.Equal(24, (await Revision.Live(postgres.Database, survey))["w1"].Respondents);
    }

    private static SurveyFolder Folder(string survey, string? ids = "ID") =>
        new(
            SmallSurvey.Yaml(
                survey,
                $"  - {{ id: w1, file: w1.csv, export: {{ {(ids is null ? "metadata: [ID]" : $"respondent-id: {ids}")} }} }}",
                Question
            )
        );

    private Task<string> Run(int code, SurveyFolder folder, string csv, params string[] flags)
    {
        folder.Write("w1.csv", csv);
        return Run(code, ["load", folder.Path, .. flags]);
    }

    /// <summary>What the command says.</summary>
    private async Task<string> Run(int code, string[] arguments)
    {
        await using var said = new StringWriter();
        Assert.Equal(code, await new CommandLine(said, said, postgres.ConnectionString).Run(arguments));
        return said.ToString();
    }
}
