using System.Data.Common;
using Survey.Storage;

namespace Survey.Ingest.Loading;

/// <summary>Loads what is new or changed in a survey's folder, again and again, until it is stopped.</summary>
/// <param name="tell">is given what became of every wave that was not simply unchanged</param>
/// <param name="say">is given progress and problems, in lines</param>
/// <param name="heartbeat">a file that is written after every look that went well, for a health check; or null</param>
public sealed class Watch(SurveyDatabase database, string folder, Action<LoadOutcome> tell, Action<string> say, string? heartbeat = null)
{
    private string seen = "";

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

    /// <summary>What goes wrong in one look is said, and does not end the watch.</summary>
    private async Task LookOrSay(CancellationToken cancel)
    {
        try
        {
            await Look(cancel);
            if (heartbeat is not null)
                await File.WriteAllTextAsync(heartbeat, "", cancel);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            say(
                exception is SurveyException or IOException or UnauthorizedAccessException or DbException
                    ? exception.Message
                    : exception.ToString()
            );
        }
    }

    /// <summary>One look: nothing is read while names, sizes and times of the folder's files are as they were.</summary>
    internal async Task Look(CancellationToken cancel)
    {
        if (SettledFiles.Of(folder) is not { } now || now == seen)
            return;
        await foreach (var outcome in Load.Folder(database, folder, say, cancel: cancel))
        {
            if (outcome is not { Coded: null, Problem: null })
                tell(outcome);
        }
        seen = now;
    }
}
