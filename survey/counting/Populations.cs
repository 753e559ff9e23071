using Survey.Instruments;
using Survey.Storage;

namespace Survey.Counting;

/// <summary>The respondents that a query is about, wave by wave, with the sets that are counted in them: all read in one round
/// trip.</summary>
internal sealed class Populations
{
    private readonly Dictionary<string, Known<Population>> byWave = [];
    private readonly Dictionary<string, Weighting> weightings = [];

    private Populations(StoredSets sets) => Sets = sets;

    public StoredSets Sets { get; }

    /// <summary>By wave id; none where the query names no weights.</summary>
    public IReadOnlyDictionary<string, Weighting> Weightings => weightings;

    /// <param name="needed">the sets of a wave that will be counted</param>
    public static async Task<Populations> Read(
        SurveyDatabase database,
        LoadedSurvey survey,
        IReadOnlyList<LoadedWave> waves,
        Query query,
        Func<LoadedWave, IEnumerable<SetKey>> needed,
        CancellationToken cancel
    )
    {
        var instrument = survey.Instrument;
        Segment.Check(instrument, query.Where);
        var scheme = query.Weight is { } id ? instrument.Weight(id) : null;
        var keys = waves.SelectMany(wave =>
            needed(wave)
                .Concat(Segment.Keys(instrument, wave, query.Where))
                .Concat(scheme is null ? [] : WeightedWave.Keys(survey, scheme, wave))
        );
        var populations = new Populations(await StoredSets.Read(database, survey, keys, cancel));
        foreach (var wave in waves)
            populations.byWave[wave.Id] = populations.Find(survey, wave, query.Where, scheme);
        return populations;
    }

    /// <summary>Those of a wave, or why nothing can be counted in it.</summary>
    public Known<Population> Of(LoadedWave wave) => byWave[wave.Id];

    private Known<Population> Find(LoadedSurvey survey, LoadedWave wave, IReadOnlyList<Filter> where, WeightScheme? scheme)
    {
        var members = Segment.Members(survey.Instrument, wave, where, Sets);
        if (members.Why is { } unknown)
            return unknown;
        if (scheme is null)
            return new Population(wave.Respondents, members.Value, null);
        var weighted = WeightedWave.Of(survey, scheme, wave, Sets);
        if (weighted.Why is { } why)
            return why;
        weightings[wave.Id] = weighted.Value.Weighting;
        return new Population(wave.Respondents, members.Value, weighted.Value.Cells);
    }
}
