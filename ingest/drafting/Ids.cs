using System.Globalization;
using System.Text;

namespace Survey.Ingest.Drafting;

/// <summary>Short ids that a person would give, made of the words that say most, and different from each other.</summary>
internal static class Ids
{
    /// <summary>An id is no longer than this where that makes it different from others.</summary>
    private const int Short = 30;

    /// <summary>No id is longer, so that a number still fits behind it.</summary>
    private const int Longest = 60;

    private static readonly HashSet<string> Little =
    [
        .. (
            "a an and any are as at be been by can could did do does for from had has have how i if in into is it its many "
            + "may me most much my of on "
            + "or our please select check choose mark indicate following so such tell than that the their them there these "
            + "they this those to us was we "
            + "were what when where which who whom why will with would you your yours all apply applies"
        ).Split(' '),
    ];

    /// <summary>An id for each question: its words without those that every question has.</summary>
    public static List<string> OfQuestions(IEnumerable<string> texts) => Of(texts, "question", withoutLittle: true);

    /// <summary>An id for each option or row: its label's first words.</summary>
    public static List<string> OfLabels(IEnumerable<string> labels, string noun) => Of(labels, noun, withoutLittle: false);

    private static List<string> Of(IEnumerable<string> texts, string noun, bool withoutLittle)
    {
        var taken = new HashSet<string>();
        var ids = new List<string>();
        foreach (var text in texts)
        {
            var words = Words(text, withoutLittle);
            var id = words.Count == 0 ? noun : Cut(words, Short);
            for (var length = Short + 10; taken.Contains(id) && length <= Longest && words.Count > 0; length += 10)
                id = Cut(words, length);
            var whole = id;
            for (var number = 2; !taken.Add(id); number++)
                id = FormattableString.Invariant($"{whole}-{number}");
            ids.Add(id);
        }
        return ids;
    }

    private static List<string> Words(string text, bool withoutLittle)
    {
        var plain = WithoutAccents(text);
        var bracket = plain.IndexOf(" (", StringComparison.Ordinal);
        var words = Split(bracket > 2 ? plain[..bracket] : plain);
        if (words.Count == 0)
            words = Split(plain);
        if (!withoutLittle)
            return words;
        // The number of a question is no word of it.
        var first = words.Count > 1 && words[0].All(char.IsAsciiDigit) && plain.Contains(") ", StringComparison.Ordinal) ? 1 : 0;
        var said = words.Skip(first).Where(word => !Little.Contains(word) && word.Length > 1).ToList();
        return said.Count > 0 ? said : words;
    }

    private static List<string> Split(string text) =>
        [.. Label.Slug(text.Replace("'", "", StringComparison.Ordinal)).Split('-', StringSplitOptions.RemoveEmptyEntries)];

    private static string Cut(List<string> words, int length)
    {
        var id = words[0].Length > length ? words[0][..length] : words[0];
        foreach (var word in words.Skip(1))
        {
            if (id.Length + 1 + word.Length > length)
                break;
            id += "-" + word;
        }
        return id;
    }

    private static string WithoutAccents(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var character in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark)
                plain.Append(character is '\u2019' ? '\'' : character);
        }
        return plain.ToString().Replace("++", "pp", StringComparison.Ordinal).Replace("C#", "csharp", StringComparison.Ordinal);
    }
}
