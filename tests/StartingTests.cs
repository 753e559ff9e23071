using System.Collections.Concurrent;
using System.Diagnostics;
using Survey.Server;
using Xunit;

namespace Survey.Tests;

/// <summary>Programs that are killed, stopped and started again while their private database is made and started: each in a process of its
/// own, from nothing.</summary>
[Collection(RunTests.Name)]
public sealed class StartingTests
{
    private const string Loaded = "container 2016-06: 2016-06.csv ";

    [Fact]
    public async Task AFirstStartThatIsKilledLeavesNothingToTripOver()
    {
        for (var kill = 0; kill < Kills.Count; kill++)
        {
            using var data = new TemporaryFolder();
            using (var first = Start(data, "Ingest", "load", Repository.Sample("container")))
            {
                // From before initdb begins until after the server is there.
                await Task.Delay(TimeSpan.FromMilliseconds(250 + 2000 * kill / Kills.Count));
                first.Kill();
                await first.WaitForExitAsync();
            }

            var second = await Run(data, "Ingest", "load", Repository.Sample("container"));

            Assert.True(second.ExitCode == 0, $"kill {kill}: {second.Errors}");
            Assert.Contains(Loaded, second.Output, StringComparison.Ordinal);
            Assert.Null(new DatabaseFolder(Path.Combine(data.Path, "database")) is { } folder ? Postmaster.Of(folder) : null);
        }
    }

    [Fact]
    public async Task TwoFirstStartsAtOnceShareOneDatabase()
    {
        using var data = new TemporaryFolder();

        var both = await Task.WhenAll(
            Run(data, "Ingest", "load", Repository.Sample("container")),
            Run(data, "Ingest", "load", Repository.Sample("container"))
        );

        Assert.All(both, result => Assert.True(result.ExitCode == 0, result.Errors));
        Assert.Single(both, result => result.Errors.Contains("making a private database in ", StringComparison.Ordinal));
        var third = await Run(data, "Ingest", "load", Repository.Sample("container"));
        Assert.Contains($"{Loaded}is unchanged, revision 1\n", third.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StoppedByCtrlCAndStartedAgainAtOnceItServes()
    {
        using var data = new TemporaryFolder();
        var complaints = new ConcurrentQueue<string>();
        var running = new List<Process>();

        for (var restart = 0; restart < Kills.Count * 4 / 5 + 1; restart++)
        {
            var process = Start(data, "Api");
            process.ErrorDataReceived += (_, line) => complaints.Enqueue(line.Data ?? "");
            process.BeginErrorReadLine();
            running.Add(process);
            await Task.Delay(TimeSpan.FromMilliseconds(300 + 370 * restart % 2300));
            await Shell.Run("kill", ["-INT", $"{process.Id}"], "/");
            await Task.Delay(TimeSpan.FromSeconds(0.3));
        }
        using var last = Start(data, "Api");
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var serving = await last.StandardOutput.ReadLineAsync(limit.Token);
        await Shell.Run("kill", ["-INT", $"{last.Id}"], "/");
        await last.WaitForExitAsync(limit.Token);

        Assert.StartsWith("serving http://localhost:", serving ?? await last.StandardError.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Equal(0, last.ExitCode);
        foreach (var process in running)
        {
            await process.WaitForExitAsync(limit.Token);
            // 130: the signal came before the program had begun to listen for it.
            Assert.True(process.ExitCode is 0 or 130, $"{process.ExitCode}: {string.Join('\n', complaints)}");
            process.Dispose();
        }
        Assert.DoesNotContain(
            complaints,
            line => line is not ("" or "stopped") && !line.StartsWith("making a private database", StringComparison.Ordinal)
        );
        Assert.False(File.Exists(Path.Combine(data.Path, "database", "postgresql", "postmaster.pid")), "the private database still runs");
    }

    private static Process Start(TemporaryFolder data, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [$"Survey.{program}.dll", .. arguments])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Settings(data))
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private static Task<Shell.Result> Run(TemporaryFolder data, string program, params string[] arguments) =>
        Shell.Run("dotnet", [$"Survey.{program}.dll", .. arguments], AppContext.BaseDirectory, Settings(data));

    private static Dictionary<string, string> Settings(TemporaryFolder data) =>
        new()
        {
            ["SURVEY_DATA"] = data.Path,
            ["SURVEY_DB"] = "",
            ["PORT"] = "0",
        };
}
