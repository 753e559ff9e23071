using Dapper;
using Npgsql;
using Survey.Instruments;

namespace Survey.Storage;

/// <summary>The surveys that the database knows, each with the instrument that it is read with.</summary>
public static class Surveys
{
    /// <summary>Parsed instruments that are kept.</summary>
    private const int MostParsed = 100;

    /// <exception cref="NotFoundException">the database knows no such survey</exception>
    public static async Task<Instrument> Find(SurveyDatabase database, string survey, CancellationToken cancel = default)
    {
        await using var connection = await database.Open(cancel);
        var version = await connection.ExecuteScalarAsync<int?>(
            new CommandDefinition(
                """
                /* Surveys.Find */
                select instrument_version
                from survey
                where survey_id = @survey
                """,
                new { survey },
                cancellationToken: cancel
            )
        );
        if (version is { } known)
            return await Version(database, survey, known, cancel);
        var surveys = (
            await connection.QueryAsync<string>(
                """
                /* Surveys.Ids */
                select survey_id
                from survey
                order by survey_id
                """
            )
        ).ToList();
        throw new NotFoundException(
            surveys.Count == 0
                ? $"no survey {Label.Quote(survey)}: none has been loaded yet"
                : $"no survey {Label.Quote(survey)}; there are {string.Join(", ", surveys)}"
        );
    }

    /// <summary>An instrument that a revision was coded with, which need not be the one that the survey is read with now.</summary>
    public static async Task<Instrument> Version(SurveyDatabase database, string survey, int version, CancellationToken cancel = default)
    {
        if (database.Instruments.TryGetValue((survey, version), out var known))
            return known;
        await using var connection = await database.Open(cancel);
        var yaml = await connection.QuerySingleAsync<string>(
            new CommandDefinition(
                """
                /* Surveys.Version */
                select yaml
                from instrument
                where survey_id = @survey and version = @version
                """,
                new { survey, version },
                cancellationToken: cancel
            )
        );
        var instrument = InstrumentFile.Parse($"instrument {version} of {survey}", yaml);
        if (database.Instruments.Count >= MostParsed)
            database.Instruments.Clear();
        return database.Instruments[(survey, version)] = instrument;
    }

    /// <summary>Loads of one survey, and whatever else changes it, wait for each other until their transactions end.</summary>
    internal static Task Lock(NpgsqlConnection connection, string survey) =>
        connection.ExecuteAsync(
            """
            /* Surveys.Lock */
            select pg_advisory_xact_lock(hashtextextended(@survey, 0))
            """,
            new { survey }
        );

    /// <summary>Makes an instrument the one its survey is read with. The same text again changes nothing.</summary>
    public static async Task Store(SurveyDatabase database, Instrument instrument, CancellationToken cancel = default)
    {
        await using var connection = await database.Open(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await Lock(connection, instrument.Survey);
        await Store(connection, instrument);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>The same within a transaction that holds the survey's lock.</summary>
    /// <returns>the instrument's version</returns>
    internal static async Task<int> Store(NpgsqlConnection connection, Instrument instrument)
    {
        var parameters = new
        {
            survey = instrument.Survey,
            title = instrument.Title,
            yaml = instrument.Yaml,
        };
        return await connection.ExecuteScalarAsync<int>(
            """
            /* Surveys.Store */
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
            parameters
        );
    }
}
