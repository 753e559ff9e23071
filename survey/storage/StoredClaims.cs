using Dapper;
using Survey.Instruments;

namespace Survey.Storage;

/// <summary>The claims that the database holds: of each survey one text, its <c>claims.yaml</c>.</summary>
public static class StoredClaims
{
    /// <summary>The text of a survey's claims.</summary>
    /// <returns>null where the survey has none</returns>
    public static async Task<string?> Text(SurveyDatabase database, string survey, CancellationToken cancel = default)
    {
        await using var connection = await database.Open(cancel);
        return await connection.QuerySingleOrDefaultAsync<string>(
            new CommandDefinition(
                """
                /* StoredClaims.Text */
                select yaml
                from claims
                where survey_id = @survey
                """,
                new { survey },
                cancellationToken: cancel
            )
        );
    }

    /// <summary>Whether a survey has claims; they are not read.</summary>
    public static async Task<bool> Any(SurveyDatabase database, string survey, CancellationToken cancel = default)
    {
        await using var connection = await database.Open(cancel);
        return await connection.ExecuteScalarAsync<bool>(
            new CommandDefinition(
                """
                /* StoredClaims.Any */
                select exists (select from claims where survey_id = @survey)
                """,
                new { survey },
                cancellationToken: cancel
            )
        );
    }

    /// <summary>
    /// Makes a text the claims of a survey. They go with the instrument: while the survey is read with another than this one, what is
    /// stored stays.
    /// </summary>
    /// <param name="yaml">parsed with this instrument; null to have none</param>
    /// <returns>whether anything changed</returns>
    public static async Task<bool> Store(SurveyDatabase database, Instrument instrument, string? yaml, CancellationToken cancel = default)
    {
        await using var connection = await database.Open(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await Surveys.Lock(connection, instrument.Survey);
        var changed = await connection.ExecuteAsync(
            yaml is null ? Remove : Keep,
            new
            {
                survey = instrument.Survey,
                instrument = instrument.Yaml,
                yaml,
            }
        );
        await transaction.CommitAsync(cancel);
        return changed > 0;
    }

    private const string Keep = """
        /* StoredClaims.Keep */
        insert into claims (survey_id, yaml)
        select survey_id, @yaml
        from survey
        join instrument using (survey_id)
        where survey_id = @survey and version = instrument_version and instrument.yaml = @instrument
        on conflict (survey_id) do update set yaml = excluded.yaml, stored_at = now()
        where claims.yaml <> excluded.yaml
        """;

    private const string Remove = """
        /* StoredClaims.Remove */
        delete from claims
        using survey
        join instrument using (survey_id)
        where claims.survey_id = @survey and survey.survey_id = @survey and version = instrument_version and instrument.yaml = @instrument
        """;
}
