using Npgsql;
using NpgsqlTypes;
using Survey.Coded;

namespace Survey.Storage;

/// <summary>Who chose what, as it is stored: a bitmap for each option, net and base of a question, in chunks with their counts.</summary>
internal static class Selections
{
    public static async Task Copy(NpgsqlConnection connection, RevisionKey key, CodedWave coded, CancellationToken cancel)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            """
            copy /* Selections.Copy */
            selection (survey_id, wave_id, revision, question_id, kind, option_id, chunk, count, bits)
            from stdin (format binary)
            """,
            cancel
        );
        foreach (var selection in coded.Selections())
        {
            foreach (var (chunk, count, bits) in selection.Respondents.Chunks(coded.Accounts.Respondents))
            {
                key.StartRow(copy);
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
}
