using System.Text.RegularExpressions;
using Survey.Coded;
using Xunit;

namespace Survey.Tests.Ingest.Coding;

public sealed partial class RejectCodesTests
{
    [Fact]
    public void EveryCodeIsExplainedAndNoOther() =>
        Assert.Equal(
            typeof(RejectCode).GetFields().Select(field => (string)field.GetValue(null)!).Order(StringComparer.Ordinal),
            Entry()
                .Matches(File.ReadAllText(Path.Combine(Repository.Root, "ingest", "REJECTS.md")))
                .Select(entry => entry.Groups[1].Value)
                .Order(StringComparer.Ordinal)
        );

    [GeneratedRegex(@"^\| `([a-z-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Entry();
}
