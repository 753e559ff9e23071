using Dapper;
using Npgsql;
using NpgsqlTypes;
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
        await using var connection = await database.Open(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await LockSurvey(connection, instrument.Survey);
        var live = (await Live(connection, instrument.Survey, cancel)).GetValueOrDefault(coded.Codebook.Wave.Id);
        if (live is not null && live.IsOf(file, coded.Codebook))
            return live.Number;
        if (from is not null && live?.Number != from)
            throw new SurveyException($"revision {live?.Number} became live while revision {from} was coded anew; start again");
        if (live is not null && from is null)
            await (reload ?? new Reload()).Refuse(connection, instrument.Survey, live, coded, file, cancel);
        var instrumentVersion = await Surveys.Store(connection, instrument);
        var number = await NextNumber(connection, instrument.Survey, coded.Codebook.Wave.Id);
        await Insert(connection, instrument.Survey, instrumentVersion, number, coded, file);
        var key = (Survey: instrument.Survey, Wave: coded.Codebook.Wave.Id, Number: number);
        await CopySelections(connection, key, coded, cancel);
        await Numbers.Copy(connection, key, coded, cancel);
        await CopyVerbatims(connection, key, coded, cancel);
        await CopyRejects(connection, key, coded, cancel);
        await CopySource(connection, key, file, cancel);
        await PersonalCells.Store(connection, key, coded.Personal, file.KeptSha256, from);
        await Warning.Store(connection, key, coded.Warnings);
        if (coded.Keys is not null)
            await coded.Keys.Copy(connection, key, cancel);
        await connection.ExecuteAsync(
            "update wave set live_revision = @number where survey_id = @survey and wave_id = @wave",
            new
            {
                key.Number,
                key.Survey,
                key.Wave,
            }
        );
        await transaction.CommitAsync(cancel);
        return number;
    }

    private static async Task<IReadOnlyDictionary<string, Revision>> Live(
        NpgsqlConnection connection,
        string survey,
        CancellationToken cancel
    )
    {
        var revisions = await connection.QueryAsync<Revision>(
            new CommandDefinition(
                """
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

    /// <summary>Loads of one survey wait for each other until their transactions end.</summary>
    internal static Task LockSurvey(NpgsqlConnection connection, string survey) =>
        connection.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended(@survey, 0))", new { survey });

    private static async Task<int> NextNumber(NpgsqlConnection connection, string survey, string wave)
    {
        await connection.ExecuteAsync(
            "insert into wave (survey_id, wave_id) values (@survey, @wave) on conflict do nothing",
            new { survey, wave }
        );
        return await connection.ExecuteScalarAsync<int>(
            "select coalesce(max(revision), 0) + 1 from revision where survey_id = @survey and wave_id = @wave",
            new { survey, wave }
        );
    }

    private static Task<int> Insert(
        NpgsqlConnection connection,
        string survey,
        int instrumentVersion,
        int number,
        CodedWave coded,
        RawCopy file
    ) =>
        connection.ExecuteAsync(
            """
            insert into revision (
              survey_id, wave_id, revision, instrument_version, codebook_fingerprint, file_name, file_sha256, file_bytes,
              respondents, data_rows, blank_rows, rejected_rows, left_out_rows, nonblank_cells, coded_cells, rejected_cells, ignored_cells)
            values (
              @survey, @wave, @number, @instrumentVersion, @fingerprint, @Name, @Sha256, @Bytes,
              @Respondents, @Rows, @BlankRows, @RejectedRows, @LeftOutRows, @NonBlankCells, @Coded, @RejectedCells, @Ignored)
            """,
            new
            {
                survey,
                wave = coded.Codebook.Wave.Id,
                number,
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

    private static async Task CopySelections(
        NpgsqlConnection connection,
        (string Survey, string Wave, int Number) key,
        CodedWave coded,
        CancellationToken cancel
    )
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy selection (survey_id, wave_id, revision, question_id, kind, option_id, chunk, count, bits) from stdin (format binary)",
            cancel
        );
        foreach (var selection in coded.Selections())
        {
            foreach (var (chunk, count, bits) in selection.Respondents.Chunks(coded.Accounts.Respondents))
            {
                StartRow(copy, key);
                await copy.WriteAsync(selection.Question, NpgsqlDbType.Text, cancel);
                await copy.WriteAsync(selection.Kind.Name(), NpgsqlDbType.Text, cancel);
                await copy.WriteAsync(selection.Option, NpgsqlDbType.Text, cancel);
                await copy.WriteAsync(chunk, NpgsqlDbType.Integer, cancel);
                await copy.WriteAsync(count, NpgsqlDbType.Integer, cancel);
                await copy.WriteAsync(bits, NpgsqlDbType.Bytea, cancel);
            }
        }
        await copy.CompleteAsync(cancel);
    }

    private static async Task CopyVerbatims(
        NpgsqlConnection connection,
        (string Survey, string Wave, int Number) key,
        CodedWave coded,
        CancellationToken cancel
    )
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy verbatim_chunk (survey_id, wave_id, revision, question_id, chunk, respondents, texts) from stdin (format binary)",
            cancel
        );
        foreach (var chunk in coded.Verbatims.Chunks())
        {
            StartRow(copy, key);
            await copy.WriteAsync(chunk.Question, NpgsqlDbType.Text, cancel);
            await copy.WriteAsync(chunk.Number, NpgsqlDbType.Integer, cancel);
            // As "bytea" their bytes are sent as they are: those of an array.
            await copy.WriteAsync(chunk.Respondents, NpgsqlDbType.Bytea, cancel);
            await copy.WriteAsync(chunk.Texts, NpgsqlDbType.Bytea, cancel);
        }
        await copy.CompleteAsync(cancel);
    }

    private static async Task CopyRejects(
        NpgsqlConnection connection,
        (string Survey, string Wave, int Number) key,
        CodedWave coded,
        CancellationToken cancel
    )
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy reject (survey_id, wave_id, revision, position, file_line, column_number, header, question_id, value, code, "
                + "expected) from stdin (format binary)",
            cancel
        );
        for (var position = 0; position < coded.Rejects.Count; position++)
        {
            var reject = coded.Rejects[position];
            StartRow(copy, key);
            await copy.WriteAsync(position, NpgsqlDbType.Integer, cancel);
            await copy.WriteAsync(reject.Line, NpgsqlDbType.Bigint, cancel);
            await copy.WriteAsync(reject.Column, NpgsqlDbType.Integer, cancel);
            await copy.WriteAsync(reject.Header, NpgsqlDbType.Text, cancel);
            await copy.WriteAsync(reject.Question, NpgsqlDbType.Text, cancel);
            await copy.WriteAsync(reject.Value, NpgsqlDbType.Text, cancel);
            await copy.WriteAsync(reject.Code, NpgsqlDbType.Text, cancel);
            await copy.WriteAsync(reject.Expected, NpgsqlDbType.Text, cancel);
        }
        await copy.CompleteAsync(cancel);
    }

    private static async Task CopySource(
        NpgsqlConnection connection,
        (string Survey, string Wave, int Number) key,
        RawCopy file,
        CancellationToken cancel
    )
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy source (survey_id, wave_id, revision, part, bytes) from stdin (format binary)",
            cancel
        );
        var part = 0;
        await foreach (var bytes in file.Parts(cancel))
        {
            StartRow(copy, key);
            await copy.WriteAsync(part++, NpgsqlDbType.Integer, cancel);
            await copy.WriteAsync(bytes, NpgsqlDbType.Bytea, cancel);
        }
        await copy.CompleteAsync(cancel);
    }

    /// <summary>Begins a row of any table of a revision's: its key. So little is in the connection's buffer, and need not be
    /// awaited.</summary>
    internal static void StartRow(NpgsqlBinaryImporter copy, (string Survey, string Wave, int Number) key)
    {
        copy.StartRow();
        copy.Write(key.Survey, NpgsqlDbType.Text);
        copy.Write(key.Wave, NpgsqlDbType.Text);
        copy.Write(key.Number, NpgsqlDbType.Integer);
    }
}
