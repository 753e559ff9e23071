using Survey.Ingest.Commands;
using Survey.Ingest.Loading;
using Survey.Instruments;
using Survey.Tests.Counting;
using Xunit;

namespace Survey.Tests.Ingest.Commands;

public sealed class CommandLineTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    private const string OneWave = "  - { id: w1, file: w1.csv }";
    private const string Question = "  - { id: q, text: Q?, kind: single, options: [A, B] }";

    private static readonly string Good = SmallSurvey.Csv("Q?", ("A", 30), ("B", 70));

    [Fact]
    public async Task LoadingAFolderTellsOfEveryWave()
    {
        using var folder = Folder("folder", OneWave + "\n  - { id: w2, file: w2.csv }");
        folder.Write("w1.csv", Good);
        folder.Write("w2.csv", Good + "\n");

        await Runs(
            ["load", folder.Path],
            0,
            """
            folder w1: w1.csv loaded as revision 1
              100 rows: 100 respondents, 0 blank, 0 rejected
              100 cells with something in them: 100 coded, 0 rejected, 0 ignored as declared
            folder w2: w2.csv loaded as revision 1
              101 rows: 100 respondents, 1 blank, 0 rejected
              100 cells with something in them: 100 coded, 0 rejected, 0 ignored as declared

            """
        );
        await Runs(["load", folder.Path], 0, "folder w1: w1.csv is unchanged, revision 1\nfolder w2: w2.csv is unchanged, revision 1\n");
    }

    [Fact]
    public async Task AWaveThatIsNotLoadedFailsTheCommand()
    {
        using var folder = Folder("fails", OneWave + "\n  - { id: w2, file: w2.csv }");
        folder.Write("w2.csv", Good);

        await Runs(
            ["load", folder.Path],
            1,
            """
            fails w2: w2.csv loaded as revision 1
              100 rows: 100 respondents, 0 blank, 0 rejected
              100 cells with something in them: 100 coded, 0 rejected, 0 ignored as declared

            """,
            $"{folder.Path}/w1.csv: no such file (fails w1 is not loaded)\n"
        );
    }

    [Fact]
    public async Task AFileIsLoadedAsAWaveOfASurveyByFolderOrById()
    {
        using var folder = Folder("named", "  - { id: w1 }\n  - { id: w2 }");
        var file = folder.Write("anything.csv", Good);

        await Runs(
            ["load", file, "--survey", folder.Path, "--wave", "w1"],
            0,
            """
            named w1: anything.csv loaded as revision 1
              100 rows: 100 respondents, 0 blank, 0 rejected
              100 cells with something in them: 100 coded, 0 rejected, 0 ignored as declared

            """
        );
        await Runs(["load", file, "--survey", "named", "--wave", "w1"], 0, "named w1: anything.csv is unchanged, revision 1\n");
        await Runs(
            ["load", file, "--survey", "named", "--wave", "w3"],
            1,
            errors: $"{file}: no wave \"w3\" in survey \"named\"; there are w1, w2 (named w3 is not loaded)\n"
        );
        await Runs(
            ["load", file + "x", "--survey", "named", "--wave", "w1"],
            1,
            errors: $"{file}x: no such file (named w1 stays at revision 1)\n"
        );
        await Runs(
            ["load", folder.Path, "--survey", "named", "--wave", "w1"],
            1,
            errors: $"{folder.Path}: a folder; a raw file was expected (named w1 stays at revision 1)\n"
        );
    }

    [Fact]
    public async Task AnUnknownSurveyIsNotLoaded()
    {
        using var folder = Folder("known");
        folder.Write("w1.csv", Good);
        await folder.Load(postgres.Database);

        var (code, output, errors) = await Run("load", "w1.csv", "--survey", "unknown", "--wave", "w1");

        Assert.Equal((1, ""), (code, output));
        Assert.Matches("^no survey \"unknown\"; there are [a-z, ]*known[a-z, ]*\n$", errors);
    }

    [Fact]
    public async Task AFolderWithoutAnInstrumentIsNotLoaded()
    {
        using var folder = new TemporaryFolder();
        var nowhere = Path.Combine(folder.Path, "nowhere");

        await Runs(
            ["load", folder.Path],
            1,
            errors: $"{folder.Path}: no survey.yaml there; a survey's folder holds one, described in survey/INSTRUMENT.md\n"
        );
        await Runs(
            ["load", nowhere],
            1,
            errors: $"{nowhere}: no survey.yaml there; a survey's folder holds one, described in survey/INSTRUMENT.md\n"
        );
        await Runs(
            ["watch", nowhere],
            1,
            errors: $"{nowhere}: no survey.yaml there; a survey's folder holds one, described in survey/INSTRUMENT.md\n"
        );
    }

    [Theory]
    [InlineData("--survey and --wave go together: ingest load FILE --survey S --wave W", "load", "w1.csv", "--survey", "s")]
    [InlineData("--survey and --wave go together: ingest load FILE --survey S --wave W", "load", "w1.csv", "--wave", "w1")]
    [InlineData("Required argument 'path' missing for command: 'load'.", "load")]
    [InlineData("Required argument missing for option: '--wave'.", "load", "w1.csv", "--survey", "s", "--wave")]
    [InlineData("Required argument missing for option: '--survey'.", "load", "w1.csv", "--wave", "w1", "--survey")]
    [InlineData("Required argument missing for option: '--every'.", "watch", ".", "--every")]
    [InlineData("Unrecognized command or argument '--waves'.", "load", "w1.csv", "--waves", "w1")]
    [InlineData("\"soon\" is not a time such as 30s, 1m or 2h", "watch", ".", "--every", "soon")]
    [InlineData("\"0s\" is not a time such as 30s, 1m or 2h", "watch", ".", "--every", "0s")]
    [InlineData("\"-1m\" is not a time such as 30s, 1m or 2h", "watch", ".", "--every", "-1m")]
    [InlineData("Required argument 'folder' missing for command: 'watch'.", "watch")]
    [InlineData("Required command was not provided.")]
    [InlineData("Required command was not provided.\nUnrecognized command or argument 'lod'.", "lod")]
    public async Task ACommandThatIsNotUnderstoodSaysWhy(string message, params string[] arguments)
    {
        var (code, _, errors) = await Run(arguments);

        Assert.Equal(2, code);
        Assert.StartsWith(message + "\n", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileWithoutItsSurveyAndWaveIsNotUnderstood()
    {
        using var folder = new SurveyFolder("");
        var file = folder.Write("w1.csv", Good);

        var (code, _, errors) = await Run("load", file);

        Assert.Equal(2, code);
        Assert.StartsWith($"{file} is a file; say what it is: ingest load {file} --survey S --wave W\n", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "--help",
        "load <path>",
        "watch <folder>",
        "check <path>",
        "revisions <survey> <wave>",
        "rejects <survey> <wave>",
        "diff <survey> <wave> <from> <to>",
        "revert <survey> <wave> <revision>",
        "recode <survey>"
    )]
    [InlineData("load --help", "--survey", "--wave")]
    [InlineData("watch --help", "--every", "--heartbeat")]
    public async Task HelpLists(string arguments, params string[] listed)
    {
        var (code, output, errors) = await Run(arguments.Split(' '));

        Assert.Equal((0, ""), (code, errors));
        Assert.All(listed, entry => Assert.Contains($"\n  {entry}", output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("1s", 1)]
    [InlineData("30s", 30)]
    [InlineData("1m", 60)]
    [InlineData("2h", 7_200)]
    [InlineData("168h", 604_800)]
    [InlineData("604800s", 604_800)]
    [InlineData("169h", null)]
    [InlineData("604801s", null)]
    [InlineData("99999999999s", null)]
    [InlineData("1.5h", null)]
    [InlineData("1d", null)]
    [InlineData("5", null)]
    [InlineData("m", null)]
    [InlineData("", null)]
    [InlineData(" 5m", null)]
    public void ATimeIsANumberOfSecondsMinutesOrHoursUpToAWeek(string text, int? seconds) =>
        Assert.Equal(seconds, (int?)Duration.Parse(text)?.TotalSeconds);

    [Fact]
    public async Task WatchingGoesOnUntilItIsStopped()
    {
        using var folder = Folder("watched");
        File.SetLastWriteTimeUtc(Path.Combine(folder.Path, InstrumentFile.Name), DateTime.UtcNow.AddMinutes(-1));
        File.SetLastWriteTimeUtc(folder.Write("w1.csv", Good), DateTime.UtcNow.AddMinutes(-1));
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await using var output = new StringWriter();
        await using var errors = new StringWriter();

        var run = new CommandLine(TextWriter.Synchronized(output), TextWriter.Synchronized(errors), postgres.ConnectionString).Run(
            ["watch", folder.Path, "--every", "1s"],
            cancel.Token
        );
        while (await postgres.Value<int>("select count(*) from revision where survey_id = 'watched'") == 0)
            await Task.Delay(20, cancel.Token);
        await cancel.CancelAsync();

        Assert.Equal(0, await run);
        Assert.StartsWith($"watching {folder.Path}; Ctrl-C stops\n", output.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("stopped\n", output.ToString(), StringComparison.Ordinal);
        Assert.Equal("", errors.ToString());
    }

    [Fact]
    public async Task ADatabaseThatIsNotThereFailsTheCommand()
    {
        var (code, output, errors) = await RunOn("Host=/nonexistent;Username=survey;Database=postgres", "load", ".");

        Assert.Equal((1, ""), (code, output));
        Assert.Matches("^the database cannot be used: Failed to connect to /nonexistent[^\n]*\n$", errors);
    }

    [Fact]
    public async Task ADatabaseThatFailsInTheMiddleFailsTheCommand()
    {
        var broken = new TestDatabase();
        await broken.InitializeAsync();
        await broken.Value<int>("drop table source");
        using var folder = Folder("middle");
        folder.Write("w1.csv", Good);

        var (code, output, errors) = await RunOn(broken.ConnectionString, "load", folder.Path);

        Assert.Equal((1, "", "the database failed: 42P01: relation \"source\" does not exist\n"), (code, output, errors));
        Assert.Equal(0, await broken.Value<int>("select count(*) from revision"));
        await broken.DisposeAsync();
    }

    private static SurveyFolder Folder(string survey, string waves = OneWave) => new(SmallSurvey.Yaml(survey, waves, Question));

    private async Task Runs(string[] arguments, int expectedCode, string expectedOutput = "", string errors = "") =>
        Assert.Equal((expectedCode, expectedOutput, errors), await Run(arguments));

    private Task<(int Code, string Output, string Errors)> Run(params string[] arguments) => RunOn(postgres.ConnectionString, arguments);

    private static async Task<(int Code, string Output, string Errors)> RunOn(string server, params string[] arguments)
    {
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        var code = await new CommandLine(output, errors, server).Run(arguments);
        return (code, output.ToString(), errors.ToString());
    }
}
