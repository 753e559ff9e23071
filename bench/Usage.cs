using System.Globalization;

namespace Survey.Bench;

/// <summary>What processes used, as the kernel counts it (Linux). CPU in seconds, to a hundredth; memory in MB of a million
/// bytes.</summary>
internal static class Usage
{
    private const double Ticks = 100;

    /// <summary>CPU of all child processes that ended.</summary>
    public static double OfChildren()
    {
        var stat = Stat("self")!;
        return (Number(stat[13]) + Number(stat[14])) / Ticks;
    }

    /// <summary>CPU of a server: of the process that starts the others, of those that run, and of those that ended.</summary>
    public static double OfServer(int pid)
    {
        var stat = Stat(Text(pid))!;
        var sum = Number(stat[11]) + Number(stat[12]) + Number(stat[13]) + Number(stat[14]);
        foreach (var child in File.ReadAllText($"/proc/{pid}/task/{pid}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Stat(child) is { } its)
                sum += Number(its[11]) + Number(its[12]);
        }
        return sum / Ticks;
    }

    /// <returns>the id of the process that started it</returns>
    public static int ParentOf(int pid) => (int)Number(Stat(Text(pid))![1]);

    /// <summary>The most memory that a process held so far; 0 where it ended.</summary>
    public static double PeakOf(int pid)
    {
        try
        {
            var line = File.ReadLines($"/proc/{pid}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : Number(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024 / 1e6;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>The fields behind the program's name, which may contain anything; null where the process ended.</summary>
    private static string[]? Stat(string pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string Text(int pid) => pid.ToString(CultureInfo.InvariantCulture);

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
