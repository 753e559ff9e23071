using System.Net;
using System.Text.RegularExpressions;

namespace Survey.Ingest.Guessing;

/// <summary>Texts of headers and cells as people read them: without the HTML that a tool left in them.</summary>
internal static partial class PlainText
{
    /// <summary>A text without tags, entities unfolded, normalised.</summary>
    public static string Of(string text) =>
        text.Contains('<') || text.Contains('&') ? Label.Normalise(WebUtility.HtmlDecode(Tag().Replace(text, " "))) : text;

    /// <summary>What two texts share that differ only in case, blanks, punctuation at the end or markup.</summary>
    public static string Folded(string text) => Of(text).TrimEnd('.', ':', ';', ',', '!').Trim().ToLowerInvariant();

    /// <summary>A question's text without the number in front of it, and what belongs to the option behind it.</summary>
    public static string Question(string stem)
    {
        var text = Of(stem);
        var end = text.TrimEnd(' ', '-', '–', '—', ':', '/', '|', '[', '.', '_');
        return end.Length > 0 ? end : text;
    }

    [GeneratedRegex(@"</?[A-Za-z][^<>]*>")]
    private static partial Regex Tag();
}
