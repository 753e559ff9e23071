using System.Diagnostics;
using System.Globalization;

namespace Survey.Server;

/// <summary>
/// The process that serves a folder's cluster: what PostgreSQL notes of it in the folder, held against what the kernel says. A process is
/// the folder's when it works there, so that another one that has its number by now is not taken for it. Where the kernel does not tell
/// (macOS), the number is believed.
/// </summary>
/// <param name="IsReady">false while it starts, recovers or stops</param>
internal sealed record Postmaster(int Id, bool IsReady)
{
    private const string Kernel = "/proc";

    /// <summary>The line of PostgreSQL's note that says how far it is, counted from 0.</summary>
    private const int Status = 7;

    /// <summary>Processes that a server left end by themselves when they see that it is gone; those that work do not look.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan MostPatience = TimeSpan.FromSeconds(10);

    /// <summary>Whether the program that it runs is no longer the one that is installed: what it would still read of that does not fit
    /// it.</summary>
    public bool IsReplaced => Link(Id, "exe")?.EndsWith(" (deleted)", StringComparison.Ordinal) ?? false;

    /// <returns>null where the cluster is served by none</returns>
    public static Postmaster? Of(DatabaseFolder folder)
    {
        var id = NotedIn(folder.ProcessFile, out var isReady);
        return id > 0 && (Directory.Exists(Kernel) ? WorksIn(id, Real(folder.Cluster)) : Lives(id)) ? new Postmaster(id, isReady) : null;
    }

    /// <returns>0 where nothing is noted</returns>
    private static int NotedIn(string file, out bool isReady)
    {
        isReady = false;
        try
        {
            var lines = File.ReadAllLines(file);
            isReady = lines.Length > Status && lines[Status].Trim() == "ready";
            return int.TryParse(lines.FirstOrDefault()?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    /// <summary>Ends what a server that died left behind: processes that still hold its memory, so that no other can start, and its
    /// notes, whose number another process may have by now. None of the work that was done is lost: the next server recovers it.</summary>
    /// <exception cref="SurveyException">they do not end</exception>
    public static async Task EndOrphans(DatabaseFolder folder, CancellationToken cancel)
    {
        if (!Directory.Exists(Kernel))
            return;
        for (var waiting = Stopwatch.StartNew(); Processes(folder) is { Count: > 0 } left; await Task.Delay(20, cancel))
        {
            // One that was only about to write its note.
            if (Of(folder) is not null)
                return;
            if (waiting.Elapsed > MostPatience)
                throw new SurveyException(
                    $"the private database in {folder.Name} cannot be started: processes of its last server do not end "
                        + $"({string.Join(", ", left)})"
                );
            if (waiting.Elapsed > Patience)
                left.ForEach(Kill);
        }
        foreach (var note in folder.ProcessFiles.Where(note => IsOfAnother(note, folder)))
            File.Delete(note);
    }

    /// <summary>Whether the noted number is seen to be that of another process, or of a dead one that its parent does not take note of:
    /// PostgreSQL would believe it. A number that is not seen at all PostgreSQL judges better than we, by the memory that is
    /// shared.</summary>
    private static bool IsOfAnother(string note, DatabaseFolder folder)
    {
        var id = NotedIn(note, out _);
        return id > 0 && (IsDead(id) || Link(id, "cwd") is { } elsewhere && elsewhere != Real(folder.Cluster));
    }

    private static bool IsDead(int id)
    {
        try
        {
            // Behind the name, which stands in parentheses and may hold some: the state.
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"{Kernel}/{id}/stat"));
            return stat[(stat.LastIndexOf(')') + 1)..].TrimStart()[0] is 'Z' or 'X';
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>All of PostgreSQL's processes that work in a folder's cluster.</summary>
    private static List<int> Processes(DatabaseFolder folder)
    {
        var cluster = Real(folder.Cluster);
        return
        [
            .. from path in Directory.EnumerateDirectories(Kernel)
            let id = int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0
            where id > 0 && WorksIn(id, cluster)
            select id,
        ];
    }

    private static bool WorksIn(int id, string cluster) =>
        Link(id, "cwd") == cluster && Path.GetFileName(Link(id, "exe") ?? "").Split(' ')[0] is "postgres" or "postmaster";

    /// <returns>null where there is none, or where it may not be read</returns>
    private static string? Link(int id, string name)
    {
        try
        {
            return new FileInfo(string.Create(CultureInfo.InvariantCulture, $"{Kernel}/{id}/{name}")).LinkTarget;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>A path as the kernel says it, without symbolic links.</summary>
    private static string Real(string path)
    {
        if (Path.GetDirectoryName(path) is not { } parent)
            return path;
        var here = Path.Combine(Real(parent), Path.GetFileName(path));
        return new DirectoryInfo(here).LinkTarget is { } target ? Real(Path.GetFullPath(target, Path.GetDirectoryName(here)!)) : here;
    }

    private static bool Lives(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (ArgumentException)
        {
            // It has ended meanwhile.
        }
    }
}
