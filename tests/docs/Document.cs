using System.Text.RegularExpressions;

namespace Survey.Tests.Docs;

/// <summary>A Markdown file of the repository, as far as tests read it.</summary>
internal sealed partial class Document(string path)
{
    /// <param name="path">from the repository's root: "docs/api.md"</param>
    public static Document Of(string path) => new(path);

    public string Text { get; } = File.ReadAllText(Path.Combine(Repository.Root, path));

    /// <summary>What stands under each heading of the second level, by the heading's text.</summary>
    public IReadOnlyDictionary<string, string> Sections =>
        Text.Split("\n## ").Skip(1).Select(section => section.Split('\n', 2)).ToDictionary(parts => parts[0], parts => parts[1]);

    /// <summary>The cells of every row of the tables in a text, without headers.</summary>
    public static IEnumerable<string[]> Rows(string text)
    {
        var body = false;
        foreach (var line in text.Split('\n'))
        {
            if (!line.StartsWith('|'))
                body = false;
            else if (line.StartsWith("|---", StringComparison.Ordinal))
                body = true;
            else if (body)
                yield return [.. line.Trim('|').Split('|').Select(cell => cell.Trim())];
        }
    }

    /// <summary>What stands between backticks: `--wave`.</summary>
    public static IEnumerable<string> Code(string text) => CodeSpan().Matches(text).Select(match => match.Groups[1].Value);

    /// <summary>The code blocks of a text, in order, without the indentation of their fence.</summary>
    public static IEnumerable<string> Blocks(string text, string language = "") =>
        Block()
            .Matches(text)
            .Where(match => match.Groups["language"].Value == language)
            .Select(match =>
                string.Join(
                    '\n',
                    match.Groups["code"].Value.Split('\n').Select(line => line[Math.Min(line.Length, match.Groups["indent"].Length)..])
                )
            );

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"^(?<indent> *)```(?<language>\w*)\n(?<code>.*?)\n *```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
