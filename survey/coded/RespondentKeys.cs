using System.Buffers.Binary;
using Dapper;
using Npgsql;
using NpgsqlTypes;
using Survey.Storage;

namespace Survey.Coded;

/// <summary>
/// Who a wave's respondents are and what they answered, as two numbers each that tell neither: the first eight bytes of the SHA-256 of the
/// respondent's id, and of the answers as they stand in the file. Enough to see that a later file says otherwise of the same people.
/// Kept only where the file has a column of ids that can be relied on.
/// </summary>
public sealed class RespondentKeys
{
    private const int KeySize = 16;

    /// <summary>Respondents in one stored part: one megabyte.</summary>
    private const int InPart = 65_536;

    private readonly List<(ulong Id, ulong Answers)> keys = [];
    private readonly List<long> lines = [];

    /// <summary>Adds the next respondent of the file.</summary>
    /// <param name="id">0 for a respondent without an id, who is never known again</param>
    public void Add(ulong id, ulong answers, long line)
    {
        keys.Add((id, answers));
        lines.Add(line);
    }

    /// <summary>Who of an earlier revision is here too, and who of them answered otherwise, by the lines of this file.</summary>
    public (int Known, IReadOnlyList<long> ChangedLines) Against(IReadOnlyDictionary<ulong, ulong> earlier)
    {
        var known = 0;
        var changed = new List<long>();
        for (var respondent = 0; respondent < keys.Count; respondent++)
        {
            if (keys[respondent].Id == 0 || !earlier.TryGetValue(keys[respondent].Id, out var answers))
                continue;
            known++;
            if (answers != keys[respondent].Answers)
                changed.Add(lines[respondent]);
        }
        return (known, changed);
    }

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
                "select bytes from respondent_key where survey_id = @survey and wave_id = @wave and revision = @revision order by part",
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

    internal async Task Copy(NpgsqlConnection connection, RevisionKey key, CancellationToken cancel)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy respondent_key (survey_id, wave_id, revision, part, bytes) from stdin (format binary)",
            cancel
        );
        foreach (var (part, respondents) in keys.Chunk(InPart).Index())
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
