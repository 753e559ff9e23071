using Dapper;
using Npgsql;
using Survey.Coded;
using Survey.Instruments;

namespace Survey.Storage;

/// <summary>One load of a wave's raw file. Never changes once written.</summary>
public sealed record Revision(string WaveId, int Number, byte[] CodebookFingerprint, byte[] FileSha256, long FileBytes, int Respondents)
{
    /// <summary>The revisions that a survey's answers are given from.</summary>
    /// <returns>by wave id; a wave that was never loaded is not there</returns>
    public static async Task<IReadOnlyDictionary<string, Revision>> Live(
        SurveyDatabase database,
        string survey,
        CancellationToken cancel = default
    )
    {
        await using var connection = await database.Open(cancel);
        return await Live(connection, survey, cancel);
    }

    /// <summary>Whether a load of these bytes with this codebook would come out the same.</summary>
    public bool IsOf(RawCopy file, Codebook codebook) => FileSha256.AsSpan().SequenceEqual(file.Sha256) && IsCodedBy(codebook);

    /// <summary>Whether this codebook would code its file as it is coded.</summary>
    public bool IsCodedBy(Codebook codebook) => CodebookFingerprint.AsSpan().SequenceEqual(codebook.Fingerprint());

    /// <summary>Stores a coded wave as a new revision and makes it live, all in one transaction: a reader sees the old one or the new one,
    /// whole.</summary>
    /// <param name="instrument">becomes the one that the survey is read with</param>
    /// <param name="reload">what the load may do to the live revision; nothing when not given</param>
    /// <param name="from">the revision that the wave was coded anew from, which must still be live; null for a load</param>
    /// <exception cref="Refusal">it does what is not allowed</exception>
    /// <returns>the new revision's number, or that of the live one where another program has just stored the same</returns>
    public static async Task<int> Store(
        SurveyDatabase database,
        Instrument instrument,
        CodedWave coded,
        RawCopy file,
        Reload? reload = null,
        int? from = null,
        CancellationToken cancel = default
    )
    {
        coded.Accounts.Check();
        var (survey, wave) = (instrument.Survey, coded.Codebook.Wave.Id);
        await using var connection = await database.Open(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await Surveys.Lock(connection, survey);
        var live = (await Live(connection, survey, cancel)).GetValueOrDefault(wave);
        if (live is not null && live.IsOf(file, coded.Codebook))
            return live.Number;
        if (from is not null && live?.Number != from)
            throw new SurveyException($"revision {live?.Number} became live while revision {from} was coded anew; start again");
        if (
            live is not null
            && from is null
            && await (reload ?? new Reload()).Refused(connection, survey, live, coded, file, cancel) is { } refusal
        )
            throw refusal;
        var instrumentVersion = await Surveys.Store(connection, instrument);
        var key = new RevisionKey(survey, wave, await NextNumber(connection, survey, wave));
        await Insert(connection, key, instrumentVersion, coded, file);
        await Selections.Copy(connection, key, coded, cancel);
        await Numbers.Copy(connection, key, coded, cancel);
        await Verbatims.Copy(connection, key, coded.Verbatims, cancel);
        await Rejects.Copy(connection, key, coded.Rejects, cancel);
        await StoredFile.Copy(connection, key, file, cancel);
        await Blanked.Store(connection, key, coded.Personal, file.Kept, from);
        await Warnings.Store(connection, key, coded.Warnings);
        if (coded.Keys is not null)
            await StoredRespondentKeys.Copy(connection, key, coded.Keys, cancel);
        await MakeLive(connection, key);
        await transaction.CommitAsync(cancel);
        return key.Number;
    }

    /// <summary>From here on, once the transaction has ended, the wave's answers are given from this revision.</summary>
    internal static Task MakeLive(NpgsqlConnection connection, RevisionKey key) =>
        connection.ExecuteAsync(
            """
            /* Revision.MakeLive */
            update wave
            set live_revision = @Number
            where survey_id = @Survey and wave_id = @Wave
            """,
            key
        );

    private static async Task<IReadOnlyDictionary<string, Revision>> Live(
        NpgsqlConnection connection,
        string survey,
        CancellationToken cancel
    )
    {
        var revisions = await connection.QueryAsync<Revision>(
            new CommandDefinition(
                """
                /* Revision.Live */
                select wave_id, revision as number, codebook_fingerprint, file_sha256, file_bytes, respondents
                from wave
                join revision using (survey_id, wave_id)
                where survey_id = @survey and revision = live_revision
                """,
                new { survey },
                cancellationToken: cancel
            )
        );
        return revisions.ToDictionary(revision => revision.WaveId);
    }

    private static async Task<int> NextNumber(NpgsqlConnection connection, string survey, string wave)
    {
        await connection.ExecuteAsync(
            """
            /* Revision.AddWave */
            insert into wave (survey_id, wave_id)
            values (@survey, @wave)
            on conflict do nothing
            """,
            new { survey, wave }
        );
        return await connection.ExecuteScalarAsync<int>(
            """
            /* Revision.NextNumber */
            select coalesce(max(revision), 0) + 1
            from revision
            where survey_id = @survey and wave_id = @wave
            """,
            new { survey, wave }
        );
    }

    private static Task<int> Insert(NpgsqlConnection connection, RevisionKey key, int instrumentVersion, CodedWave coded, RawCopy file) =>
        connection.ExecuteAsync(
            """
            /* Revision.Insert */
            insert into revision (
              survey_id, wave_id, revision, instrument_version, codebook_fingerprint, file_name, file_sha256, file_bytes,
              respondents, data_rows, blank_rows, rejected_rows, left_out_rows, nonblank_cells, coded_cells, rejected_cells, ignored_cells)
            values (
              @Survey, @Wave, @Number, @instrumentVersion, @fingerprint, @Name, @Sha256, @Bytes,
              @Respondents, @Rows, @BlankRows, @RejectedRows, @LeftOutRows, @NonBlankCells, @Coded, @RejectedCells, @Ignored)
            """,
            new
            {
                key.Survey,
                key.Wave,
                key.Number,
                instrumentVersion,
                fingerprint = coded.Codebook.Fingerprint(),
                file.Name,
                file.Sha256,
                file.Bytes,
                coded.Accounts.Respondents,
                coded.Accounts.Rows,
                coded.Accounts.BlankRows,
                coded.Accounts.RejectedRows,
                coded.Accounts.LeftOutRows,
                coded.Accounts.NonBlankCells,
                coded.Accounts.Coded,
                coded.Accounts.RejectedCells,
                coded.Accounts.Ignored,
            }
        );
}
