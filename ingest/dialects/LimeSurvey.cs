using System.Text.RegularExpressions;
using Survey.Instruments;

namespace Survey.Ingest.Dialects;

/// <summary>
/// How LimeSurvey writes an export: one header row, of codes (<c>Q1[SQ001]</c>), of codes and texts (<c>Q1[SQ001]. Text [Sub]</c>, or with
/// <c>._.</c> between), or of texts alone (<c>Text [Sub]</c>). A multi-select has a column an option, ticked by Y or Yes; <c>[other]</c>
/// holds what was typed, <c>[comment]</c> a remark.
/// </summary>
internal static partial class LimeSurvey
{
    private static readonly string[] Codes = ["id", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp", "token"];
    private static readonly string[] Texts =
    [
        "Response ID",
        "Date submitted",
        "Last page",
        "Start language",
        "Seed",
        "Date started",
        "Date last action",
    ];

    public static Evidence? Look(Beginning file)
    {
        var headers = file.Row(0);
        var own = Math.Max(file.Named(Codes), headers.Count(header => Texts.Contains(AfterCode(header), StringComparer.OrdinalIgnoreCase)));
        var coded = headers.Count(header => Coded().IsMatch(header));
        if (own >= 3)
            return new Evidence(ExportFormat.LimeSurvey, 1, 0.95, $"{own} columns are called as LimeSurvey calls its own");
        return coded >= 0.6 * headers.Length && coded >= 3
            ? new Evidence(ExportFormat.LimeSurvey, 1, 0.8, $"{coded} headers are a code, a full stop and a text")
            : null;
    }

    public static bool IsMetadata(string header) =>
        Codes.Contains(header, StringComparer.OrdinalIgnoreCase)
        || Texts.Contains(AfterCode(header), StringComparer.OrdinalIgnoreCase)
        || Timing().IsMatch(header)
        || Equation().IsMatch(AfterCode(header));

    /// <summary>How the header of a sub-question parts: <c>Q1[SQ001]</c>, alone or with the texts behind it.</summary>
    /// <returns>what stands before and behind the column's own part, that part, and in words the question and the column's own; null
    /// where the column is its question's only one</returns>
    public static (string Before, string After, string Own, string Question, string Label)? Part(string header)
    {
        if (CodeOnly().Match(header) is { Success: true } code)
            return (
                $"{code.Groups[1].Value}[",
                $"]{code.Groups[3].Value}",
                code.Groups[2].Value,
                code.Groups[1].Value,
                code.Groups[2].Value
            );
        if (Sub().Match(header) is not { Success: true } both)
            return null;
        var (before, after) = ($"{both.Groups["code"].Value}[", both.Groups["end"].Value);
        return (
            before,
            after,
            header[before.Length..^after.Length],
            both.Groups["question"] is { Success: true, Value: var question } ? question : both.Groups["code"].Value,
            both.Groups["text"].Value
        );
    }

    /// <summary>The text of a header without the code before it.</summary>
    public static string AfterCode(string header) => Coded().Match(header) is { Success: true } match ? match.Groups[1].Value : header;

    [GeneratedRegex(@"^[A-Za-z][\w-]*(?:\[[\w-]+\])*(?:\._\.|\. )(.+)$", RegexOptions.Singleline)]
    private static partial Regex Coded();

    [GeneratedRegex(
        @"^(?<code>[A-Za-z]\w*)\[\w+\](?:\[\w+\])?(?:\._\.|\. )(?:(?:(?<question>.+?) ?\[)?(?<text>[^\[\]]+(?:\]\[[^\[\]]*)?)(?<end>\]?))$",
        RegexOptions.Singleline
    )]
    private static partial Regex Sub();

    [GeneratedRegex(@"^([A-Za-z]\w*)\[(\w+(?:\]\[\w+)?)\]( #\d+)?$")]
    private static partial Regex CodeOnly();

    [GeneratedRegex(@"^(?:interviewtime|(?:group|question)Time\d*|Total time|(?:Group|Question) time: .*)$", RegexOptions.IgnoreCase)]
    private static partial Regex Timing();

    [GeneratedRegex(@"^\{[^{}]+\}$")]
    private static partial Regex Equation();
}
