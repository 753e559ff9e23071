using System.IO.Compression;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace Survey.Storage;

/// <summary>The raw file that a revision keeps: gzipped, in parts of at most <see cref="RawCopy.PartSize"/> bytes.</summary>
internal static class StoredFile
{
    /// <exception cref="SurveyException">the file is no longer the one that was coded</exception>
    public static async Task Copy(NpgsqlConnection connection, RevisionKey key, RawCopy file, CancellationToken cancel)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            """
            copy /* StoredFile.Copy */
            source (survey_id, wave_id, revision, part, bytes)
            from stdin (format binary)
            """,
            cancel
        );
        var part = 0;
        await foreach (var bytes in file.Parts(cancel))
        {
            key.StartRow(copy);
            await copy.WriteAsync(part++, NpgsqlDbType.Integer, cancel);
            await copy.WriteAsync(bytes, NpgsqlDbType.Bytea, cancel);
        }
        await copy.CompleteAsync(cancel);
    }

    /// <summary>The file, unpacked while it is read; what is packed is in memory.</summary>
    public static async Task<Stream> Open(NpgsqlConnection connection, RevisionKey key, CancellationToken cancel)
    {
        var packed = new MemoryStream();
        await WritePacked(connection, key, packed, cancel);
        packed.Position = 0;
        return new GZipStream(packed, CompressionMode.Decompress);
    }

    /// <summary>Writes the file into a stream, still packed.</summary>
    public static async Task WritePacked(NpgsqlConnection connection, RevisionKey key, Stream packed, CancellationToken cancel)
    {
        var parts = connection.QueryUnbufferedAsync<byte[]>(
            """
            /* StoredFile.WritePacked */
            select bytes
            from source
            where survey_id = @Survey and wave_id = @Wave and revision = @Number
            order by part
            """,
            key
        );
        await foreach (var part in parts.WithCancellation(cancel))
            await packed.WriteAsync(part, cancel);
    }
}
