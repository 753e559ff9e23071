using System.Buffers;
using System.Globalization;
using System.Text;

namespace Survey;

/// <summary>How texts of instruments and raw files are compared, and how ids are made from them.</summary>
public static class Label
{
    /// <summary>How many characters of a text count for what is nearest to it.</summary>
    private const int Compared = 200;

    /// <summary>
    /// The form in which two texts are compared: Unicode NFC, no-break spaces as spaces, zero-width characters removed,
    /// runs of white space as one space, both ends trimmed. Upper and lower case stay different.
    /// </summary>
    public static string Normalise(string text)
    {
        if (IsNormal(text))
            return text;
        var result = new StringBuilder(text.Length);
        var pendingSpace = false;
        foreach (var character in text)
        {
            if (character is '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF')
                continue;
            if (char.IsWhiteSpace(character))
            {
                pendingSpace = result.Length > 0;
                continue;
            }
            if (pendingSpace)
                result.Append(' ');
            pendingSpace = false;
            result.Append(character);
        }
        // Last, because a character that was removed may have stood between a letter and its accent.
        return result.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>Whether nothing can be changed: printable ASCII without a space at an end or beside another.</summary>
    private static bool IsNormal(string text) =>
        !text.AsSpan().ContainsAnyExceptInRange(' ', '~')
        && !text.StartsWith(' ')
        && !text.EndsWith(' ')
        && !text.Contains("  ", StringComparison.Ordinal);

    /// <summary>A text in UTF-8 without white space at its ends.</summary>
    public static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> text)
    {
        while (Rune.DecodeFromUtf8(text, out var first, out var length) == OperationStatus.Done && Rune.IsWhiteSpace(first))
            text = text[length..];
        while (Rune.DecodeLastFromUtf8(text, out var last, out var length) == OperationStatus.Done && Rune.IsWhiteSpace(last))
            text = text[..^length];
        return text;
    }

    /// <summary>Lower-case letters and digits, every run of anything else as one hyphen: "Proof of Concept (PoC)" is
    /// <c>proof-of-concept-poc</c>.</summary>
    public static string Slug(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (char.IsAsciiLetterOrDigit(character))
                result.Append(char.ToLowerInvariant(character));
            else if (result.Length > 0 && result[^1] != '-')
                result.Append('-');
        }
        return result.ToString().TrimEnd('-');
    }

    /// <summary>Whether a text is an id: lower-case letters and digits, with single hyphens inside.</summary>
    public static bool IsId(string text) => text.Length is > 0 and <= 80 && text == Slug(text);

    /// <summary>A text as messages show it: in quotes, on one line, shortened, and with no character that a terminal would obey.</summary>
    public static string Quote(string text, int length = 80)
    {
        var shown = text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)] + "...";
        return $"\"{string.Concat(shown.Select(character => IsShown(character) ? character.ToString() : $"\\u{(int)character:x4}"))}\"";
    }

    /// <summary>Whether a character is one to read: none that a terminal or an editor would obey.</summary>
    public static bool IsShown(char character) =>
        char.GetUnicodeCategory(character)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
            );

    /// <summary>The one of <paramref name="known"/> that takes the fewest typing errors to become <paramref name="text"/>, or null when
    /// none is near.</summary>
    public static string? Nearest(string text, IEnumerable<string> known)
    {
        var nearest = known
            .Select(candidate => (candidate, distance: Distance(text.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .OrderBy(pair => pair.distance)
            .FirstOrDefault();
        return
            nearest.candidate is not null
            && nearest.distance <= Math.Max(2, Math.Min(Compared, Math.Max(text.Length, nearest.candidate.Length)) / 2)
            ? nearest.candidate
            : null;
    }

    /// <summary>Levenshtein's distance, on the beginning of each text.</summary>
    private static int Distance(string first, string second)
    {
        first = first[..Math.Min(Compared, first.Length)];
        second = second[..Math.Min(Compared, second.Length)];
        var row = Enumerable.Range(0, second.Length + 1).ToArray();
        for (var i = 1; i <= first.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= second.Length; j++)
            {
                var substitution = diagonal + (first[i - 1] == second[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitution, 1 + Math.Min(row[j], row[j - 1]));
            }
        }
        return row[second.Length];
    }
}
