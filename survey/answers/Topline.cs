using Survey.Counting;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Answers;

/// <summary>One option or net of a topline.</summary>
/// <param name="Label">in the wave's own wording</param>
/// <param name="Count">respondents, unweighted</param>
/// <param name="Percent">of the base, 0 to 100; null with base 0, and for an option that is not part of the base</param>
/// <param name="StandardError">of the percentage, in points; null as the interval is</param>
public sealed record ToplineOption(
    string Id,
    string Label,
    bool Net,
    int Count,
    double? Percent,
    double? Low,
    double? High,
    double? StandardError
);

/// <summary>Counts and percentages of one question in one wave.</summary>
/// <param name="Text">in the wave's own wording</param>
/// <param name="Flags">codes: break, differs, provisional, low</param>
/// <param name="Notes">the flags' reasons, then what the revision was coded without</param>
/// <param name="Base">respondents that the percentages are of, unweighted</param>
/// <param name="EffectiveBase">Kish's effective base, where respondents are weighted; or null</param>
/// <param name="Mean">of a scale or number; or null</param>
/// <param name="NotComputable">why there are no figures, in words; empty where there are</param>
public sealed record Topline(
    string Id,
    string Text,
    QuestionKind Kind,
    IReadOnlyList<string> Flags,
    IReadOnlyList<string> Notes,
    int Answered,
    int Base,
    double? EffectiveBase,
    string NotComputable,
    MeanFigure? Mean,
    IReadOnlyList<ToplineOption> Options
);

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
        var questions = asked.Select(one => Of(one, tallies[wave, one.Id], tallies.Problem(wave, one.Id), shown, query.Base)).ToList();
        if (questions.Count > 0 && questions.TrueForAll(topline => topline.NotComputable.Length > 0))
            throw new NotComputableException(questions[0].NotComputable);
        return new WaveToplines(
            loaded.Instrument.Survey,
            WaveSummary.Of(shown),
            QuerySummary.Of(query, loaded.Instrument),
            tallies.Weighting(wave),
            Figure.Caveat,
            questions
        );
    }

    private static Topline Of(Question question, Tally? tally, string problem, LoadedWave loaded, BaseRule rule)
    {
        var wave = loaded.Wave;
        if (tally is null)
            return new Topline(question.Id, question.TextIn(wave.Id), question.Kind, [], [], 0, 0, null, problem, null, []);
        var options = question
            .Options.Select(option => (option.Id, Net: false, InBase: rule != BaseRule.Valid || !option.Missing))
            .Concat(question.Nets.Select(net => (net.Id, Net: true, InBase: true)))
            .Select(option => (option, Label: question.LabelIn(wave.Id, option.Id), Count: tally.Count(option.Net, option.Id)))
            .Where(found => found is { Label: not null, Count: not null })
            .Select(found =>
            {
                var ((id, net, inBase), label, count) = (found.option, found.Label!, found.Count!.Value.Respondents);
                var figure = inBase ? Figure.Of(count, tally.Share(net, id), wave.RespondentsAssumed) : null;
                return new ToplineOption(id, label, net, count, figure?.Percent, figure?.Low, figure?.High, figure?.StandardError);
            });
        var flags = QuestionFlags.Of(question, wave, tally.Base.Respondents);
        var missing = QuestionSets.CodedWithout(question, loaded, option => tally.Count(option.Net, option.Id) is not null);
        return new Topline(
            question.Id,
            question.TextIn(wave.Id),
            question.Kind,
            flags.Codes,
            [.. flags.Notes, .. missing],
            tally.Answered.Respondents,
            tally.Base.Respondents,
            tally.Weighted ? tally.Base.EffectiveBase : null,
            "",
            MeanFigure.Of(tally.Numbers(question), wave.RespondentsAssumed, out _),
            [.. options]
        );
    }
}
