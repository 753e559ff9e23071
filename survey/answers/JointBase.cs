using Survey.Coded;
using Survey.Counting;
using Survey.Instruments;
using Survey.Statistics;
using Survey.Storage;

namespace Survey.Answers;

/// <summary>An option or net, with its respondents in a <see cref="JointBase"/>.</summary>
internal sealed record Choice(string Id, string Label, bool Net, Bitmap Set, Sum Sum);

/// <summary>The respondents of one wave who match a query and are in the base of every question that is held against another: what a
/// crosstab and an overlap are of.</summary>
internal sealed record JointBase(LoadedWave Wave, Query Query, Population Population, Weighting? Weighting, Sets Sets)
{
    public Sum All { get; } = Population.All;

    /// <summary>Why nothing is tested among them, in words; empty where it is.</summary>
    public string Untested => Association.Untested(Population, Wave.Wave);

    /// <exception cref="NotFoundException">the wave was not loaded yet, or did not ask one of the questions</exception>
    /// <exception cref="NotComputableException">nothing can be said of these respondents in this wave</exception>
    public static async Task<JointBase> Read(
        SurveyDatabase database,
        LoadedSurvey survey,
        string wave,
        IReadOnlyList<Question> questions,
        Query query,
        CancellationToken cancel
    )
    {
        var shown = survey.Wave(wave);
        foreach (var question in questions)
            shown.Require(question);
        if (shown.Wave.Provenance == Provenance.Reconstructed)
            throw new NotComputableException(Segment.Reconstructed);
        var populations = await Populations.Read(
            database,
            survey,
            [shown],
            query,
            loaded => questions.SelectMany(question => QuestionSets.Keys(survey, loaded, question, query.Base)),
            cancel
        );
        var population = populations.Of(shown, out var problem) ?? throw new NotComputableException(problem);
        foreach (var question in questions)
        {
            var inBase = QuestionSets.Base(survey, shown, question, query.Base, populations.Sets, out problem);
            if (problem.Length > 0)
                throw new NotComputableException(problem);
            population = inBase is null ? population : population.Within(inBase);
        }
        return new JointBase(shown, query, population, populations.Weightings.GetValueOrDefault(wave), populations.Sets);
    }

    /// <summary>The options and nets of a question that the wave offered and that are part of the base.</summary>
    public List<Choice> Choices(Question question)
    {
        var choices = new List<Choice>();
        foreach (var (id, net) in QuestionSets.Offered(question, Wave.Id))
        {
            var left = Query.Base == BaseRule.Valid && question.Options.Any(option => option.Id == id && option.Missing);
            if (!left && Sets[SetKey.Of(Wave, question.Id, net, id)] is { } set)
                choices.Add(new Choice(id, question.LabelIn(Wave.Id, id)!, net, set, Population.Count(set)));
        }
        return choices;
    }

    public Margin MarginOf(Choice choice)
    {
        var figure = FigureOf(choice.Sum, All);
        return new Margin(
            choice.Id,
            choice.Label,
            choice.Net,
            choice.Sum.Respondents,
            Population.IsWeighted ? choice.Sum.EffectiveBase : null,
            figure?.Percent,
            figure?.Low,
            figure?.High,
            choice.Sum.Respondents < Figure.LowBase ? ["low"] : []
        );
    }

    /// <returns>null where there is no whole</returns>
    public Figure? FigureOf(Sum part, Sum whole) =>
        Figure.Of(part.Respondents, Population.Share(part, whole), Wave.Wave.RespondentsAssumed);
}
