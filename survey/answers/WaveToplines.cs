using Survey.Counting;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Answers;

/// <summary>The toplines of one wave: of one question, or of all.</summary>
/// <param name="Weighting">how its respondents were weighted, or null</param>
public sealed record WaveToplines(
    string Survey,
    WaveSummary Wave,
    QuerySummary Query,
    Weighting? Weighting,
    string Caveat,
    IReadOnlyList<Topline> Questions
)
{
    public BaseRule BaseRule => Query.Base;

    /// <param name="question">the id of a question; null for all that the wave asked</param>
    /// <param name="query">its waves are not looked at; plain when not given</param>
    /// <exception cref="NotFoundException">no such survey, wave or question, the wave was not loaded yet, or it did not ask the
    /// question</exception>
    /// <exception cref="NotComputableException">nothing can be said of the query's respondents in this wave</exception>
    public static async Task<WaveToplines> Of(
        SurveyDatabase database,
        string survey,
        string wave,
        string? question = null,
        Query? query = null,
        CancellationToken cancel = default
    ) => await Of(database, await LoadedSurvey.Live(database, survey, cancel), wave, question, query, cancel);

    /// <summary>The same of the revisions that are given.</summary>
    public static async Task<WaveToplines> Of(
        SurveyDatabase database,
        LoadedSurvey loaded,
        string wave,
        string? question = null,
        Query? query = null,
        CancellationToken cancel = default
    )
    {
        query ??= new();
        var shown = loaded.Wave(wave);
        if (question is not null)
            shown.Require(loaded.Instrument.Question(question));
        var asked = loaded
            .Instrument.Questions.Where(candidate => candidate.IsAskedIn(wave) && (question is null || candidate.Id == question))
            .ToList();
        var tallies = await Tallies.Read(database, loaded, [shown], asked, query, cancel);
        var comparability = new Comparability(loaded.Instrument, query);
        var questions = asked
            .Select(one => Topline.Of(comparability, one, tallies[wave, one.Id], tallies.Problem(wave, one.Id), shown, query.Base))
            .ToList();
        if (questions.Count > 0 && questions.TrueForAll(topline => topline.Problem is not null))
            throw new NotComputableException(questions[0].Problem!);
        return new WaveToplines(
            loaded.Instrument.Survey,
            WaveSummary.Of(shown),
            QuerySummary.Of(query, loaded.Instrument),
            tallies.Weighting(wave),
            Figure.Caveat,
            questions
        );
    }
}
