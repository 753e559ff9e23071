using System.Diagnostics;
using System.Text;
using Survey.Tests.Counting;
using Xunit;

namespace Survey.Tests.Ingest.Loading;

/// <summary>What a load leaves in the temporary folder that ends before its time, each in a process of its own.</summary>
public sealed class KilledLoadTests(TestDatabase postgres) : IClassFixture<TestDatabase>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task ALoadThatIsKilledLeavesNothingInTheTemporaryFolder()
    {
        using var data = new TemporaryFolder();
        using var temporary = new TemporaryFolder();
        using var folder = Folder("killed");
        (string, string)[] settings = [("SURVEY_DB", postgres.ConnectionString), ("TMPDIR", temporary.Path)];
        Assert.Equal(0, (await Shell.Survey(data.Path, ["ingest", "--version"])).ExitCode);

        for (var kill = 0; kill < 6; kill++)
        {
            using var load = Start(data, folder, settings);
            var began = Stopwatch.StartNew();
            while (OpenIn(temporary, load).Count <= kill % 3 && !load.HasExited)
            {
                Assert.True(began.Elapsed < Patience, $"no temporary file was opened in {Patience}");
                await Task.Delay(5);
            }
            load.Kill();
            await load.WaitForExitAsync();
            Assert.Empty(Directory.EnumerateFileSystemEntries(temporary.Path));
        }

        var whole = await Shell.Survey(data.Path, ["ingest", "load", folder.Path], settings);
        Assert.True(whole.ExitCode == 0, whole.Errors);
        Assert.StartsWith("killed w1: w1.csv loaded as revision 1\n", whole.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(temporary.Path));
    }

    [Fact]
    public async Task ATemporaryFolderThatIsFullIsNamedAndNothingIsLeftInIt()
    {
        using var data = new TemporaryFolder();
        using var temporary = new TemporaryFolder();
        using var folder = Folder("full");
        var settings = new Dictionary<string, string>
        {
            ["SURVEY_DATA"] = data.Path,
            ["SURVEY_DB"] = postgres.ConnectionString,
            ["TMPDIR"] = temporary.Path,
            // With it .NET itself makes a file that is larger.
            ["DOTNET_EnableWriteXorExecute"] = "0",
        };
        Assert.Equal(0, (await Shell.Survey(data.Path, ["ingest", "--version"])).ExitCode);
        var run = Path.Combine(Repository.Root, "run");

        // Files of more than a megabyte fail to be written, as they do where there is no room.
        var full = await Shell.Run(
            "bash",
            ["-c", "trap '' XFSZ; ulimit -f 1000; exec \"$0\" ingest load \"$1\"", run, folder.Path],
            data.Path,
            settings
        );

        Assert.Equal(1, full.ExitCode);
        var line = Shell.WithoutProgress(full.Errors);
        Assert.StartsWith($"{temporary.Path}: temporary files cannot be written there: ", line, StringComparison.Ordinal);
        Assert.EndsWith("; make room, or set TMPDIR to another folder\n", line, StringComparison.Ordinal);
        Assert.Single(line, character => character == '\n');
        Assert.Empty(Directory.EnumerateFileSystemEntries(temporary.Path));
        var again = await Shell.Run(run, ["ingest", "load", folder.Path], data.Path, settings);
        Assert.StartsWith("full w1: w1.csv loaded as revision 1\n", again.Output, StringComparison.Ordinal);
    }

    /// <summary>Texts that do not fit into memory, with addresses in them.</summary>
    private static SurveyFolder Folder(string survey)
    {
        var folder = new SurveyFolder(SmallSurvey.Yaml(survey, "  - { id: w1, file: w1.csv }", "  - { id: why, text: Why?, kind: text }"));
        var (random, csv) = (new Random(11), new StringBuilder("Why?\n"));
        for (var row = 0; row < 150_000; row++)
            csv.Append("mail me at someone@example.org because of ").Append(random.NextInt64()).Append(random.NextInt64()).Append('\n');
        folder.Write("w1.csv", csv.ToString());
        return folder;
    }

    private static Process Start(TemporaryFolder data, SurveyFolder folder, (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo(Path.Combine(Repository.Root, "run"), ["ingest", "load", folder.Path])
        {
            WorkingDirectory = data.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SURVEY_DATA"] = data.Path;
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>The files without a name that a program has open in a folder.</summary>
    private static List<string> OpenIn(TemporaryFolder folder, Process program)
    {
        try
        {
            return
            [
                .. Directory
                    .EnumerateFileSystemEntries($"/proc/{program.Id}/fd")
                    .Select(file => new FileInfo(file).LinkTarget ?? "")
                    .Where(target => target.StartsWith(folder.Path + "/survey-", StringComparison.Ordinal))
                    .Where(target => target.EndsWith(" (deleted)", StringComparison.Ordinal)),
            ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
