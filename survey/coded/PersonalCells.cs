using Dapper;
using Npgsql;
using Survey.Storage;

namespace Survey.Coded;

/// <param name="Column">1-based; 0 for rows that were rejected as a whole</param>
/// <param name="Cells">how many were blanked</param>
public sealed record BlankedColumn(int Column, string Header, long Cells);

/// <summary>Where a raw file has personal data, which are blanked in the copy that is kept.</summary>
/// <param name="Columns">all cells of these columns, from 0, each with what stands in place of a cell that is not blank</param>
/// <param name="Cells">single cells by row of the file (its header rows counted, from 0) and column, each with what stands in its
/// place</param>
/// <param name="Blanked">how many cells that are, by column</param>
public sealed record PersonalCells(
    IReadOnlyDictionary<int, string> Columns,
    IReadOnlyDictionary<(long Row, int Column), string> Cells,
    IReadOnlyList<BlankedColumn> Blanked
)
{
    public static readonly PersonalCells None = new(new Dictionary<int, string>(), new Dictionary<(long, int), string>(), []);

    /// <summary>Records what was blanked; never what it said.</summary>
    /// <param name="keptSha256">of what is kept; null where that is the file itself</param>
    /// <param name="from">the revision from whose kept file the wave was coded anew, in which columns may be blanked already; or
    /// null</param>
    internal static async Task Store(NpgsqlConnection connection, RevisionKey key, PersonalCells personal, byte[]? keptSha256, int? from)
    {
        if (keptSha256 is null)
            return;
        await connection.ExecuteAsync(
            "update revision set kept_sha256 = @keptSha256 where survey_id = @Survey and wave_id = @Wave and revision = @Number",
            new
            {
                key.Survey,
                key.Wave,
                key.Number,
                keptSha256,
            }
        );
        await connection.ExecuteAsync(
            """
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
