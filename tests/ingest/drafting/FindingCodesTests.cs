using System.Text.RegularExpressions;
using Survey.Ingest.Drafting;
using Xunit;

namespace Survey.Tests.Ingest.Drafting;

public sealed partial class FindingCodesTests
{
    [Fact]
    public void EveryCodeIsExplainedAndNoOther() =>
        Assert.Equal(
            typeof(FindingCode).GetFields().Select(field => (string)field.GetValue(null)!).Order(StringComparer.Ordinal),
            Entry()
                .Matches(File.ReadAllText(Path.Combine(Repository.Root, "ingest", "FINDINGS.md")))
                .Select(entry => entry.Groups[1].Value)
                .Order(StringComparer.Ordinal)
        );

    [GeneratedRegex(@"^\| `([a-z-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Entry();
}
