using Dapper;
using Npgsql;
using Survey.Storage;

namespace Survey.Coded;

/// <summary>Something about a file that is counted all the same, and that its author should know.</summary>
/// <param name="Code">one of <see cref="RejectCode"/></param>
/// <param name="Text">in one line, with file and line where there is one</param>
public sealed record Warning(string Code, string Text)
{
    internal static Task Store(NpgsqlConnection connection, RevisionKey key, IReadOnlyList<Warning> warnings) =>
        connection.ExecuteAsync(
            """
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
