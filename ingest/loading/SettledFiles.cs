using System.Diagnostics;

namespace Survey.Ingest.Loading;

/// <summary>
/// The files of a folder, and which of them have settled: a file that is still being written is not whole, and is not to be read. Settled
/// is what was seen unchanged for some time; at the first look also what was last written to so long ago. A file that is gone settles
/// too.
/// </summary>
/// <param name="settling">how long a file must be unchanged</param>
internal sealed class SettledFiles(string folder, TimeSpan settling)
{
    private readonly Dictionary<string, Seen> files = [];
    private bool hasLooked;

    /// <exception cref="IOException">there is no such folder</exception>
    public void Look()
    {
        var there = new DirectoryInfo(folder).EnumerateFiles().ToDictionary(file => file.Name, file => PlainFile.At(file.FullName));
        foreach (var name in there.Keys.Union(files.Keys).ToList())
        {
            var file = there.GetValueOrDefault(name);
            var stamp = file is not { Exists: true } ? "" : $"{file.Length} {file.LastWriteTimeUtc.Ticks} {file.UnixFileMode}";
            if (!files.TryGetValue(name, out var seen) || seen.Stamp != stamp)
            {
                var isOld = !hasLooked && stamp.Length > 0 && DateTime.UtcNow - file!.LastWriteTimeUtc >= settling;
                files[name] = seen = new Seen(stamp, isOld ? 0 : Stopwatch.GetTimestamp(), seen?.Settled ?? "");
            }
            if (Stopwatch.GetElapsedTime(seen.Since) >= settling)
                seen.Settled = stamp;
        }
        hasLooked = true;
    }

    /// <summary>Whether a file may be read, or is certainly not there.</summary>
    public bool HasSettled(string name) => !files.TryGetValue(name, out var seen) || seen.Settled == seen.Stamp;

    /// <summary>What some files were when they had last settled: a text that is another as soon as one of them settles otherwise.</summary>
    public string Stamp(IEnumerable<string> names) =>
        string.Join('\n', names.Select(name => $"{name} {files.GetValueOrDefault(name)?.Settled}"));

    /// <param name="Stamp">size, time and access; empty for a file that is gone</param>
    /// <param name="Since">when it was first seen so</param>
    private sealed record Seen(string Stamp, long Since, string Settled)
    {
        /// <summary>The last stamp that stood still long enough; empty before there was any.</summary>
        public string Settled { get; set; } = Settled;
    }
}
