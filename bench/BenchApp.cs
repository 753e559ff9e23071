using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Survey.Api.Serving;
using Survey.Storage;

namespace Survey.Bench;

/// <summary>The API in a process of its own, with the settings of the program that users run, and an empty endpoint beside it that tells
/// what HTTP alone costs.</summary>
internal sealed partial class BenchApp : IAsyncDisposable
{
    public const string Command = "serve-beside-nothing";
    public const string Empty = "/empty";

    private readonly Process process;

    private BenchApp(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>The most memory that it held so far, in MB.</summary>
    public double Peak => Usage.PeakOf(process.Id);

    /// <summary>In the process that is measured.</summary>
    public static async Task Serve(CancellationToken cancel)
    {
        await using var database = new SurveyDatabase(Environment.GetEnvironmentVariable("SURVEY_DB")!);
        await using var app = App.Build(database, "http://127.0.0.1:0");
        app.MapGet(Empty, () => TypedResults.Ok());
        await app.StartAsync(cancel);
        Console.WriteLine($"serving {app.Urls.First()}");
        await app.WaitForShutdownAsync(cancel);
    }

    /// <param name="cacheMegabytes">for the sets that queries read, and as many for answers</param>
    public static Task<BenchApp> Start(string connectionString, int cacheMegabytes)
    {
        var (api, bench) = (Place.Program("api"), Place.Program("bench"));
        // The program's own runtime settings, its garbage collector above all.
        string[] command =
        [
            "dotnet",
            "exec",
            "--runtimeconfig",
            Path.ChangeExtension(api, ".runtimeconfig.json"),
            "--depsfile",
            Path.ChangeExtension(bench, ".deps.json"),
            bench,
            Command,
        ];
        var megabytes = cacheMegabytes.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Start(command, ("SURVEY_DB", connectionString), ("SURVEY_CACHE_MB", megabytes), ("SURVEY_ANSWERS_MB", megabytes));
    }

    /// <summary>The program as users run it.</summary>
    public static Task<BenchApp> StartProgram(params (string, string)[] environment) =>
        Start(Child.Program("api"), [("PORT", "0"), ("HOST", "127.0.0.1"), .. environment]);

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]).Dispose();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }
        process.Dispose();
    }

    private static async Task<BenchApp> Start(IReadOnlyList<string> command, params (string, string)[] environment)
    {
        var process = Child.Start(command, environment);
        var errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        try
        {
            while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            {
                if (ServingLine().Match(line) is { Success: true } match)
                {
                    _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                    return new BenchApp(process, new Uri($"http://127.0.0.1:{match.Groups[1].Value}"));
                }
            }
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }
        throw new SurveyException($"{string.Join(' ', command)} does not serve: {(await errors).Trim()}");
    }

    [GeneratedRegex(@"^serving .*:(\d+)")]
    private static partial Regex ServingLine();
}
