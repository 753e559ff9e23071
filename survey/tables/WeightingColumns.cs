using Survey.Counting;

namespace Survey.Tables;

/// <summary>How a wave's respondents were weighted; blank where they were not.</summary>
public static class WeightingColumns
{
    public static Columns<Weighting?> All { get; } =
        new Columns<Weighting?>()
            .Number(
                "weight_minimum",
                Unit.None,
                "the smallest weight of a respondent; weights have the mean 1",
                weighting => weighting?.Minimum
            )
            .Number("weight_maximum", Unit.None, "the largest weight of a respondent", weighting => weighting?.Maximum)
            .Number("design_effect", Unit.None, "Kish's design effect over all respondents", weighting => weighting?.DesignEffect)
            .Number(
                "largest_deviation",
                Unit.Points,
                "how far weighted shares are from their targets at most",
                weighting => weighting?.LargestDeviation
            )
            .Codes("empty_targets", "options with a target that nobody chose, as `question:option`", weighting => weighting?.EmptyTargets)
            .Whole("weighted_out", Unit.Respondents, "respondents with weight 0", weighting => weighting?.WeightedOut)
            .Text(
                "weight_warning",
                "what weighted figures must not be taken for; blank where there is nothing to say",
                weighting => weighting is null ? null : string.Join("; ", weighting.Warnings)
            );
}
