namespace Survey.Server;

/// <summary>
/// Looks after a private database while a program uses it. A server that died is started again within seconds; one whose program was
/// replaced, as an upgrade of the system's PostgreSQL does, is restarted as soon as nothing is being written.
/// </summary>
public sealed class Caretaker : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(0.5);

    /// <summary>After what did not work: a disk may have room again.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(2);

    private readonly PrivateDatabase database;
    private readonly Action<string> say;
    private readonly CancellationTokenSource leaving = new();
    private readonly Task work;
    private string said = "";

    /// <param name="say">is told, in a line, what was seen and done; the same only once</param>
    /// <param name="isWriting">whether something is being written, which a restart would break off</param>
    /// <param name="renewed">called when another server runs than before: connections to the last one are dead</param>
    public Caretaker(PrivateDatabase database, Action<string> say, Func<CancellationToken, Task<bool>> isWriting, Action renewed)
    {
        (this.database, this.say) = (database, say);
        work = Task.Run(() => LookAfter(isWriting, renewed, leaving.Token));
    }

    /// <summary>From here on the server may stop.</summary>
    public async ValueTask DisposeAsync()
    {
        await leaving.CancelAsync();
        await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        leaving.Dispose();
    }

    private async Task LookAfter(Func<CancellationToken, Task<bool>> isWriting, Action renewed, CancellationToken cancel)
    {
        var known = database.Server?.Id;
        while (true)
        {
            await Task.Delay(Look, cancel);
            try
            {
                var server = database.Server;
                if (server is null)
                {
                    await database.StartAgain(cancel);
                    Say($"the private database in {database.Folder} had stopped, and was started again");
                }
                else if (server.IsReplaced)
                    await Replace(server, isWriting, cancel);
                if (database.Server?.Id is not { } now || now == known)
                    continue;
                known = now;
                said = "";
                renewed();
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // What is no SurveyException is a defect, and no reason to leave the database alone.
                Say(exception is SurveyException ? exception.Message : exception.ToString());
                await Task.Delay(Again, cancel);
            }
        }
    }

    private async Task Replace(Postmaster server, Func<CancellationToken, Task<bool>> isWriting, CancellationToken cancel)
    {
        if (await isWriting(cancel))
        {
            Say($"PostgreSQL was upgraded: the private database in {database.Folder} is restarted when the load that runs has ended");
            return;
        }
        await database.Restart(server, cancel);
        Say($"PostgreSQL was upgraded: the private database in {database.Folder} was restarted");
    }

    private void Say(string line)
    {
        if (line != said)
            say(line);
        said = line;
    }
}
