using System.Diagnostics;
using System.Globalization;

namespace Survey.Ingest.Loading;

/// <summary>
/// Tells how far the reading of a file is, once a second; what is done sooner says nothing. On a terminal one line is written over and
/// over, and cleared at the end; elsewhere, as in a log, every second has a line of its own.
/// </summary>
/// <param name="bytes">the file's size</param>
/// <param name="say">is given a line; null to tell nobody</param>
/// <param name="terminal">written to in place of <paramref name="say"/>; null where there is no terminal</param>
public sealed class Progress(string file, long bytes, Action<string>? say, TextWriter? terminal) : IDisposable
{
    private const string ClearLine = "\r\u001b[K";

    private readonly Stopwatch watch = Stopwatch.StartNew();
    private long told;

    public Progress(string file, long bytes, Action<string>? say)
        : this(file, bytes, say, Console.IsErrorRedirected ? null : Console.Error) { }

    public void Report(long read, long rows) => Report(read, rows, watch.Elapsed.TotalSeconds);

    /// <param name="seconds">since the reading began</param>
    internal void Report(long read, long rows, double seconds)
    {
        if (say is null || (long)seconds <= told)
            return;
        told = (long)seconds;
        var speed = read / seconds;
        var left = TimeSpan.FromSeconds((bytes - read) / speed);
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{file}: {rows:N0} rows, {100 * read / bytes} %, {speed / 1e6:F1} MB/s, {(long)left.TotalMinutes}:{left:ss} left"
        );
        if (terminal is null)
            say(line);
        else
            terminal.Write(ClearLine + line);
    }

    public void Dispose()
    {
        if (told > 0)
            terminal?.Write(ClearLine);
    }
}
