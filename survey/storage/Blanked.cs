using Dapper;
using Npgsql;
using Survey.Coded;

namespace Survey.Storage;

/// <summary>What was blanked in the kept file of a revision, as it is stored.</summary>
internal static class Blanked
{
    /// <summary>Records what was blanked; never what it said.</summary>
    /// <param name="kept">what is kept in place of the file; null where that is the file itself</param>
    /// <param name="from">the revision from whose kept file the wave was coded anew, in which columns may be blanked already; or
    /// null</param>
    internal static async Task Store(NpgsqlConnection connection, RevisionKey key, PersonalCells personal, RawCopy? kept, int? from)
    {
        if (kept is null)
            return;
        await connection.ExecuteAsync(
            """
            /* Blanked.StoreKept */
            update revision
            set kept_sha256 = @Sha256, kept_is_rewritten = @IsRewritten
            where survey_id = @Survey and wave_id = @Wave and revision = @Number
            """,
            new
            {
                key.Survey,
                key.Wave,
                key.Number,
                kept.Sha256,
                kept.IsRewritten,
            }
        );
        await connection.ExecuteAsync(
            """
            /* Blanked.StoreColumns */
            insert into blanked (survey_id, wave_id, revision, column_number, header, cells)
            values (@Survey, @Wave, @Number, @Column, @Header, @Cells)
            """,
            personal.Blanked.Select(column => new
            {
                key.Survey,
                key.Wave,
                key.Number,
                column.Column,
                column.Header,
                column.Cells,
            })
        );
        await connection.ExecuteAsync(
            """
            /* Blanked.StoreEarlier */
            insert into blanked (survey_id, wave_id, revision, column_number, header, cells)
            select survey_id, wave_id, @Number, column_number, header, cells
            from blanked
            where survey_id = @Survey and wave_id = @Wave and revision = @from
            on conflict do nothing
            """,
            new
            {
                key.Survey,
                key.Wave,
                key.Number,
                from,
            }
        );
    }
}
