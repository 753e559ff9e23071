using Dapper;
using Survey.Instruments;

namespace Survey.Storage;

/// <summary>A wave, and the revision of it that answers are given from.</summary>
public sealed record LoadedWave(Wave Wave, int Revision, int Respondents)
{
    public string Id => Wave.Id;

    /// <summary>What the instrument took up after the revision was coded, is not in it.</summary>
    /// <param name="what">in words</param>
    internal string CodedWithout(string what) => $"revision {Revision} of {Wave.Label} was coded without {what}";

    /// <exception cref="NotFoundException">the wave did not ask the question</exception>
    internal void Require(Question question)
    {
        if (!question.IsAskedIn(Id))
            throw new NotFoundException($"wave \"{Id}\" did not ask question \"{question.Id}\"");
    }
}

/// <summary>A survey as answers see it: its instrument, and of each loaded wave one revision. All of an answer is given from the same
/// revisions.</summary>
/// <param name="Waves">by wave id</param>
public sealed record LoadedSurvey(Instrument Instrument, IReadOnlyDictionary<string, LoadedWave> Waves)
{
    private sealed record Row(string SurveyId, int InstrumentVersion, string? WaveId, int? Revision, int? Respondents);

    /// <summary>With the live revisions.</summary>
    /// <exception cref="NotFoundException">the database knows no such survey</exception>
    public static async Task<LoadedSurvey> Live(SurveyDatabase database, string survey, CancellationToken cancel = default)
    {
        await using var connection = await database.Open(cancel);
        var rows = await connection.QueryAsync<Row>(
            new CommandDefinition(
                """
                /* LoadedSurvey.Live */
                select survey_id, survey.instrument_version, wave_id, revision, respondents
                from survey
                left join wave using (survey_id)
                left join revision using (survey_id, wave_id)
                where survey_id = @survey and (revision is null or revision = live_revision)
                """,
                new { survey },
                cancellationToken: cancel
            )
        );
        return await Of(database, survey, rows, cancel);
    }

    /// <summary>All surveys, by id, with their live revisions.</summary>
    public static async Task<IReadOnlyList<LoadedSurvey>> All(SurveyDatabase database, CancellationToken cancel = default)
    {
        await using var connection = await database.Open(cancel);
        var rows = await connection.QueryAsync<Row>(
            new CommandDefinition(
                """
                /* LoadedSurvey.All */
                select survey_id, survey.instrument_version, wave_id, revision, respondents
                from survey
                left join wave using (survey_id)
                left join revision using (survey_id, wave_id)
                where revision is null or revision = live_revision
                order by survey_id
                """,
                cancellationToken: cancel
            )
        );
        var surveys = new List<LoadedSurvey>();
        foreach (var survey in rows.GroupBy(row => row.SurveyId))
            surveys.Add(await Of(database, survey.Key, survey, cancel));
        return surveys;
    }

    /// <summary>With the revision before the live one, of every wave that has one; the other waves as they are.</summary>
    /// <exception cref="NotFoundException">the database knows no such survey</exception>
    public static async Task<LoadedSurvey> Before(SurveyDatabase database, string survey, CancellationToken cancel = default)
    {
        await using var connection = await database.Open(cancel);
        var rows = await connection.QueryAsync<Row>(
            new CommandDefinition(
                """
                /* LoadedSurvey.Before */
                select distinct on (wave_id) survey_id, survey.instrument_version, wave_id, revision, respondents
                from survey
                left join wave using (survey_id)
                left join revision using (survey_id, wave_id)
                where survey_id = @survey and (revision is null or revision <= live_revision)
                order by wave_id, revision = live_revision, revision desc
                """,
                new { survey },
                cancellationToken: cancel
            )
        );
        return await Of(database, survey, rows, cancel);
    }

    /// <summary>The waves of these ids and ranges that are loaded, in order of time; all that are loaded where none is named.</summary>
    /// <exception cref="NotFoundException">a wave that the instrument does not have, or one named by itself that was not loaded
    /// yet</exception>
    public IReadOnlyList<LoadedWave> Named(IReadOnlyList<string>? names)
    {
        var ids = Instrument.Waves.Select(wave => wave.Id).ToList();
        var named = names is null ? ids.ToHashSet() : [];
        foreach (var name in names ?? [])
            named.UnionWith(!ids.Contains(name) && WaveRange.Expand(name, ids) is { } range ? range : [Wave(name).Id]);
        return [.. ids.Where(id => named.Contains(id) && Waves.ContainsKey(id)).Select(id => Waves[id])];
    }

    /// <exception cref="NotFoundException">the instrument has no such wave, or it was not loaded yet</exception>
    public LoadedWave Wave(string id) =>
        Waves.TryGetValue(Instrument.Wave(id).Id, out var wave) ? wave : throw NotLoaded(Instrument.Survey, id);

    internal static NotFoundException NotLoaded(string survey, string wave) =>
        new(
            $"wave \"{wave}\" of survey \"{survey}\" has not been loaded yet; load its raw file with: ingest load FILE --survey "
                + $"{survey} --wave {wave}"
        );

    private static async Task<LoadedSurvey> Of(SurveyDatabase database, string survey, IEnumerable<Row> rows, CancellationToken cancel)
    {
        var found = rows.ToList();
        var instrument =
            found.Count == 0
                ? await Surveys.Find(database, survey, cancel)
                : await Surveys.Version(database, survey, found[0].InstrumentVersion, cancel);
        var waves = found
            .Where(row => row.Revision is not null && instrument.Waves.Any(wave => wave.Id == row.WaveId))
            .ToDictionary(
                row => row.WaveId!,
                row => new LoadedWave(instrument.Wave(row.WaveId!), row.Revision!.Value, row.Respondents!.Value)
            );
        return new LoadedSurvey(instrument, waves);
    }
}
