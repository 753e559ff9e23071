namespace Survey.Ingest.Dialects;

/// <summary>Columns that an instrument lists by name, where <c>*</c> stands for any text.</summary>
internal static class ColumnPattern
{
    /// <param name="header">normalised</param>
    public static bool Matches(IReadOnlyList<string> patterns, string header) => patterns.Any(pattern => Matches(pattern, header));

    /// <summary>From left to right, the first place of each part: a pattern of many stars takes no longer than one of a few.</summary>
    public static bool Matches(string pattern, string header)
    {
        var parts = Label.Normalise(pattern).Split('*');
        var (first, last) = (parts[0], parts[^1]);
        if (parts.Length == 1)
            return header == first;
        if (
            header.Length < first.Length + last.Length
            || !header.StartsWith(first, StringComparison.Ordinal)
            || !header.EndsWith(last, StringComparison.Ordinal)
        )
            return false;
        var rest = header.AsSpan(first.Length, header.Length - first.Length - last.Length);
        foreach (var part in parts.AsSpan(1..^1))
        {
            var at = rest.IndexOf(part, StringComparison.Ordinal);
            if (at < 0)
                return false;
            rest = rest[(at + part.Length)..];
        }
        return true;
    }
}
