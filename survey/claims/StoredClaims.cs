using Dapper;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Claims;

/// <summary>The claims that the database holds: of each survey one text, its <c>claims.yaml</c>.</summary>
public static class StoredClaims
{
    private const string Keep = """
        insert into claims (survey_id, yaml)
        select survey_id, @yaml
        from survey
        join instrument using (survey_id)
        where survey_id = @survey and version = instrument_version and instrument.yaml = @instrument
        on conflict (survey_id) do update set yaml = excluded.yaml, stored_at = now()
        where claims.yaml <> excluded.yaml
        """;

    private const string Remove = """
        delete from claims
        using survey
        join instrument using (survey_id)
        where claims.survey_id = @survey and survey.survey_id = @survey and version = instrument_version and instrument.yaml = @instrument
        """;

    /// <summary>The claims of a survey, in the order of the text.</summary>
    /// <param name="instrument">the one that the survey is read with</param>
    /// <returns>none where the survey has no claims</returns>
    /// <exception cref="SurveyException">a claim names what the instrument no longer has</exception>
    public static async Task<IReadOnlyList<Claim>> Of(SurveyDatabase database, Instrument instrument, CancellationToken cancel = default)
    {
        await using var connection = await database.Open(cancel);
        var yaml = await connection.QuerySingleOrDefaultAsync<string>(
            new CommandDefinition(
                "select yaml from claims where survey_id = @survey",
                new { survey = instrument.Survey },
                cancellationToken: cancel
            )
        );
        return yaml is null ? [] : ClaimsFile.Parse($"claims of {instrument.Survey}", yaml, instrument);
    }

    /// <summary>Whether a survey has claims; they are not read.</summary>
    public static async Task<bool> Any(SurveyDatabase database, string survey, CancellationToken cancel = default)
    {
        await using var connection = await database.Open(cancel);
        return await connection.ExecuteScalarAsync<bool>(
            new CommandDefinition("select exists (select from claims where survey_id = @survey)", new { survey }, cancellationToken: cancel)
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
        await Revision.LockSurvey(connection, instrument.Survey);
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
}
