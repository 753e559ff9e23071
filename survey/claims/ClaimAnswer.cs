using Survey.Answers;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Claims;

/// <summary>What a trend answers to a claim in one of its waves.</summary>
internal sealed class ClaimAnswer
{
    /// <summary>Shares this near, in percentage points, are the same.</summary>
    private const double Same = 1e-9;

    private readonly LoadedSurvey survey;
    private readonly Trend trend;
    private readonly Claim claim;
    private readonly Question question;
    private readonly int column;
    private readonly TrendWave wave;

    public ClaimAnswer(LoadedSurvey survey, Trend trend, Claim claim, string wave)
    {
        (this.survey, this.trend, this.claim) = (survey, trend, claim);
        question = survey.Instrument.Question(claim.Question);
        column = Enumerable.Range(0, trend.Waves.Count).First(candidate => trend.Waves[candidate].Id == wave);
        this.wave = trend.Waves[column];
    }

    public string Label => wave.Label;

    public Wave Wave => survey.Waves[wave.Id].Wave;

    /// <summary>The option that the claim is about; null where it has no figure.</summary>
    public TrendPoint? Point => PointOf(claim.Option);

    /// <summary>Why nothing comes out; null where something does.</summary>
    public Reason? Problem()
    {
        if (wave.Problem is { } problem)
            return problem;
        if (
            claim.Kind == ClaimKind.Rank
            && wave.Base > 0
            && wave.Reasons.FirstOrDefault(reason => reason.Code == ReasonCode.Low) is { } low
        )
            return new Reason(ReasonCode.NotComputable, $"in {Label} {low.Text}: its options are not ranked");
        return Among().Prepend(claim.Option).Where(option => PointOf(option) is null).Select(Missing).FirstOrDefault();
    }

    /// <param name="item">which of the claim's percentages is of this wave</param>
    public ClaimFigure FigureOf(int item)
    {
        var stated = claim.Stated[item];
        return Found(stated.Text) with { Difference = Point!.Percent - stated.Percent, Agrees = stated.Agrees(Point.Percent) };
    }

    /// <summary>A figure of this wave beside what was stated, in words.</summary>
    public string Words(ClaimFigure figure, int item)
    {
        var stated = claim.Stated[item];
        return figure.Agrees == false && SumOf(stated, figure) is { } sum ? sum : ClaimWords.Share(stated, figure);
    }

    /// <summary>The option's place, in words too, and with whom it shares it; empty where it stands alone.</summary>
    public (ClaimFigure Figure, string Words, string Tied) Ranked()
    {
        var others = Among().Where(option => option != claim.Option).Distinct().ToList();
        var (share, stated) = (Point!.Percent, claim.Rank!.Value);
        var place = 1 + others.Count(option => PointOf(option)!.Percent > share + Same);
        var tied = others
            .Where(option => Math.Abs(PointOf(option)!.Percent - share) <= Same)
            .Select(option => $"“{PointOf(option)!.Label}”")
            .ToList();
        var figure = Found($"{stated}") with { Place = place, Difference = place - stated, Agrees = place == stated };
        return (
            figure,
            ClaimWords.Place(Point.Label, figure, others.Count + 1),
            tied.Count == 0 ? "" : $"{string.Join(" and ", tied)} {(tied.Count == 1 ? "has" : "have")} the same share"
        );
    }

    private ClaimFigure Found(string stated) =>
        new(wave.Id, wave.Revision, stated)
        {
            Figure = Point!.Figure,
            Base = wave.Base,
            EffectiveBase = wave.EffectiveBase,
            Weighting = wave.Weighting,
            Reasons = wave.Reasons,
        };

    /// <summary>The options that a place is among; none for claims of other kinds.</summary>
    private IEnumerable<string> Among()
    {
        if (claim.Kind != ClaimKind.Rank)
            return [];
        return claim.Among.Count > 0
            ? claim.Among
            : trend.Options.Where(option => !option.Net && question.LabelIn(wave.Id, option.Id) is not null).Select(option => option.Id);
    }

    private TrendPoint? PointOf(string id) => trend.Options.FirstOrDefault(option => option.Id == id)?.Points[column];

    private Reason Missing(string id) =>
        new(
            ReasonCode.NotComputable,
            (survey.Waves[wave.Id], wave.Base) switch
            {
                _ when !question.IsAskedIn(wave.Id) => $"{Label} did not ask \"{question.Id}\"",
                _ when question.LabelIn(wave.Id, id) is null => $"{Label} did not offer \"{id}\" of \"{question.Id}\"",
                _ when trend.Options.All(option => option.Id != id) => $"\"{id}\" of \"{question.Id}\" is not part of the base",
                (var loaded, null) => loaded.CodedWithout($"\"{question.Id}\""),
                (_, 0) => $"nobody in {Label} belongs to the base",
                var (loaded, _) => loaded.CodedWithout($"\"{id}\" of \"{question.Id}\""),
            }
        );

    /// <summary>Whether a net's share was stated as the sum of its options' shares, in words; null where it was not.</summary>
    private string? SumOf(ClaimedNumber stated, ClaimFigure figure)
    {
        var parts = question.Nets.FirstOrDefault(net => net.Id == claim.Option)?.Of.Select(PointOf).OfType<TrendPoint>().ToList() ?? [];
        return stated.Bound == Bound.Within && parts.Count > 1 && stated.Agrees(parts.Sum(part => part.Percent))
            ? ClaimWords.Sum(
                stated,
                figure,
                parts.Sum(part => part.Percent),
                parts.Sum(part => part.Count) - figure.Count!.Value,
                parts.Count
            )
            : null;
    }
}
