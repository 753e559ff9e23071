using System.Diagnostics;
using System.Globalization;

namespace Survey.Tests;

/// <summary><c>./run</c> with arguments, in a process of its own, with the time and the memory that it took.</summary>
public static class Measured
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <param name="PeakBytes">the most that was resident at once</param>
    public sealed record Result(int ExitCode, string Output, string Errors, TimeSpan Time, long PeakBytes);

    public static async Task<Result> Run(string data, string[] arguments, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo(Path.Combine(Repository.Root, "run"), arguments)
        {
            WorkingDirectory = data,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SURVEY_DATA"] = data;
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        // On a thread of its own, that no other test keeps from looking.
        var peak = await Task.Factory.StartNew(
            () => Watched(process, watch),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        var time = watch.Elapsed;
        return new Result(process.ExitCode, await output, await errors, time, peak);
    }

    private static long Watched(Process process, Stopwatch watch)
    {
        var peak = 0L;
        while (!process.HasExited)
        {
            peak = Math.Max(peak, Peak(process.Id));
            if (watch.Elapsed > Patience)
                process.Kill(entireProcessTree: true);
            Thread.Sleep(5);
        }
        return peak;
    }

    /// <summary>The kernel's own high-water mark.</summary>
    private static long Peak(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status")
                .FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : 1024 * long.Parse(line.AsSpan(6).Trim()[..^3], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
