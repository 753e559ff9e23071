using System.Diagnostics;
using System.Globalization;

namespace Survey.Bench;

/// <summary>A program that was run to its end in a process of its own.</summary>
/// <param name="Cpu">seconds, of it and what it started</param>
/// <param name="Peak">the most memory that it held at a time, in MB of a million bytes: the kernel's VmHWM, looked at every 5 ms</param>
internal sealed record Child(int ExitCode, string Output, string Errors, double Seconds, double Cpu, double Peak)
{
    /// <summary>Longer than the slowest run takes; what takes longer is stopped, and fails the benchmark.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <param name="folder">of the program: "ingest"</param>
    public static string[] Program(string folder) => ["dotnet", Place.Program(folder)];

    /// <exception cref="SurveyException">it failed</exception>
    public Child Good(string what) =>
        ExitCode == 0 ? this : throw new SurveyException($"{what} failed with exit code {ExitCode}: {Errors.Trim()}");

    /// <exception cref="SurveyException">it took too long</exception>
    public static async Task<Child> Run(IReadOnlyList<string> command, params (string Name, string Value)[] environment)
    {
        var before = Usage.OfChildren();
        var watch = Stopwatch.StartNew();
        using var process = Start(command, environment);
        using var limit = new CancellationTokenSource(Limit);
        var peak = 0.0;
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            var end = process.WaitForExitAsync(limit.Token);
            do peak = Math.Max(peak, Usage.PeakOf(process.Id));
            while (await Task.WhenAny(end, Task.Delay(5)) != end);
            await end;
            var seconds = watch.Elapsed.TotalSeconds;
            return new Child(process.ExitCode, await output, await errors, seconds, Usage.OfChildren() - before, peak);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new SurveyException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{string.Join(' ', command)} took more than {Limit.TotalMinutes} minutes, and was stopped"
                )
            );
        }
    }

    /// <summary>Starts a program whose output is read here.</summary>
    public static Process Start(IReadOnlyList<string> command, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
