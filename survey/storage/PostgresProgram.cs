using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Survey.Storage;

/// <summary>The programs that PostgreSQL's server comes with. They refuse root, so root runs them as "postgres".</summary>
internal static class PostgresProgram
{
    /// <exception cref="SurveyException">it is not installed, or it failed; the message says what it said</exception>
    public static Task Run(string program, string[] arguments, CancellationToken cancel)
    {
        var path = Find(program);
        return Environment.IsPrivilegedProcess
            ? RunAny("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", path, .. arguments], cancel)
            : RunAny(path, arguments, cancel);
    }

    /// <exception cref="SurveyException">it is not installed</exception>
    public static async Task<bool> Succeeds(string program, string[] arguments, CancellationToken cancel)
    {
        try
        {
            await Run(program, arguments, cancel);
            return true;
        }
        catch (CommandFailedException)
        {
            return false;
        }
    }

    /// <summary>Gives a folder of root's to the account that its programs run as.</summary>
    public static Task Own(string folder, CancellationToken cancel) =>
        Environment.IsPrivilegedProcess ? RunAny("chown", ["postgres:", folder], cancel) : Task.CompletedTask;

    private static async Task RunAny(string program, IEnumerable<string> arguments, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = "/",
        };
        start.Environment["LC_ALL"] = "C";
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(cancel);
            var errors = process.StandardError.ReadToEndAsync(cancel);
            await process.WaitForExitAsync(cancel);
            if (process.ExitCode != 0)
                throw new CommandFailedException(
                    $"{Path.GetFileName(program)} failed with exit code {process.ExitCode}: {(await errors + await output).Trim()}"
                );
        }
        catch (Win32Exception exception)
        {
            throw new SurveyException($"{program} cannot be run: {exception.Message}", exception);
        }
    }

    /// <summary>Where a program of the newest installed PostgreSQL is.</summary>
    private static string Find(string program)
    {
        const string debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(debian) ? Directory.GetDirectories(debian) : [];
        var folders = versions
            .Select(folder => (folder, version: VersionOf(Path.GetFileName(folder))))
            .Where(pair => pair.version >= 15)
            .OrderByDescending(pair => pair.version)
            .Select(pair => Path.Combine(pair.folder, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries));
        return folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists)
            ?? throw new SurveyException(
                $"PostgreSQL 15 or newer is not installed ({program} was looked for in {debian} and on PATH); ./run installs it, "
                    + "or SURVEY_DB names a server to use instead"
            );

        static int VersionOf(string name) =>
            int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    private sealed class CommandFailedException(string message) : SurveyException(message);
}
