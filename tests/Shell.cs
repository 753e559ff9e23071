using System.Diagnostics;

namespace Survey.Tests;

/// <summary>Runs programs as a user would, for at most five minutes: the first to run builds.</summary>
public static class Shell
{
    public sealed record Result(int ExitCode, string Output, string Errors);

    /// <summary><c>./run</c> with arguments, in a process of its own.</summary>
    /// <param name="data">for database and reports, and where it is run</param>
    /// <param name="settings">environment variables, beside <c>SURVEY_DATA</c> and no <c>SURVEY_DB</c></param>
    public static Task<Result> Survey(string data, string[] arguments, params (string Name, string Value)[] settings)
    {
        var environment = new Dictionary<string, string> { ["SURVEY_DATA"] = data, ["SURVEY_DB"] = "" };
        foreach (var (name, value) in settings)
            environment[name] = value;
        return Run(Path.Combine(Repository.Root, "run"), arguments, data, environment);
    }

    /// <summary>What was said without the lines that tell, second by second, how far a slow machine has read.</summary>
    public static string WithoutProgress(string errors) =>
        string.Concat(
            errors
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(line => !line.EndsWith(" left", StringComparison.Ordinal))
                .Select(line => line + "\n")
        );

    public static async Task<Result> Run(
        string program,
        IEnumerable<string> arguments,
        string folder,
        IReadOnlyDictionary<string, string>? environment = null
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        return new Result(process.ExitCode, await output, await errors);
    }
}

/// <summary>A folder that is thrown away after the test, and that the database's account can reach.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => File.SetUnixFileMode(Path, (UnixFileMode)0b111_101_101);

    public string Path { get; } = Directory.CreateTempSubdirectory("survey-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
