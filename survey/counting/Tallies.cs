using Survey.Instruments;
using Survey.Statistics;
using Survey.Storage;

namespace Survey.Counting;

/// <summary>
/// What a query counts, of several questions in several waves. Stored counts where everybody counts the same and nobody is left out; counts
/// of bits otherwise.
/// </summary>
internal sealed class Tallies
{
    private readonly Dictionary<(string Wave, string Question), Reason> problems = [];
    private IReadOnlyDictionary<(string Wave, string Question), Tally> tallies = new Dictionary<(string, string), Tally>();
    private IReadOnlyDictionary<string, Weighting> weightings = new Dictionary<string, Weighting>();

    /// <summary>Null where the wave did not ask the question, or <see cref="Problem"/> says why nothing can be counted.</summary>
    public Tally? this[string wave, string question] => tallies.GetValueOrDefault((wave, question));

    /// <summary>Why the query cannot be answered of a question in a wave; null where it can be.</summary>
    public Reason? Problem(string wave, string question) => problems.GetValueOrDefault((wave, question));

    /// <summary>How a wave's respondents were weighted; null where they were not.</summary>
    public Weighting? Weighting(string wave) => weightings.GetValueOrDefault(wave);

    /// <param name="questions">of the instrument</param>
    /// <exception cref="SurveyException">the query cannot be asked of this survey</exception>
    public static async Task<Tallies> Read(
        SurveyDatabase database,
        LoadedSurvey survey,
        IReadOnlyList<LoadedWave> waves,
        IReadOnlyList<Question> questions,
        Query query,
        CancellationToken cancel
    )
    {
        DisclosureControl.Plain(survey.Instrument, query);
        var routed = query.Base == BaseRule.Asked && questions.Any(question => waves.Any(wave => question.Routing.ContainsKey(wave.Id)));
        if (query is { Where.Count: 0, Weight: null } && !routed)
            return new Tallies { tallies = await Plain(database, survey, waves, questions, query.Base, cancel) }
                .Masked(survey.Instrument)
                .Explained(waves, questions);
        var read = new Tallies();
        var populations = await Populations.Read(
            database,
            survey,
            waves,
            query,
            wave => questions.SelectMany(question => QuestionSets.Keys(survey, wave, question, query.Base)),
            cancel
        );
        var counted = new Dictionary<(string Wave, string Question), Tally>();
        foreach (var wave in waves)
        {
            foreach (var question in questions.Where(question => question.IsAskedIn(wave.Id)))
            {
                var tally = Count(populations, survey, wave, question, query.Base);
                if (tally.Why is { } why)
                    read.problems[(wave.Id, question.Id)] = why;
                else
                    counted[(wave.Id, question.Id)] = tally.Value;
            }
        }
        read.tallies = counted;
        read.weightings = populations.Weightings;
        return read.Masked(survey.Instrument).Explained(waves, questions);
    }

    /// <summary>Without what the instrument masks.</summary>
    private Tallies Masked(Instrument instrument)
    {
        var minimum = MinimumBase.Of(instrument);
        if (!minimum.Masked)
            return this;
        foreach (var (key, tally) in tallies)
        {
            if (minimum.Mask(tally.Base, tally.Weighted) is { } why)
                problems[key] = why;
        }
        tallies = tallies.Where(pair => !problems.ContainsKey(pair.Key)).ToDictionary();
        return this;
    }

    /// <summary>What is not there although the wave asked, has a reason: the instrument took the question up after the revision was
    /// coded.</summary>
    private Tallies Explained(IReadOnlyList<LoadedWave> waves, IReadOnlyList<Question> questions)
    {
        foreach (var wave in waves)
        {
            foreach (
                var question in questions.Where(question => question.IsAskedIn(wave.Id) && !tallies.ContainsKey((wave.Id, question.Id)))
            )
                problems.TryAdd((wave.Id, question.Id), Segment.CodedWithout(wave, $"\"{question.Id}\""));
        }
        return this;
    }

    /// <summary>Of everybody alike: stored counts, of options and of numbers.</summary>
    private static async Task<IReadOnlyDictionary<(string Wave, string Question), Tally>> Plain(
        SurveyDatabase database,
        LoadedSurvey survey,
        IReadOnlyList<LoadedWave> waves,
        IReadOnlyList<Question> questions,
        BaseRule rule,
        CancellationToken cancel
    )
    {
        var stored = await Tally.Stored(database, survey, waves, questions.Select(question => question.Id).ToList(), rule, cancel);
        var numeric = questions
            .Where(question => question.Kind == QuestionKind.Number)
            .SelectMany(question => waves.Select(wave => (Question: question.Id, Wave: wave)))
            .ToList();
        if (numeric.Count == 0)
            return stored;
        var tallies = stored.ToDictionary();
        var numbers = await Numbers.ReadCounts(
            database,
            survey.Instrument.Survey,
            [.. numeric.Select(one => new QuestionKey(one.Wave.Id, one.Wave.Revision, one.Question))],
            cancel
        );
        foreach (var (question, wave) in numeric)
        {
            if (tallies.TryGetValue((wave.Id, question), out var tally) && numbers.TryGetValue((wave.Id, question), out var counts))
                tallies[(wave.Id, question)] = tally.With([.. counts.Select(count => (count.Value, WeightedCount.Of(count.Respondents)))]);
        }
        return tallies;
    }

    private static Known<Tally> Count(Populations populations, LoadedSurvey survey, LoadedWave wave, Question question, BaseRule rule)
    {
        var (sets, found) = (populations.Sets, populations.Of(wave));
        if (found.Why is { } nobody)
            return nobody;
        if (sets[SetKey.Answered(wave, question.Id)] is not { } answered || sets[SetKey.Valid(wave, question.Id)] is null)
            return Segment.CodedWithout(wave, $"\"{question.Id}\"");
        var inBase = QuestionSets.Base(survey, wave, question, rule, sets);
        if (inBase.Why is { } why)
            return why;
        var population = rule == BaseRule.Asked && inBase.Value is { } asked ? found.Value.Within(asked) : found.Value;
        var counts = new Dictionary<(bool, string), WeightedCount>();
        foreach (var choice in question.ChoicesIn(wave.Id))
        {
            if (sets[SetKey.Of(wave, question.Id, choice)] is { } set)
                counts[(choice.Net, choice.Id)] = population.Count(set);
        }
        return new Tally(
            population.IsWeighted,
            inBase.Value is { } counted ? population.Count(counted) : population.All,
            population.Count(answered),
            counts,
            sets.Numbers(wave, question.Id) is { } given ? population.Numbers(given) : null
        );
    }
}
