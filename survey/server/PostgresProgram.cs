using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Survey.Server;

/// <summary>The programs that PostgreSQL's server comes with. They refuse root, so root runs them as "postgres".</summary>
internal static class PostgresProgram
{
    /// <summary>Runs it to its end; when cancelled it is ended, and gone when this returns.</summary>
    /// <param name="version">the major version to take where it is installed; the newest otherwise</param>
    /// <exception cref="SurveyException">it is not installed, or it failed; the message says what it said</exception>
    /// <returns>what it said</returns>
    public static Task<string> Run(string program, string[] arguments, int? version, CancellationToken cancel)
    {
        var path = Find(program, version);
        return Environment.IsPrivilegedProcess
            ? RunAny("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", path, .. arguments], cancel)
            : RunAny(path, arguments, cancel);
    }

    /// <summary>Gives a folder of root's to the account that its programs run as.</summary>
    public static Task Own(string folder, CancellationToken cancel) =>
        Environment.IsPrivilegedProcess ? RunAny("chown", ["postgres:", folder], cancel) : Task.CompletedTask;

    private static async Task<string> RunAny(string program, IEnumerable<string> arguments, CancellationToken cancel)
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
            try
            {
                await process.WaitForExitAsync(cancel);
            }
            catch (OperationCanceledException)
            {
                process.Kill();
                await process.WaitForExitAsync(CancellationToken.None);
                throw;
            }
            if (process.ExitCode == 0)
                return await output;
            // Ctrl-C reaches every program of a terminal: what failed for it was stopped.
            cancel.ThrowIfCancellationRequested();
            throw new SurveyException(
                $"{Path.GetFileName(program)} failed with exit code {process.ExitCode}: " + Label.Normalise(await errors + await output)
            );
        }
        catch (Win32Exception exception)
        {
            throw new SurveyException($"{program} cannot be run: {exception.Message}", exception);
        }
    }

    /// <summary>Where a program of an installed PostgreSQL is: of this version, or else of the newest.</summary>
    private static string Find(string program, int? wanted)
    {
        const string debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(debian) ? Directory.GetDirectories(debian) : [];
        var folders = versions
            .Select(folder => (folder, version: VersionOf(Path.GetFileName(folder))))
            .Where(pair => pair.version >= 15)
            .OrderByDescending(pair => pair.version == wanted)
            .ThenByDescending(pair => pair.version)
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
}
