using Survey.Coded;
using Survey.Storage;

namespace Survey.Counting;

/// <summary>The respondents that a query is about, wave by wave, with the sets that are counted in them: all read in one round
/// trip.</summary>
internal sealed class Populations
{
    private readonly Dictionary<string, (Population? Population, string Problem)> byWave = [];

    private Populations(Sets sets) => Sets = sets;

    public Sets Sets { get; }

    /// <summary>By wave id; none where the query names no weights.</summary>
    public IReadOnlyDictionary<string, Weighting> Weightings { get; private set; } = new Dictionary<string, Weighting>();

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
                .Concat(scheme is null ? [] : Weighting.Keys(survey, scheme, wave))
        );
        var populations = new Populations(await Sets.Read(database, survey, keys, cancel));
        var weightings = new Dictionary<string, Weighting>();
        foreach (var wave in waves)
        {
            var members = Segment.Members(instrument, wave, query.Where, populations.Sets, out var problem);
            IReadOnlyList<(Bitmap, double)>? cells = null;
            if (
                problem.Length == 0
                && scheme is not null
                && Weighting.Of(survey, scheme, wave, populations.Sets, out cells, out problem) is { } weighting
            )
                weightings[wave.Id] = weighting;
            populations.byWave[wave.Id] = (problem.Length == 0 ? new Population(wave.Respondents, members, cells) : null, problem);
        }
        populations.Weightings = weightings;
        return populations;
    }

    /// <summary>Null where <paramref name="problem"/> says why nothing can be counted in the wave.</summary>
    public Population? Of(LoadedWave wave, out string problem)
    {
        (var population, problem) = byWave[wave.Id];
        return population;
    }
}
