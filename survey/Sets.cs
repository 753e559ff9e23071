using Npgsql;
using NpgsqlTypes;

namespace Survey;

/// <summary>A stored set of the respondents of one revision of a wave, as <see cref="Selection"/> has them.</summary>
internal readonly record struct SetKey(string Wave, int Revision, string Question, string Kind, string Option)
{
    public static SetKey Of(LoadedWave wave, string question, bool net, string id) => new(wave.Id, wave.Revision, question, net ? "net" : "option", id);

    public static SetKey Answered(LoadedWave wave, string question) => new(wave.Id, wave.Revision, question, "answered", "");

    /// <summary>Not a set, but the numbers that respondents gave to a question of kind number.</summary>
    public static SetKey Numbers(LoadedWave wave, string question) => Numbers(wave.Id, wave.Revision, question);

    public static SetKey Numbers(string wave, int revision, string question) => new(wave, revision, question, "numbers", "");

    public bool IsNumbers => Kind == "numbers";

    public static SetKey Valid(LoadedWave wave, string question) => new(wave.Id, wave.Revision, question, "valid", "");
}

/// <summary>The bits that a query needs, read in one round trip, and one more for numbers; bits that the cache still has are not read.</summary>
internal sealed class Sets
{
    private readonly Dictionary<SetKey, Bitmap> sets = [];
    private IReadOnlyDictionary<(string Wave, string Question), double[]> numbers = new Dictionary<(string, string), double[]>();

    /// <summary>Null where the revision was coded without it.</summary>
    public Bitmap? this[SetKey key] => sets.GetValueOrDefault(key);

    /// <summary>A number for each respondent of the wave, NaN for none; null where the revision was coded without it.</summary>
    public double[]? Numbers(LoadedWave wave, string question) => numbers.GetValueOrDefault((wave.Id, question));

    public static async Task<Sets> Read(SurveyDatabase database, LoadedSurvey survey, IEnumerable<SetKey> keys, CancellationToken cancel)
    {
        var read = new Sets();
        var missing = new List<SetKey>();
        var wanted = keys.Distinct().ToLookup(key => key.IsNumbers);
        read.numbers = await Survey.Numbers.Read(database, survey.Instrument.Survey, [.. wanted[true].Select(key => (key.Wave, key.Revision, key.Question))], cancel);
        foreach (var key in wanted[false])
        {
            if (database.Cache.Find(survey.Instrument.Survey, key) is { } cached)
                read.sets[key] = cached;
            else
                missing.Add(key);
        }
        if (missing.Count > 0)
            await read.Fetch(database, survey, missing, cancel);
        return read;
    }

    private async Task Fetch(SurveyDatabase database, LoadedSurvey survey, List<SetKey> keys, CancellationToken cancel)
    {
        await using var connection = await database.Open(cancel);
        // Lateral, and not to be merged (offset 0): a lookup by key for each set, where a join may read and sort the whole table.
        await using var command = new NpgsqlCommand(
            """
            select position, chunk, bits
            from unnest(@waves, @revisions, @questions, @kinds, @options) with ordinality
              as wanted (wave_id, revision, question_id, kind, option_id, position)
            cross join lateral (
              select chunk, bits
              from selection
              where survey_id = @survey and wave_id = wanted.wave_id and revision = wanted.revision
                and question_id = wanted.question_id and kind = wanted.kind and option_id = wanted.option_id
              offset 0
            ) as found
            """,
            connection);
        command.Parameters.AddWithValue("survey", survey.Instrument.Survey);
        command.Parameters.AddWithValue("waves", NpgsqlDbType.Array | NpgsqlDbType.Text, keys.Select(key => key.Wave).ToArray());
        command.Parameters.AddWithValue("revisions", NpgsqlDbType.Array | NpgsqlDbType.Integer, keys.Select(key => key.Revision).ToArray());
        command.Parameters.AddWithValue("questions", NpgsqlDbType.Array | NpgsqlDbType.Text, keys.Select(key => key.Question).ToArray());
        command.Parameters.AddWithValue("kinds", NpgsqlDbType.Array | NpgsqlDbType.Text, keys.Select(key => key.Kind).ToArray());
        command.Parameters.AddWithValue("options", NpgsqlDbType.Array | NpgsqlDbType.Text, keys.Select(key => key.Option).ToArray());
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            var key = keys[(int)rows.GetInt64(0) - 1];
            if (!sets.TryGetValue(key, out var set))
                sets[key] = set = new Bitmap(survey.Waves[key.Wave].Respondents);
            set.Restore(rows.GetInt32(1), rows.GetFieldValue<byte[]>(2));
        }
        foreach (var key in keys)
        {
            if (sets.TryGetValue(key, out var set))
                database.Cache.Keep(survey.Instrument.Survey, key, set);
        }
    }
}
