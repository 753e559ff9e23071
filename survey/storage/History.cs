using Dapper;

namespace Survey.Storage;

/// <summary>One revision of a wave, as the wave's history lists it.</summary>
public sealed record HistoryEntry
{
    public required int Number { get; init; }

    public required bool Live { get; init; }

    /// <summary>In UTC.</summary>
    public required DateTime LoadedAt { get; init; }

    public required string FileName { get; init; }

    public required long FileBytes { get; init; }

    /// <summary>Of the file as it came in, whatever is kept of it.</summary>
    public required byte[] FileSha256 { get; init; }

    public required KeptForm Kept { get; init; }

    public required int Respondents { get; init; }

    /// <summary>Cells, as <see cref="RejectedCells"/> and <see cref="Ignored"/> are.</summary>
    public required long Coded { get; init; }

    public required long RejectedCells { get; init; }

    public required long Ignored { get; init; }

    public required int InstrumentVersion { get; init; }
}

/// <summary>All revisions of a wave: older ones stay as they were, and can be made live again.</summary>
public static class History
{
    /// <summary>The wave's revisions, oldest first; at least one. A wave that the instrument no longer has keeps its history.</summary>
    /// <exception cref="NotFoundException">no such survey or wave, or the wave was not loaded yet</exception>
    public static async Task<IReadOnlyList<HistoryEntry>> Of(
        SurveyDatabase database,
        string survey,
        string wave,
        CancellationToken cancel = default
    )
    {
        await using var connection = await database.Open(cancel);
        var entries = (
            await connection.QueryAsync<HistoryEntry>(
                new CommandDefinition(
                    """
                    /* History.Of */
                    select
                      revision as number, coalesce(revision = live_revision, false) as live, loaded_at, file_name, file_bytes, file_sha256,
                      case when kept_sha256 is null then 'File' when kept_is_rewritten then 'Rewritten' else 'Blanked' end as kept,
                      respondents, coded_cells as coded, rejected_cells, ignored_cells as ignored, instrument_version
                    from revision
                    join wave using (survey_id, wave_id)
                    where survey_id = @survey and wave_id = @wave
                    order by revision
                    """,
                    new { survey, wave },
                    cancellationToken: cancel
                )
            )
        ).ToList();
        if (entries.Count > 0)
            return entries;
        (await Surveys.Find(database, survey, cancel)).Wave(wave);
        throw LoadedSurvey.NotLoaded(survey, wave);
    }

    /// <summary>One revision of a wave.</summary>
    /// <param name="number">null for the live one</param>
    /// <exception cref="NotFoundException">no such survey, wave or revision</exception>
    public static async Task<HistoryEntry> Find(
        SurveyDatabase database,
        string survey,
        string wave,
        int? number,
        CancellationToken cancel = default
    )
    {
        var entries = await Of(database, survey, wave, cancel);
        return entries.FirstOrDefault(entry => number is null ? entry.Live : entry.Number == number)
            ?? throw new NotFoundException(
                $"no revision {number} of wave \"{wave}\" of survey "
                    + $"\"{survey}\"; there are {string.Join(", ", entries.Select(entry => entry.Number))}"
            );
    }

    /// <summary>
    /// Makes an older revision live again, in one transaction that waits for loads: a reader sees the one or the other, whole.
    /// Neither revisions nor the instrument change; what the instrument has and the revision lacks has no figure in it.
    /// </summary>
    /// <returns>the number of the revision that was live before</returns>
    /// <exception cref="SurveyException">no such revision, or it is live already</exception>
    public static async Task<int> Revert(
        SurveyDatabase database,
        string survey,
        string wave,
        int number,
        CancellationToken cancel = default
    )
    {
        await Find(database, survey, wave, number, cancel);
        await using var connection = await database.Open(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await Surveys.Lock(connection, survey);
        var live = await connection.ExecuteScalarAsync<int>(
            """
            /* History.Live */
            select live_revision
            from wave
            where survey_id = @survey and wave_id = @wave
            """,
            new { survey, wave }
        );
        if (live == number)
            throw new SurveyException($"revision {number} of wave \"{wave}\" of survey \"{survey}\" is live already; nothing was changed");
        await Revision.MakeLive(connection, new RevisionKey(survey, wave, number));
        await transaction.CommitAsync(cancel);
        return live;
    }
}
