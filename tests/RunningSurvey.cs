using System.Collections.Concurrent;
using System.Diagnostics;

namespace Survey.Tests;

/// <summary><c>./run</c> in a process of its own, serving on a free port until it is stopped.</summary>
public sealed class RunningSurvey : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();
    private readonly ConcurrentQueue<string> errors = new();
    private readonly TaskCompletionSource<string> serving = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RunningSurvey(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Said(output, line.Data);
        process.ErrorDataReceived += (_, line) => Said(errors, line.Data);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => serving.TrySetException(new InvalidOperationException("./run ended: " + Errors));
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The line that says where it serves.</summary>
    public string Serving { get; private set; } = "";

    public HttpClient Client { get; } = new();

    public string Output => string.Concat(output);

    public string Errors => string.Concat(errors);

    /// <param name="folder">for database and reports</param>
    /// <param name="environment">beside <c>SURVEY_DATA</c>, no <c>SURVEY_DB</c>, and any free port</param>
    public static async Task<RunningSurvey> Start(
        string folder,
        IReadOnlyDictionary<string, string>? environment = null,
        params string[] arguments
    )
    {
        var start = new ProcessStartInfo(Path.Combine(Repository.Root, "run"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        var settings = new Dictionary<string, string>
        {
            ["SURVEY_DATA"] = folder,
            ["SURVEY_DB"] = "",
            ["PORT"] = "0",
        };
        foreach (var (name, value) in settings.Concat(environment ?? new Dictionary<string, string>()))
            start.Environment[name] = value;
        var running = new RunningSurvey(Process.Start(start)!);
        running.Serving = await running.serving.Task.WaitAsync(Patience);
        running.Client.BaseAddress = new Uri(running.Serving.Split(' ', ';')[1]);
        return running;
    }

    /// <summary>As Ctrl-C does.</summary>
    /// <returns>the exit code</returns>
    public async Task<int> Stop()
    {
        if (!process.HasExited)
            await Shell.Run("kill", ["-INT", $"{process.Id}"], "/");
        using var limit = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Stop();
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
            process.Dispose();
            Client.Dispose();
        }
    }

    private void Said(ConcurrentQueue<string> where, string? line)
    {
        if (line is null)
            return;
        where.Enqueue(line + "\n");
        if (line.StartsWith("serving ", StringComparison.Ordinal))
            serving.TrySetResult(line);
    }
}
