using Npgsql;
using NpgsqlTypes;
using Survey.Coded;

namespace Survey.Storage;

/// <summary>The free texts of a revision, as they are stored: in chunks of a question, arrays of respondents and of their texts.</summary>
internal static class Verbatims
{
    public static async Task Copy(NpgsqlConnection connection, RevisionKey key, VerbatimSpool verbatims, CancellationToken cancel)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            """
            copy /* Verbatims.Copy */
            verbatim_chunk (survey_id, wave_id, revision, question_id, chunk, respondents, texts)
            from stdin (format binary)
            """,
            cancel
        );
        foreach (var chunk in verbatims.Chunks())
        {
            key.StartRow(copy);
            await copy.WriteAsync(chunk.Question, NpgsqlDbType.Text, cancel);
            await copy.WriteAsync(chunk.Number, NpgsqlDbType.Integer, cancel);
            // As "bytea" their bytes are sent as they are: those of an array.
            await copy.WriteAsync(chunk.Respondents, NpgsqlDbType.Bytea, cancel);
            await copy.WriteAsync(chunk.Texts, NpgsqlDbType.Bytea, cancel);
        }
        await copy.CompleteAsync(cancel);
    }
}
