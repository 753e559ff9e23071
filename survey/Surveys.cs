using Dapper;
using Npgsql;

namespace Survey;

/// <summary>The surveys that the database knows, each with the instrument that it is read with.</summary>
public static class Surveys
{
    /// <summary>Parsed instruments that are kept.</summary>
    private const int MostParsed = 100;

    private sealed record Row(string SurveyId, int InstrumentVersion, string Yaml);

    /// <summary>All surveys, by id.</summary>
    public static async Task<IReadOnlyList<Instrument>> All(SurveyDatabase database, CancellationToken cancel = default)
    {
        await using var connection = await database.Open(cancel);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            """
            select survey_id, instrument_version, yaml
            from survey
            join instrument using (survey_id)
            where version = instrument_version
            order by survey_id
            """,
            cancellationToken: cancel));
        return [.. rows.Select(Of)];
    }

    /// <exception cref="NotFoundException">the database knows no such survey</exception>
    public static async Task<Instrument> Find(SurveyDatabase database, string survey, CancellationToken cancel = default)
    {
        await using var connection = await database.Open(cancel);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            """
            select survey_id, instrument_version, yaml
            from survey
            join instrument using (survey_id)
            where version = instrument_version and survey_id = @survey
            """,
            new { survey },
            cancellationToken: cancel));
        if (row is not null)
            return Of(row);
        var known = (await connection.QueryAsync<string>("select survey_id from survey order by survey_id")).ToList();
        throw new NotFoundException(known.Count == 0
            ? $"no survey \"{survey}\": none has been loaded yet"
            : $"no survey \"{survey}\"; there are {string.Join(", ", known)}");
    }

    /// <summary>An instrument that a revision was coded with, which need not be the one that the survey is read with now.</summary>
    public static async Task<Instrument> Version(SurveyDatabase database, string survey, int version, CancellationToken cancel = default)
    {
        if (database.Instruments.TryGetValue((survey, version), out var known))
            return known;
        await using var connection = await database.Open(cancel);
        var instrument = Of(await connection.QuerySingleAsync<Row>(new CommandDefinition(
            "select survey_id, version as instrument_version, yaml from instrument where survey_id = @survey and version = @version",
            new { survey, version },
            cancellationToken: cancel)));
        if (database.Instruments.Count >= MostParsed)
            database.Instruments.Clear();
        return database.Instruments[(survey, version)] = instrument;
    }

    /// <summary>Makes an instrument the one its survey is read with. The same text again changes nothing.</summary>
    public static async Task Store(SurveyDatabase database, Instrument instrument, CancellationToken cancel = default)
    {
        await using var connection = await database.Open(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await Revision.LockSurvey(connection, instrument.Survey);
        await Store(connection, instrument);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>The same within a transaction that holds the survey's lock.</summary>
    /// <returns>the instrument's version</returns>
    internal static async Task<int> Store(NpgsqlConnection connection, Instrument instrument)
    {
        var parameters = new { survey = instrument.Survey, title = instrument.Title, yaml = instrument.Yaml };
        return await connection.ExecuteScalarAsync<int>(
            """
            with known as (
              select version, yaml = @yaml as same
              from instrument
              where survey_id = @survey and version = (select instrument_version from survey where survey_id = @survey)
            ),
            added as (
              insert into instrument (survey_id, version, yaml)
              select @survey, coalesce((select max(version) from instrument where survey_id = @survey), 0) + 1, @yaml
              where not exists (select from known where same)
              returning version
            ),
            current as (
              select coalesce((select version from added), (select version from known)) as version
            )
            insert into survey (survey_id, title, instrument_version)
            select @survey, @title, version from current
            on conflict (survey_id) do update set title = excluded.title, instrument_version = excluded.instrument_version
            returning instrument_version
            """,
            parameters);
    }

    private static Instrument Of(Row row) => InstrumentFile.Parse($"instrument {row.InstrumentVersion} of {row.SurveyId}", row.Yaml);
}
