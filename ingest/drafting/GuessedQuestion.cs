using Survey.Coded;
using Survey.Instruments;

namespace Survey.Ingest.Drafting;

/// <param name="Wordings">what else means it: in the header, or in the cells of its column</param>
/// <param name="Other">takes free text</param>
/// <param name="Any">whatever is in its column ticks it</param>
public sealed record GuessedOption(string Label, int Count, IReadOnlyList<string> Wordings, bool Other = false, bool Any = false)
{
    public GuessedOption(string label, int count, bool other = false)
        : this(label, count, [], other) { }

    /// <summary>Scale points and numbers by size, anything else the most frequent first.</summary>
    public static IReadOnlyList<GuessedOption> InOrder(IEnumerable<GuessedOption> options)
    {
        var list = options.ToList();
        var numbers = list.Count(option => Number(option) < int.MaxValue);
        return numbers > 0 && numbers >= list.Count - 1
            ? [.. list.OrderBy(Number)]
            : [.. list.OrderByDescending(option => option.Count).ThenBy(option => option.Label, StringComparer.Ordinal)];
    }

    private static int Number(GuessedOption option) => int.TryParse(option.Label, out var number) ? number : int.MaxValue;
}

/// <summary>What some columns of a raw file are taken for.</summary>
/// <param name="Text">what respondents were asked, as far as the header says</param>
/// <param name="Header">what its columns are called; the text, unless that is no name for them</param>
/// <param name="Options">of a question of kind text or number none</param>
/// <param name="Rows">of a grid; the counts of its options are those of all rows together</param>
/// <param name="Columns">that it is read from</param>
public sealed record GuessedQuestion(
    string Text,
    string Header,
    QuestionKind Kind,
    IReadOnlyList<GuessedOption> Options,
    IReadOnlyList<string> Rows,
    IReadOnlyList<InspectedColumn> Columns
)
{
    /// <summary>Rows of the file with anything in its columns.</summary>
    public int Answers => Union(Columns).Count;

    internal static Bitmap Union(IEnumerable<InspectedColumn> columns)
    {
        var union = new Bitmap();
        foreach (var column in columns)
            union.UnionWith(column.Filled);
        return union;
    }

    /// <summary>Whether nobody has anything in two of the columns.</summary>
    internal static bool IsExclusive(IReadOnlyCollection<InspectedColumn> columns) =>
        Union(columns).Count == columns.Sum(column => column.Answers);
}
