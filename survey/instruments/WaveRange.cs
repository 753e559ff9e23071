namespace Survey.Instruments;

/// <summary>How an instrument names waves: one by its id, or several in a row as <c>2016-02..2016-06</c>, open at either end as
/// <c>2016-02..</c></summary>
internal static class WaveRange
{
    private const string Between = "..";

    /// <param name="waves">ids of all waves, in order</param>
    /// <returns>the ids meant; null when the text names no wave</returns>
    public static IReadOnlyList<string>? Expand(string text, IReadOnlyList<string> waves)
    {
        if (waves.Contains(text))
            return [text];
        var between = text.IndexOf(Between, StringComparison.Ordinal);
        if (between < 0)
            return null;
        var from = Position(text[..between], waves, 0);
        var to = Position(text[(between + Between.Length)..], waves, waves.Count - 1);
        return from < 0 || to < from ? null : [.. waves.Skip(from).Take(to - from + 1)];
    }

    private static int Position(string id, IReadOnlyList<string> waves, int whenOpen) =>
        id.Length == 0 ? whenOpen : waves.ToList().IndexOf(id);
}
