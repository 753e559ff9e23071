using System.Security.Cryptography;
using Npgsql;
using Survey.Coded;

namespace Survey.Storage;

/// <summary>What a load may do to a wave that is loaded already. Nothing unless it is said: a file that lost people, or in which known
/// people changed their minds, is more likely a mistake.</summary>
/// <param name="AllowFewer">the new revision may have fewer respondents than the live one</param>
/// <param name="AllowChanged">known respondents may have other answers than in the live revision</param>
public sealed record Reload(bool AllowFewer = false, bool AllowChanged = false)
{
    /// <summary>What the load would do to the live revision that is not allowed; null when there is nothing.</summary>
    public async Task<Refusal?> Refused(
        SurveyDatabase database,
        string survey,
        Revision live,
        CodedWave coded,
        RawCopy file,
        CancellationToken cancel = default
    )
    {
        await using var connection = await database.Open(cancel);
        return await Refused(connection, survey, live, coded, file, cancel);
    }

    /// <summary>The same within a transaction that holds the survey's lock.</summary>
    internal async Task<Refusal?> Refused(
        NpgsqlConnection connection,
        string survey,
        Revision live,
        CodedWave coded,
        RawCopy file,
        CancellationToken cancel
    )
    {
        var respondents = coded.Accounts.Respondents;
        if (!AllowFewer && respondents < live.Respondents)
            return new Refusal(
                RejectCode.FewerRespondents,
                $"{file.Name}: {respondents} respondents where revision {live.Number} has {live.Respondents}; export the wave "
                    + "again, or say that they are gone with --allow-fewer"
            );
        if (!AllowFewer && await IsCutOff(connection, survey, live, file, cancel))
            return new Refusal(
                RejectCode.CutOff,
                $"{file.Name}: the first {file.Bytes} bytes of the file of revision {live.Number}, and nothing behind them; copy "
                    + "or export it again, or say that it is whole with --allow-fewer"
            );
        // The same bytes cannot have other answers: only the instrument is another.
        if (AllowChanged || coded.Keys is null || live.FileSha256.AsSpan().SequenceEqual(file.Sha256))
            return null;
        var (known, changed) = coded.Keys.Against(await StoredRespondentKeys.Read(connection, survey, live.WaveId, live.Number, cancel));
        return changed.Count == 0
            ? null
            : new Refusal(
                RejectCode.ChangedAnswers,
                $"{file.Name}:{changed[0]}: {changed.Count} of {known} respondents whom revision {live.Number} knows have other "
                    + "answers here, and this is the first; export the wave again, or say that they changed with --allow-changed"
            );
    }

    /// <summary>Whether the kept file of a revision begins like this one and goes on; a last line end more is nothing more.</summary>
    private static async Task<bool> IsCutOff(
        NpgsqlConnection connection,
        string survey,
        Revision live,
        RawCopy file,
        CancellationToken cancel
    )
    {
        if (file.Bytes >= live.FileBytes)
            return false;
        var now = file.Kept ?? file;
        await using var kept = await StoredFile.Open(connection, new RevisionKey(survey, live.WaveId, live.Number), cancel);
        var buffer = new byte[1 << 16];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var left = now.Bytes; left > 0; )
        {
            var read = await kept.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), cancel);
            if (read == 0)
                return false;
            hash.AppendData(buffer, 0, read);
            left -= read;
        }
        if (!hash.GetHashAndReset().AsSpan().SequenceEqual(now.Sha256))
            return false;
        var rest = await kept.ReadAtLeastAsync(buffer, 3, throwOnEndOfStream: false, cancel);
        return rest > 2 || buffer.AsSpan(0, rest).ContainsAnyExcept("\r\n"u8);
    }
}
