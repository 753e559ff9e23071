using Dapper;
using Npgsql;
using Survey.Coded;

namespace Survey.Storage;

/// <summary>The stored warnings of a revision.</summary>
internal static class Warnings
{
    /// <summary>Writes them, in order.</summary>
    internal static Task Store(NpgsqlConnection connection, RevisionKey key, IReadOnlyList<Warning> warnings) =>
        connection.ExecuteAsync(
            """
            /* Warnings.Store */
            insert into warning (survey_id, wave_id, revision, position, code, text)
            values (@Survey, @Wave, @Number, @position, @Code, @Text)
            """,
            warnings.Select(
                (warning, position) =>
                    new
                    {
                        key.Survey,
                        key.Wave,
                        key.Number,
                        position,
                        warning.Code,
                        warning.Text,
                    }
            )
        );
}
