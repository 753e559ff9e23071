using System.Text.Json.Serialization;
using Survey.Counting;
using Survey.Instruments;
using Survey.Statistics;
using Survey.Storage;

namespace Survey.Answers;

/// <summary>A wave of a sheet of changes.</summary>
public sealed record ChangesWave : WaveSummary
{
    public ChangesWave(WaveSummary wave)
        : base(wave) { }

    /// <summary>How its respondents were weighted, or null.</summary>
    public Weighting? Weighting { get; init; }
}

/// <summary>How much of a sheet is what.</summary>
/// <param name="Compared">changes</param>
/// <param name="Tested">changes with a p-value: the family that it is adjusted over; with key questions two families, of which the second
/// are the exploratory ones</param>
/// <param name="Exploratory">of those that are tested</param>
/// <param name="Significant">of those that are ranked</param>
/// <param name="Questions">questions with changes</param>
/// <param name="NotCompared">questions without any</param>
public sealed record ChangesCounts(int Compared, int Tested, int Exploratory, int Ranked, int Significant, int Questions, int NotCompared);

/// <summary>Every change between two waves of a survey, of every option and net of every question and of the means of scales and numbers,
/// as one family.</summary>
public sealed record Changes
{
    public required string Survey { get; init; }

    public required ChangesWave From { get; init; }

    public required ChangesWave To { get; init; }

    public required QuerySummary Query { get; init; }

    public required string Caveat { get; init; }

    /// <summary>Why nothing is tested, in words; empty where it is.</summary>
    public string Untested => WhyUntested.InWords();

    public required ChangesCounts Counts { get; init; }

    /// <summary>The ranked ones first, the others by size.</summary>
    public required IReadOnlyList<ChangeEntry> Entries { get; init; }

    /// <summary>That at least one of the waves asked, in the instrument's order.</summary>
    public required IReadOnlyList<ComparedQuestion> Questions { get; init; }

    /// <summary>Respondents that a base must have to be tested.</summary>
    [JsonIgnore]
    public int MinimumBase { get; init; }

    /// <summary>Null where it is tested.</summary>
    [JsonIgnore]
    public Reason? WhyUntested { get; init; }

    /// <param name="from">the earlier wave's id; null for the last one loaded before <paramref name="to"/></param>
    /// <param name="to">the later wave's id; null for the newest that is loaded</param>
    /// <param name="query">its waves are not looked at; plain when not given</param>
    /// <exception cref="NotFoundException">no such survey or wave, or a wave that was not loaded yet</exception>
    /// <exception cref="NotComputableException">nothing can be said of the query's respondents in one of the waves</exception>
    /// <exception cref="SurveyException">the survey is protected, or the waves are not in order of time, or the query cannot be asked of
    /// this survey</exception>
    public static async Task<Changes> Of(
        SurveyDatabase database,
        string survey,
        string? from = null,
        string? to = null,
        Query? query = null,
        CancellationToken cancel = default
    ) => await Of(database, await LoadedSurvey.Live(database, survey, cancel), from, to, query, cancel);

    /// <summary>The same of the revisions that are given.</summary>
    public static async Task<Changes> Of(
        SurveyDatabase database,
        LoadedSurvey loaded,
        string? from = null,
        string? to = null,
        Query? query = null,
        CancellationToken cancel = default
    )
    {
        query ??= new();
        var instrument = loaded.Instrument;
        DisclosureControl.Breakdown(instrument, "a sheet of changes");
        var (before, now) = Waves(loaded, from, to);
        var asked = instrument.Questions.Where(question => question.IsAskedIn(before.Id) || question.IsAskedIn(now.Id)).ToList();
        var counted = asked.Where(question => ComparedQuestion.IsCounted(question, before, now)).ToList();
        var tallies = await Tallies.Read(database, loaded, [before, now], counted, query, cancel);
        if (counted.Count > 0 && counted.TrueForAll(question => Problem(question) is not null))
            throw new NotComputableException(Problem(counted[0])!);
        var comparability = new Comparability(instrument, query);
        var all = new List<ChangeEntry>();
        var questions = new List<ComparedQuestion>();
        foreach (var question in asked)
        {
            var (compared, own) = ComparedQuestion.Of(comparability, question, before, now, tallies, query.Base);
            questions.Add(compared);
            all.AddRange(
                own.Select(entry => entry with { Exploratory = instrument.Key.Count > 0 && !instrument.Key.Contains(question.Id) })
            );
        }
        var entries = ChangeEntry.Ordered(all, query.Adjust);
        return new Changes
        {
            Survey = instrument.Survey,
            From = new ChangesWave(WaveSummary.Of(before)) { Weighting = tallies.Weighting(before.Id) },
            To = new ChangesWave(WaveSummary.Of(now)) { Weighting = tallies.Weighting(now.Id) },
            Query = QuerySummary.Of(query, instrument),
            Caveat = Figure.Caveat,
            WhyUntested = Comparability.Untested(before.Wave, now.Wave),
            MinimumBase = instrument.MinimumBase,
            Counts = Count(entries, questions),
            Entries = entries,
            Questions = questions,
        };

        Reason? Problem(Question question) => tallies.Problem(before.Id, question.Id) ?? tallies.Problem(now.Id, question.Id);
    }

    /// <summary>The smallest change, in percentage points, of a share near this one that all respondents of both waves would show,
    /// unadjusted (see <see cref="Difference.Detectable"/>).</summary>
    /// <param name="share">0 to 1</param>
    public double DetectableNear(double share) =>
        100
        * Difference.Detectable(
            new Proportion(share * From.Respondents, From.Respondents),
            new Proportion(share * To.Respondents, To.Respondents)
        );

    private static (LoadedWave Before, LoadedWave Now) Waves(LoadedSurvey survey, string? from, string? to)
    {
        var loaded = survey.Named(null);
        if (loaded.Count == 0)
            throw new NotFoundException($"no wave of survey \"{survey.Instrument.Survey}\" has been loaded yet");
        var now = to is null ? loaded[^1] : survey.Wave(to);
        var before = from is null ? loaded.LastOrDefault(wave => wave.Wave.Position < now.Wave.Position) : survey.Wave(from);
        if (before is null)
            throw new NotFoundException(
                $"no wave before \"{now.Id}\" of survey \"{survey.Instrument.Survey}\" has been loaded; changes are between two waves"
            );
        return before.Wave.Position < now.Wave.Position
            ? (before, now)
            : throw new SurveyException(
                $"\"from\" is wave \"{before.Id}\" and \"to\" is \"{now.Id}\"; an earlier wave and a later one were expected"
            );
    }

    private static ChangesCounts Count(IReadOnlyList<ChangeEntry> entries, List<ComparedQuestion> questions) =>
        new(
            entries.Count,
            entries.Count(entry => entry.Change.P is not null),
            entries.Count(entry => entry is { Exploratory: true, Change.P: not null }),
            entries.Count(entry => entry.Rank is not null),
            entries.Count(entry => entry.Change.Significant),
            questions.Count(question => question.Problem is null),
            questions.Count(question => question.Problem is not null)
        );
}
