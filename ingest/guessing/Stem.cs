using System.Text.RegularExpressions;
using Survey.Ingest.Dialects;
using Survey.Instruments;

namespace Survey.Ingest.Guessing;

/// <summary>A way to part a header into what the columns of its question share, and what is this column's own.</summary>
/// <param name="Before">what stands before the column's own part</param>
/// <param name="After">what stands behind it</param>
/// <param name="Own">the option, or the grid's row, as the header calls it</param>
/// <param name="Strength">how much the sign between them says: 4 a tool's own; 3 a bracket, " - ", a colon; 2 a full stop in a name; 1 an
/// underscore</param>
internal sealed partial record Stem(string Before, string After, string Own, int Strength)
{
    /// <summary>What the columns of one question have in common.</summary>
    public (string Before, string After) Shared => (Before, After);

    /// <summary>The question in words.</summary>
    public string Text { get; private init; } =
        PlainText.Question(After.Length > 1 && Before.Length == 0 ? After.TrimStart(':', ' ', ']') : Before);

    /// <summary>The option, or the row, in words.</summary>
    public string Label { get; private init; } = PlainText.Of(Own);

    /// <summary>Every way to part a header.</summary>
    /// <param name="header">as an instrument names it, normalised</param>
    public static IEnumerable<Stem> Of(ExportFormat format, string header)
    {
        if (format == ExportFormat.LimeSurvey && LimeSurvey.Part(header) is { } part)
            yield return new Stem(part.Before, part.After, part.Own, 4)
            {
                Text = PlainText.Of(part.Question),
                Label = PlainText.Of(part.Label),
            };
        if (Bracket().Match(header) is { Success: true } bracket)
            yield return new Stem(bracket.Groups[1].Value, bracket.Groups[3].Value, bracket.Groups[2].Value, 3);
        foreach (Match sign in Sign().Matches(header))
        {
            var end = sign.Index + sign.Length;
            if (end < header.Length)
                yield return new Stem(
                    header[..end],
                    "",
                    header[end..],
                    sign.Value is "." ? 2
                        : sign.Value.Trim() is "_" or "-" ? 1
                        : 3
                );
        }
        if (Item().Match(header) is { Success: true } item)
            yield return new Stem("", item.Groups[2].Value, item.Groups[1].Value, 3);
    }

    [GeneratedRegex(@"^(.*?\[)([^\[\]]*)(\](?:\.\d+)?(?: #\d+)?)$", RegexOptions.Singleline)]
    private static partial Regex Bracket();

    /// <summary>What may stand between a question and an option, blanks around it taken along.</summary>
    [GeneratedRegex(@"(?:[:?.)]?(?:&nbsp;|\s)*\s[-–—|]\s+|(?<=\w)[-](?=[A-Z])|[:?.)](?:(?:&nbsp;|\s)+)|:(?! )|/|(?<=\w)\.(?=\w)|_+)")]
    private static partial Regex Sign();

    [GeneratedRegex(@"^([^:]{1,80}?)(::?(?! ).{10,})$", RegexOptions.Singleline)]
    private static partial Regex Item();
}
