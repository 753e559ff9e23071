using System.Diagnostics;

namespace Survey.Bench;

/// <summary>One contestant's runs of one query, in milliseconds.</summary>
/// <param name="Cpu">of this process, a run on average</param>
/// <param name="Server">CPU of the database server, a run on average</param>
internal sealed record Timed(Spread Milliseconds, double Cpu, double Server)
{
    /// <summary>At least; quick ones have more, as many as there is time for.</summary>
    public const int Runs = 15;

    private const int MostRuns = 101;
    private const int WarmRounds = 6;
    private const int MostWarm = 100;

    private static readonly TimeSpan RunTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WarmTime = TimeSpan.FromSeconds(0.25);

    /// <summary>In each turn, before the run that is measured, and one run at least: what the others did has the processor's
    /// caches.</summary>
    private static readonly TimeSpan WarmInTurn = TimeSpan.FromMilliseconds(5);

    /// <summary>.NET compiles anew what is called often, and begins when nothing new was called for a tenth of a second: a service that
    /// runs for a minute is through with it.</summary>
    private static readonly TimeSpan Compiling = TimeSpan.FromSeconds(0.15);

    /// <summary>Asks all who can answer, in turns; what their first answers differ in stops the run.</summary>
    /// <exception cref="SurveyException">the answers differ</exception>
    public static async Task<IReadOnlyDictionary<string, Timed>> Of(
        BenchServer server,
        BenchQuery query,
        IReadOnlyList<Contestant> contestants
    )
    {
        var asked = contestants
            .Select(contestant => (contestant.Name, contestant.Most, contestant.Data, Ask: contestant.Ask(query)))
            .Where(contestant => contestant.Ask is not null)
            .ToList();
        var answers = new List<(string Name, string Data, List<long> Counts)>();
        foreach (var (name, _, data, ask) in asked)
            answers.Add((name, data, await ask!()));
        foreach (var same in answers.GroupBy(answer => answer.Data))
        {
            foreach (var answer in same)
                Compare(query.Name, same.First().Name, same.First().Counts, answer.Name, answer.Counts);
        }
        foreach (var (_, _, _, ask) in asked.Where(contestant => contestant.Most == int.MaxValue))
        {
            for (var round = 0; round < WarmRounds; round++)
            {
                var warm = Stopwatch.StartNew();
                for (var run = 0; run < 1 || run < MostWarm && warm.Elapsed < WarmTime; run++)
                    await ask!();
                await Task.Delay(Compiling);
            }
        }
        var all = Stopwatch.StartNew();
        var found = asked.ToDictionary(contestant => contestant.Name, _ => new List<(double Milliseconds, double Cpu, double Server)>());
        for (var run = 0; run < Runs || run < MostRuns && all.Elapsed < RunTime; run++)
        {
            // Each is first once, and last: whom one comes after is in his time.
            var first = run % asked.Count;
            foreach (var (name, most, _, ask) in asked.Skip(first).Concat(asked.Take(first)).Where(contestant => run < contestant.Most))
            {
                var warm = Stopwatch.StartNew();
                for (var asks = 0; most == int.MaxValue && (asks == 0 || warm.Elapsed < WarmInTurn); asks++)
                    await ask!();
                var (its, cpu) = (server.Cpu, Environment.CpuUsage.TotalTime);
                var watch = Stopwatch.StartNew();
                await ask!();
                var milliseconds = watch.Elapsed.TotalMilliseconds;
                found[name].Add((milliseconds, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds, 1000 * (server.Cpu - its)));
            }
        }
        return found.ToDictionary(
            pair => pair.Key,
            pair => new Timed(
                Spread.Of(pair.Value.Select(run => run.Milliseconds)),
                pair.Value.Average(run => run.Cpu),
                pair.Value.Average(run => run.Server)
            )
        );
    }

    private static void Compare(string query, string first, List<long> expected, string name, List<long> found)
    {
        if (found.Count == 0 || found.Count != expected.Count)
            throw new SurveyException($"{query}: {name} answers with {found.Count} counts, and {first} with {expected.Count}");
        var other = Enumerable.Range(0, found.Count).FirstOrDefault(position => found[position] != expected[position], -1);
        if (other >= 0)
            throw new SurveyException(
                $"{query}: count {other + 1} of {found.Count} is {found[other]} of {name}, and {expected[other]} of {first}"
            );
    }
}
