using Survey.Answers;

namespace Survey.Tables;

/// <summary>A change of a share or mean between two waves, and its test; blank where there is none.</summary>
public static class TestedChangeColumns
{
    public static Columns<Change?> All { get; } =
        new Columns<Change?>()
            .Number("change", Unit.PointsOrNumbers, "how much more it is than in the earlier wave", change => change?.Points)
            .Number("change_low", Unit.PointsOrNumbers, "lower end of the 95 % interval of the change", change => change?.Low)
            .Number("change_high", Unit.PointsOrNumbers, "upper end of the 95 % interval of the change", change => change?.High)
            .Number("p", Unit.None, "two-sided p-value, 0 to 1; blank where nothing was tested", change => change?.P)
            .Number("p_adjusted", Unit.None, "the p-value, adjusted over all tests of the answer", change => change?.PAdjusted)
            .Truth("significant", "the adjusted p-value is under 0.05, and nothing forbids to say so", change => change?.Significant)
            .Number(
                "detectable",
                Unit.Points,
                "of a share: the smallest change that bases like these would show, unadjusted",
                change => change?.Detectable
            )
            .Word(
                "comparability",
                "`comparable`; or `shown`, for a difference that is not tested, and the note says why",
                change => change?.Comparability
            );
}
