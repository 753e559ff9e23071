using Survey.Answers;
using Survey.Instruments;
using Survey.Reports.Drawing;

namespace Survey.Reports.Charts;

/// <summary>What of a trend is drawn, and in which order.</summary>
/// <param name="Waves">positions in the trend's waves, of those that asked the question</param>
/// <param name="Options">those with a point in one of these waves; nets last</param>
internal sealed record Drawn(Trend Trend, IReadOnlyList<int> Waves, IReadOnlyList<TrendOption> Options)
{
    /// <exception cref="SurveyException">there is nothing to draw</exception>
    public static Drawn Of(Trend trend, int maximumWaves = int.MaxValue)
    {
        if (!trend.Question.Kind.HasOptions())
            throw new SurveyException(
                $"question \"{trend.Question.Id}\" of survey \"{trend.Survey}\" is of kind "
                    + $"{(trend.Question.Kind == QuestionKind.Number ? "number" : "text")}, which has no percentages to draw"
            );
        var waves = Enumerable.Range(0, trend.Waves.Count).Where(wave => trend.Waves[wave].Base > 0).TakeLast(maximumWaves).ToList();
        var options = trend.Options.Where(option => waves.Exists(wave => option.Points[wave] is not null));
        if (waves.Count == 0 || !options.Any())
            throw new SurveyException(
                $"there is nothing to draw: question \"{trend.Question.Id}\" of survey \"{trend.Survey}\" has no percentages in these waves"
            );
        // The options of a single choice often have an order of their own (sizes, likelihoods); those of a multiple choice have none.
        var ranked = trend.Question.Kind == QuestionKind.Multiple && !IsLow(trend.Waves[waves[^1]]);
        return new Drawn(
            trend,
            waves,
            [.. options.OrderBy(option => option.Net).ThenByDescending(option => ranked ? option.Points[waves[^1]]?.Percent ?? -1 : 0)]
        );
    }

    public TrendWave Newest => Trend.Waves[Waves[^1]];

    public double Highest => Points.Max(point => point.Figure.Interval?.High ?? point.Percent);

    public bool HasIntervals => Points.Any(point => point.Figure.Interval is not null);

    /// <summary>How many waves that have figures are left out.</summary>
    public int LeftOut => Trend.Waves.Count(wave => wave.Base > 0) - Waves.Count;

    public IEnumerable<TrendPoint> Points => Options.SelectMany(option => Waves.Select(wave => option.Points[wave])).OfType<TrendPoint>();

    /// <summary>The colour of a wave, the newest strongest; a bar is lighter, so that its interval can be seen on it.</summary>
    public SkiaSharp.SKColor Colour(int shown, bool net = false) =>
        (IsLow(Trend.Waves[Waves[shown]]), Waves.Count) switch
        {
            (true, _) => Palette.Low,
            (false, 1) => Palette.Wave(net ? 2 : 1),
            _ => Palette.Wave(Waves.Count - 1 - shown),
        };

    public static string LabelOf(TrendOption option) => option.Net ? $"net: {option.Label}" : option.Label;

    public static bool IsLow(TrendWave wave) => wave.Reasons.Have(ReasonCode.Low);

    /// <summary>Whether an option's line goes on from its last earlier point: not over a wave without a point, and not over a
    /// break.</summary>
    public bool Joined(TrendOption option, int shown) =>
        shown > 0 && option.Points[Waves[shown - 1]] is not null && option.Points[Waves[shown]]?.Change is not null;

    /// <summary>Whether the series is broken between a wave and the one drawn before it.</summary>
    public bool BrokenBefore(int shown) =>
        shown > 0
        && (
            Enumerable
                .Range(Waves[shown - 1] + 1, Waves[shown] - Waves[shown - 1])
                .Any(wave => Trend.Waves[wave].Reasons.Have(ReasonCode.Break))
            || Options.Any(option => option.Points[Waves[shown - 1]] is not null && option.Points[Waves[shown]] is { Change: null })
        );
}
