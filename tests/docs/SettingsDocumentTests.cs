using System.Text.RegularExpressions;
using Xunit;

namespace Survey.Tests.Docs;

/// <summary>docs/settings.md lists every environment variable that sources and scripts read, and no other.</summary>
public sealed partial class SettingsDocumentTests
{
    /// <summary>What the system sets for every program.</summary>
    private static readonly string[] Systems = ["PATH"];

    [Fact]
    public void EveryVariableIsExplainedAndNoOther() =>
        Assert.Equal(
            Repository
                .Files()
                .Where(file => file is "run" or "test" || Path.GetExtension(file) is ".cs" or ".sh" or ".yml")
                .SelectMany(file => Variable().Matches(File.ReadAllText(Path.Combine(Repository.Root, file))))
                .Select(match => match.Groups["name"].Value)
                .Except(Systems)
                .Distinct()
                .Order(StringComparer.Ordinal),
            Document.Rows(Document.Of("docs/settings.md").Text).Select(row => row[0].Trim('`')).Order(StringComparer.Ordinal)
        );

    [GeneratedRegex(@"(EnvironmentVariable\(|FromEnvironment\()\s*""(?<name>\w+)""|\$\{?(?<name>SURVEY_\w+)")]
    private static partial Regex Variable();
}
