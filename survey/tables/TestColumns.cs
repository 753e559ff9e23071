using Survey.Statistics;

namespace Survey.Tables;

/// <summary>The test that a row belongs to; blank where there is none.</summary>
public static class TestColumns
{
    public static Columns<Association?> All { get; } =
        new Columns<Association?>()
            .Whole("test_respondents", Unit.Respondents, "those in the tested table", test => test?.Respondents)
            .Number("chi_square", Unit.None, "Pearson's chi-square; blank where the test is Fisher's", test => test?.Statistic)
            .Whole("degrees_of_freedom", Unit.None, "of the chi-square", test => test?.DegreesOfFreedom)
            .Number("p", Unit.None, "two-sided p-value, 0 to 1; blank where nothing was tested", test => test?.P)
            .Number("p_adjusted", Unit.None, "the p-value, adjusted over all tests of the answer", test => test?.PAdjusted)
            .Number("cramers_v", Unit.None, "how strongly the answers go together, 0 to 1", test => test?.CramersV)
            .Truth("significant", "the adjusted p-value is under 0.05, and nothing forbids to say so", test => test?.Significant);

    public static Columns<string> Note { get; } =
        new Columns<string>().Text(
            "test_note",
            "which test it is, or why there is none; blank where there is nothing to say",
            note => note
        );
}
