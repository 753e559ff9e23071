using Dapper;

namespace Survey.Storage;

/// <summary>
/// What PostgreSQL tells of changes to what answers are given from, whichever program makes them. A notice comes after the change can be
/// read, within a millisecond or so, and none is lost while the connection lives; it must be to the server itself, not through a pooler
/// that parts sessions.
/// </summary>
public static class Notices
{
    /// <summary>After so much silence the server is asked whether it is still there: a connection can break without a word.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);

    private const int AnswerSeconds = 5;

    /// <summary>Listens on a connection of its own until that breaks, which is thrown.</summary>
    /// <param name="listening">called once: from now on every change is told</param>
    /// <param name="changed">called at once for every change, in turn</param>
    public static async Task Follow(SurveyDatabase database, Action listening, Action changed, CancellationToken cancel)
    {
        await using var connection = await database.Open(cancel);
        connection.Notification += (_, _) => changed();
        await connection.ExecuteAsync(
            new CommandDefinition(
                """
                /* Notices.Listen */
                listen survey_changed
                """,
                cancellationToken: cancel
            )
        );
        listening();
        while (true)
        {
            if (!await connection.WaitAsync(Silence, cancel))
                await connection.ExecuteAsync(
                    new CommandDefinition(
                        """
                        /* Notices.StillThere */
                        select 1
                        """,
                        commandTimeout: AnswerSeconds,
                        cancellationToken: cancel
                    )
                );
        }
    }
}
