using Survey.Storage;

namespace Survey.Api.Serving;

/// <summary>Drops the answers that are kept whenever the database tells of a change, and while it cannot tell keeps none.</summary>
public sealed class Listener(SurveyDatabase database, AnswerCache answers, ILogger<Listener> log) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var said = false;
        while (true)
        {
            try
            {
                await Notices.Follow(database, Listening, () => answers.Change(), stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                if (!said)
                    log.LogWarning("no answers are kept, because the database does not tell of changes: {Problem}", exception.Message);
                said = true;
            }
            finally
            {
                answers.Change(told: false);
            }
            await Task.Delay(Again, stoppingToken);
        }

        void Listening()
        {
            said = false;
            answers.Change();
        }
    }
}
