using Npgsql;
using NpgsqlTypes;
using Survey.Coded;
using Survey.Instruments;

namespace Survey.Storage;

/// <summary>A stored set of the respondents of one revision of a wave, as <see cref="Selection"/> has them.</summary>
internal readonly record struct SetKey(string Wave, int Revision, string Question, SetKind Kind, string Option)
{
    /// <summary>Those who chose an option or net.</summary>
    public static SetKey Of(LoadedWave wave, string question, Choice choice) =>
        new(wave.Id, wave.Revision, question, choice.Net ? SetKind.Net : SetKind.Option, choice.Id);

    public static SetKey OfOption(LoadedWave wave, string question, string option) =>
        new(wave.Id, wave.Revision, question, SetKind.Option, option);

    public static SetKey Answered(LoadedWave wave, string question) => new(wave.Id, wave.Revision, question, SetKind.Answered, "");

    public static SetKey Valid(LoadedWave wave, string question) => new(wave.Id, wave.Revision, question, SetKind.Valid, "");

    /// <summary>Not a set, but the numbers that respondents gave to a question of kind number.</summary>
    public static SetKey Numbers(LoadedWave wave, string question) => Numbers(new QuestionKey(wave.Id, wave.Revision, question));

    public static SetKey Numbers(QuestionKey question) => new(question.Wave, question.Revision, question.Question, SetKind.Numbers, "");

    /// <summary>Each different number of those, with how many gave it.</summary>
    public static SetKey NumberCounts(QuestionKey question) =>
        new(question.Wave, question.Revision, question.Question, SetKind.NumberCounts, "");

    public QuestionKey OfQuestion => new(Wave, Revision, Question);

    public bool IsNumbers => Kind == SetKind.Numbers;
}

/// <summary>The bits that a query needs, read in one round trip, and one more for numbers; bits that the cache still has are not
/// read.</summary>
internal sealed class StoredSets
{
    private readonly Dictionary<SetKey, Bitmap> sets = [];
    private IReadOnlyDictionary<(string Wave, string Question), double[]> numbers = new Dictionary<(string, string), double[]>();

    /// <summary>Null where the revision was coded without it.</summary>
    public Bitmap? this[SetKey key] => sets.GetValueOrDefault(key);

    /// <summary>A number for each respondent of the wave, NaN for none; null where the revision was coded without it.</summary>
    public double[]? Numbers(LoadedWave wave, string question) => numbers.GetValueOrDefault((wave.Id, question));

    public static async Task<StoredSets> Read(
        SurveyDatabase database,
        LoadedSurvey survey,
        IEnumerable<SetKey> keys,
        CancellationToken cancel
    )
    {
        var read = new StoredSets();
        var missing = new List<SetKey>();
        var wanted = keys.Distinct().ToLookup(key => key.IsNumbers);
        read.numbers = await Storage.Numbers.Read(
            database,
            survey.Instrument.Survey,
            [.. wanted[true].Select(key => key.OfQuestion)],
            cancel
        );
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
        var questions = keys.Select(key => key.OfQuestion).Distinct().ToList();
        var choices = keys.Select(key => (key.Question, key.Kind, key.Option)).Distinct().ToList();
        var wanted = keys.ToHashSet();
        await using var connection = await database.Open(cancel);
        // Lateral, and not to be merged (offset 0): a lookup by key for each question of each wave, where a join may read and sort the
        // whole table. One for each set takes twice as long: the sets of a question stand together. What a wave has and is not asked for is
        // left out before its bits are read.
        await using var command = new NpgsqlCommand(
            """
            /* StoredSets.Fetch */
            select wanted.position, choice.position, chunk, bits
            from unnest(@waves, @revisions, @questions) with ordinality as wanted (wave_id, revision, question_id, position)
            cross join lateral (
              select kind, option_id, chunk, bits
              from selection
              where survey_id = @survey and wave_id = wanted.wave_id and revision = wanted.revision and question_id = wanted.question_id
              offset 0
            ) as found
            join unnest(@chosen_of, @kinds, @options) with ordinality as choice (question_id, kind, option_id, position)
              on choice.question_id = wanted.question_id and choice.kind = found.kind and choice.option_id = found.option_id
            """,
            connection
        );
        QuestionKey.Add(command.Parameters, survey.Instrument.Survey, questions);
        command.Parameters.AddWithValue(
            "chosen_of",
            NpgsqlDbType.Array | NpgsqlDbType.Text,
            choices.Select(choice => choice.Question).ToArray()
        );
        command.Parameters.AddWithValue(
            "kinds",
            NpgsqlDbType.Array | NpgsqlDbType.Text,
            choices.Select(choice => choice.Kind.Name()).ToArray()
        );
        command.Parameters.AddWithValue(
            "options",
            NpgsqlDbType.Array | NpgsqlDbType.Text,
            choices.Select(choice => choice.Option).ToArray()
        );
        var fetched = new Dictionary<SetKey, Bitmap>();
        var bits = new byte[Bitmap.BytesInChunk(keys.Max(key => survey.Waves[key.Wave].Respondents))];
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            var ((wave, revision, question), (_, kind, option)) = (
                questions[(int)rows.GetInt64(0) - 1],
                choices[(int)rows.GetInt64(1) - 1]
            );
            var key = new SetKey(wave, revision, question, kind, option);
            // One that the cache has in this wave and not in another is not to be written again: others read it.
            if (!wanted.Contains(key))
                continue;
            if (!fetched.TryGetValue(key, out var set))
                fetched[key] = set = new Bitmap(survey.Waves[wave].Respondents);
            set.Restore(rows.GetInt32(2), bits.AsSpan(0, (int)rows.GetBytes(3, 0, bits, 0, bits.Length)));
        }
        foreach (var (key, set) in fetched)
        {
            sets[key] = set;
            database.Cache.Keep(survey.Instrument.Survey, key, set);
        }
    }
}
