using Survey.Counting;
using Survey.Instruments;
using Survey.Statistics;

namespace Survey.Answers;

/// <summary>The base of one of two figures that are to be compared.</summary>
/// <param name="Base">respondents, effective where they are weighted</param>
/// <param name="Effective">the effective base; null where nobody is weighted</param>
internal readonly record struct ComparedSide(Wave Wave, int Respondents, double Base, double? Effective)
{
    public static ComparedSide Of(Wave wave, WeightedCount all, bool weighted) =>
        new(wave, all.Respondents, weighted ? all.EffectiveBase : all.Respondents, weighted ? all.EffectiveBase : null);

    public static ComparedSide Of(Wave wave, MeanFigure mean, bool weighted) =>
        new(wave, mean.Count, mean.Moments.Base, weighted ? mean.Moments.Base : null);

    public override string ToString() => $"{MinimumBase.InWords(Respondents, Effective)} in {Wave.Label}";
}
