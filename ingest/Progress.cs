using System.Diagnostics;
using System.Globalization;

namespace Survey.Ingest;

/// <summary>Tells how far the reading of a file is, once a second; what is done sooner says nothing.</summary>
/// <param name="bytes">the file's size</param>
/// <param name="say">is given a line; null to tell nobody</param>
public sealed class Progress(string file, long bytes, Action<string>? say)
{
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private long told;

    public void Report(long read, long rows)
    {
        var seconds = watch.Elapsed.TotalSeconds;
        if (say is null || (long)seconds <= told)
            return;
        told = (long)seconds;
        var speed = read / seconds;
        var left = TimeSpan.FromSeconds((bytes - read) / speed);
        say(string.Create(CultureInfo.InvariantCulture, $"{file}: {rows:N0} rows, {100 * read / bytes} %, {speed / 1e6:F1} MB/s, {(long)left.TotalMinutes}:{left:ss} left"));
    }
}
