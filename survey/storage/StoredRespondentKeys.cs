using System.Buffers.Binary;
using Dapper;
using Npgsql;
using NpgsqlTypes;
using Survey.Coded;

namespace Survey.Storage;

/// <summary>The <see cref="RespondentKeys"/> of a revision as they are stored: 16 bytes for each respondent, in file order.</summary>
internal static class StoredRespondentKeys
{
    private const int KeySize = 16;

    /// <summary>Respondents in one stored part: one megabyte.</summary>
    private const int InPart = 65_536;

    /// <summary>A revision's answers by respondent; empty where it has no usable ids.</summary>
    internal static async Task<IReadOnlyDictionary<ulong, ulong>> Read(
        NpgsqlConnection connection,
        string survey,
        string wave,
        int revision,
        CancellationToken cancel
    )
    {
        var parts = await connection.QueryAsync<byte[]>(
            new CommandDefinition(
                """
                /* StoredRespondentKeys.Read */
                select bytes
                from respondent_key
                where survey_id = @survey and wave_id = @wave and revision = @revision
                order by part
                """,
                new
                {
                    survey,
                    wave,
                    revision,
                },
                cancellationToken: cancel
            )
        );
        var answers = new Dictionary<ulong, ulong>();
        foreach (var part in parts)
        {
            for (var at = 0; at < part.Length; at += KeySize)
                answers[BinaryPrimitives.ReadUInt64BigEndian(part.AsSpan(at))] = BinaryPrimitives.ReadUInt64BigEndian(part.AsSpan(at + 8));
        }
        answers.Remove(0);
        return answers;
    }

    /// <summary>Writes them.</summary>
    internal static async Task Copy(NpgsqlConnection connection, RevisionKey key, RespondentKeys keys, CancellationToken cancel)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            """
            copy /* StoredRespondentKeys.Copy */
            respondent_key (survey_id, wave_id, revision, part, bytes)
            from stdin (format binary)
            """,
            cancel
        );
        foreach (var (part, respondents) in keys.All.Chunk(InPart).Index())
        {
            var bytes = new byte[respondents.Length * KeySize];
            for (var respondent = 0; respondent < respondents.Length; respondent++)
            {
                BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(respondent * KeySize), respondents[respondent].Id);
                BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(respondent * KeySize + 8), respondents[respondent].Answers);
            }
            key.StartRow(copy);
            await copy.WriteAsync(part, NpgsqlDbType.Integer, cancel);
            await copy.WriteAsync(bytes, NpgsqlDbType.Bytea, cancel);
        }
        await copy.CompleteAsync(cancel);
    }
}
