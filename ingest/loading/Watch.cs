using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Survey.Claims;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Ingest.Loading;

/// <summary>Loads what is new or changed in a survey's folder, again and again, until it is stopped. Only what has settled is read: a file
/// that is always being written keeps nothing but itself waiting.</summary>
/// <param name="settling">how long a file must be unchanged before it is read</param>
/// <param name="tell">is given what became of every wave that was not simply unchanged; an unchanged complaint once</param>
/// <param name="say">is given progress and problems, in lines; an unchanged problem once</param>
/// <param name="heartbeat">a file that is written after every look that went well, for a health check; or null</param>
public sealed class Watch(
    SurveyDatabase database,
    string folder,
    TimeSpan settling,
    Action<LoadOutcome> tell,
    Action<string> say,
    string? heartbeat = null
)
{
    /// <summary>How often a folder is looked at when nothing else is said. A look at a folder in which nothing changed reads no
    /// file.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    /// <summary>What failed for a reason outside of the folder, such as a database that is gone, is tried again after this time.</summary>
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(10);

    private readonly SettledFiles files = new(folder, settling);
    private readonly HashSet<string> waiting = [];

    // By wave: its last complaint, and the files that it was about.
    private readonly Dictionary<string, string> complaints = [];
    private string? loaded,
        failed,
        said;
    private long failedAt;

    /// <summary>Looks at once and then again and again; ends, without an exception, when it is cancelled.</summary>
    public async Task Run(TimeSpan every, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(every);
        try
        {
            do
            {
                await LookOrSay(cancel);
            } while (await timer.WaitForNextTickAsync(cancel));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return;
        }
    }

    /// <summary>What goes wrong in one look is said once, and does not end the watch.</summary>
    private async Task LookOrSay(CancellationToken cancel)
    {
        try
        {
            await Look(cancel);
            if (failed is not null)
                return;
            said = null;
            if (heartbeat is not null)
                await File.WriteAllTextAsync(heartbeat, "", cancel);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            var problem = exception is SurveyException or IOException or UnauthorizedAccessException or DbException
                ? exception.Message
                : exception.ToString();
            if (problem != said)
                say(problem);
            said = problem;
        }
    }

    /// <summary>One look: nothing is read while what has settled of the survey's files is what was loaded, or could not be,
    /// before.</summary>
    internal async Task Look(CancellationToken cancel)
    {
        files.Look();
        SayWhatWaits([InstrumentFile.Name]);
        if (!files.HasSettled(InstrumentFile.Name))
            return;
        string[] names =
        [
            InstrumentFile.Name,
            ClaimsFile.Name,
            .. InstrumentFile.Read(folder).Waves.Select(wave => wave.File).Where(file => file.Length > 0),
        ];
        SayWhatWaits(names);
        var now = files.Stamp(names);
        if (now == loaded)
            failed = null;
        if (now == loaded || now == failed && Stopwatch.GetElapsedTime(failedAt) < TryAgain)
            return;
        try
        {
            await foreach (var outcome in Load.Folder(database, folder, say, isWhole: files.HasSettled, cancel: cancel))
                Tell(outcome);
            (loaded, failed) = (now, null);
        }
        catch
        {
            (failed, failedAt) = (now, Stopwatch.GetTimestamp());
            throw;
        }
    }

    private void Tell(LoadOutcome outcome)
    {
        var complaint = outcome.Problem is null ? "" : $"{outcome}\n{files.Stamp([InstrumentFile.Name, outcome.File])}";
        var isNews = outcome.Problem is null ? outcome.Coded is not null : complaints.GetValueOrDefault(outcome.Wave) != complaint;
        complaints[outcome.Wave] = complaint;
        if (isNews)
            tell(outcome);
    }

    /// <summary>That a file was noticed is said at once, long before it is read.</summary>
    private void SayWhatWaits(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (files.HasSettled(name))
                waiting.Remove(name);
            else if (waiting.Add(name))
                say(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{name}: changed; it is read when it has been unchanged for {settling.TotalSeconds} s"
                    )
                );
        }
    }
}
