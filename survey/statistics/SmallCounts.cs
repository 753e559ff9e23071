namespace Survey.Statistics;

/// <summary>What is said of a test whose table has an expected count under 5.</summary>
internal static class SmallCounts
{
    public const string Exact = "Fisher's exact test: an expected count is under 5";

    public const string Rough = "an expected count is under 5: the test is rough";
}
