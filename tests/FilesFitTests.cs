using System.Text.RegularExpressions;
using Xunit;

namespace Survey.Tests;

/// <summary>Files that fit beside each other on a screen, and folders that are seen at a glance.</summary>
public sealed partial class FilesFitTests
{
    private const int LongestLine = 140;
    private const int LongestSource = 250;
    private const int LongestTest = 400;
    private const int MostSources = 30;

    private static readonly string[] Programs = ["survey", "ingest", "reports", "api", "bench"];

    /// <summary>Migrations that are released as they are, whatever their lines.</summary>
    private static readonly string[] Released =
    [
        "survey/storage/migrations/004-numbers.sql",
        "survey/storage/migrations/007-verbatims-in-chunks.sql",
        "survey/storage/migrations/008-counts-of-numbers.sql",
    ];

    /// <summary>Code and prose alike. In Markdown a row of a table and an address cannot wrap.</summary>
    [Fact]
    public void LinesFit() =>
        None(
            from file in Repository.Files()
            where IsText(file) && !Released.Contains(file)
            from line in File.ReadLines(Path.Combine(Repository.Root, file)).Select((text, index) => (Text: text, Number: index + 1))
            where line.Text.Length > LongestLine && !(file.EndsWith(".md", StringComparison.Ordinal) && CannotWrap().IsMatch(line.Text))
            select $"{file}:{line.Number}: {line.Text.Length} characters where {LongestLine} may be"
        );

    [Fact]
    public void FilesFit() =>
        None(
            from file in Sources()
            let most = file.StartsWith("tests/", StringComparison.Ordinal) ? LongestTest : LongestSource
            let lines = File.ReadLines(Path.Combine(Repository.Root, file)).Count()
            where lines > most
            select $"{file}: {lines} lines where {most} may be"
        );

    [Fact]
    public void FoldersFit() =>
        None(
            from folder in Sources().GroupBy(file => Path.GetDirectoryName(file))
            where folder.Count() > MostSources
            select $"{folder.Key}: {folder.Count()} source files where {MostSources} may be"
        );

    private static void None(IEnumerable<string> found) => Assert.True(!found.Any(), string.Join('\n', found));

    /// <summary>A sample's generator is one file because <c>dotnet run</c> takes one file.</summary>
    private static IEnumerable<string> Sources() =>
        Repository
            .Files()
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) && Programs.Append("tests").Contains(file.Split('/')[0]));

    /// <summary>What a person writes; an example's answer is as it came.</summary>
    private static bool IsText(string file) =>
        !(file.StartsWith("docs/examples/", StringComparison.Ordinal) && file.EndsWith(".json", StringComparison.Ordinal))
        && (
            Path.GetExtension(file)
                is ".cs"
                    or ".sql"
                    or ".yaml"
                    or ".yml"
                    or ".json"
                    or ".R"
                    or ".css"
                    or ".sh"
                    or ".md"
                    or ".csproj"
                    or ".props"
            || file is "run" or "test" or "Dockerfile"
            || file.StartsWith(".ci/", StringComparison.Ordinal)
        );

    [GeneratedRegex(@"^\s*(\||([-*] |\d+\. )?\S+$)")]
    private static partial Regex CannotWrap();
}
