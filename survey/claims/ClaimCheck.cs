using Survey.Answers;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Claims;

/// <summary>Checks claims against one revision of each wave.</summary>
internal sealed class ClaimCheck
{
    private readonly LoadedSurvey survey;
    private readonly ClaimTrends trends;

    private ClaimCheck(SurveyDatabase database, LoadedSurvey survey, IReadOnlyList<Claim> claims) =>
        (this.survey, trends) = (survey, new ClaimTrends(database, survey, claims));

    /// <param name="claims">of the survey's instrument</param>
    /// <returns>every claim, in the same order</returns>
    public static async Task<IReadOnlyList<CheckedClaim>> All(
        SurveyDatabase database,
        LoadedSurvey survey,
        IReadOnlyList<Claim> claims,
        CancellationToken cancel
    )
    {
        var check = new ClaimCheck(database, survey, claims);
        var found = new List<CheckedClaim>();
        foreach (var claim in claims)
            found.Add(await check.Of(claim, cancel));
        return found;
    }

    private async Task<CheckedClaim> Of(Claim claim, CancellationToken cancel)
    {
        var nothing = Stated(claim);
        if (claim.Kind == ClaimKind.NotComputable)
            return nothing.Without(NotComputable(claim.NotComputable));
        if (claim.Waves.FirstOrDefault(wave => !survey.Waves.ContainsKey(wave)) is { } missing)
            return nothing.Without(NotComputable($"{survey.Instrument.Wave(missing).Label} has not been loaded yet"));
        if (claim.Kind == ClaimKind.Respondents)
            return Respondents(claim, nothing);
        Trend trend;
        try
        {
            trend = await trends.Of(claim, cancel);
        }
        catch (SurveyException exception)
        {
            return nothing.Without(NotComputable(exception.Message));
        }
        var answers = claim.Waves.Select(wave => new ClaimAnswer(survey, trend, claim, wave)).ToList();
        var problems = answers.Select(answer => answer.Problem()).OfType<Reason>().Distinct().ToList();
        if (problems.Count > 0)
            return nothing.Without(problems);
        return claim.Kind switch
        {
            ClaimKind.Rank => Rank(nothing, answers[0]),
            ClaimKind.Change => Change(claim, nothing, answers),
            _ => Share(nothing, answers[0]),
        };
    }

    private static CheckedClaim Share(CheckedClaim nothing, ClaimAnswer answer)
    {
        var figure = answer.FigureOf(0);
        return nothing with
        {
            Verdict = VerdictOf([answer.Wave], figure),
            Sentence = ClaimWords.Sentence(answer.Words(figure, 0)),
            Note = ClaimWords.Notes(figure),
            Figures = [figure],
        };
    }

    private static CheckedClaim Rank(CheckedClaim nothing, ClaimAnswer answer)
    {
        var (figure, sentence, tied) = answer.Ranked();
        return nothing with
        {
            Verdict = VerdictOf([answer.Wave], figure),
            Sentence = ClaimWords.Sentence(sentence),
            Note = ClaimWords.Join([tied, ClaimWords.Notes(figure)]),
            Figures = [figure],
        };
    }

    private CheckedClaim Change(Claim claim, CheckedClaim nothing, List<ClaimAnswer> answers)
    {
        var figures = answers.Select((answer, item) => answer.FigureOf(item)).ToList();
        var (question, from, to) = (
            survey.Instrument.Question(claim.Question),
            survey.Waves[claim.Waves[0]].Wave,
            survey.Waves[claim.Waves[1]].Wave
        );
        var change = answers[1].Point!.Change;
        var steady = claim.Stated[0] == claim.Stated[1];
        var verdict = VerdictOf([from, to], [.. figures]);
        var note =
            change?.Note
            ?? "no change is computed, because the series is broken: "
                + new Comparability(survey.Instrument, ClaimTrends.QueryOf(claim)).Break(question, from, to)!.Text;
        return nothing with
        {
            // Whoever says that a share stayed as it was is not contradicted by a change that chance could explain.
            Verdict =
                verdict == Verdict.Reproduced && change is { IsComparable: true, Significant: false } && !steady
                    ? Verdict.NotSignificant
                    : verdict,
            Sentence = ClaimWords.Sentence(
                string.Join("; ", answers.Select((answer, item) => $"{answer.Label}: {answer.Words(figures[item], item)}")),
                ClaimWords.Movement(change)
            ),
            Note = ClaimWords.Join([note, .. figures.Select((figure, item) => ClaimWords.Notes(figure, answers[item].Label))]),
            Figures = figures,
            Change = change,
        };
    }

    private CheckedClaim Respondents(Claim claim, CheckedClaim nothing)
    {
        var wave = survey.Waves[claim.Waves[0]];
        if (wave.Wave.RespondentsAssumed)
            return nothing.Without(NotComputable($"the number of respondents of {wave.Wave.Label} is assumed"));
        var stated = claim.Respondents!.Value;
        var figure = nothing.Figures[0] with
        {
            Respondents = wave.Respondents,
            Difference = wave.Respondents - stated,
            Agrees = wave.Respondents == stated,
        };
        return nothing with
        {
            Verdict = VerdictOf([wave.Wave], figure),
            Sentence = ClaimWords.Sentence(ClaimWords.Respondents(wave.Respondents, stated)),
            Figures = [figure],
        };
    }

    private static Verdict VerdictOf(IEnumerable<Wave> waves, params IReadOnlyList<ClaimFigure> figures) =>
        figures.Any(figure => figure.Agrees != true) ? Verdict.Off
        : waves.Any(wave => wave.Provenance == Provenance.Reconstructed) ? Verdict.ByConstruction
        : Verdict.Reproduced;

    private static Reason NotComputable(string why) => new(ReasonCode.NotComputable, why);

    /// <summary>A claim with what it states, and nothing found.</summary>
    private CheckedClaim Stated(Claim claim)
    {
        var instrument = survey.Instrument;
        var question = claim.Kind is ClaimKind.NotComputable or ClaimKind.Respondents ? null : instrument.Question(claim.Question);
        return new CheckedClaim
        {
            Id = claim.Id,
            Text = claim.Text,
            Source = claim.Source,
            Kind = claim.Kind,
            Question = question is null ? null : QuestionSummary.Of(question),
            Option = question?.Require(claim.Option),
            Waves = claim.Waves,
            Query = question is null ? null : QuerySummary.Of(ClaimTrends.QueryOf(claim), instrument),
            Verdict = Verdict.NotComputable,
            Figures =
                claim.Kind == ClaimKind.NotComputable
                    ? []
                    :
                    [
                        .. claim.Waves.Select(
                            (wave, item) =>
                                new ClaimFigure(wave, survey.Waves.GetValueOrDefault(wave)?.Revision, ClaimWords.Stated(claim, item))
                        ),
                    ],
        };
    }
}
