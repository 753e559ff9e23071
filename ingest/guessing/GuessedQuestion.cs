using Survey.Coded;
using Survey.Instruments;

namespace Survey.Ingest.Guessing;

/// <param name="Text">the row as people read it</param>
/// <param name="Header">what its columns call it</param>
public sealed record GuessedRow(string Text, string Header);

/// <summary>What some columns of a raw file are taken for.</summary>
/// <param name="Text">what respondents were asked, as far as the header says</param>
/// <param name="Header">what its columns are called, with places for options and rows; the text, unless that is no name for them</param>
/// <param name="Options">of a question of kind text or number none</param>
/// <param name="Rows">of a grid; the counts of its options are those of all rows together</param>
/// <param name="Columns">that it is read from</param>
public sealed record GuessedQuestion(
    string Text,
    string Header,
    QuestionKind Kind,
    IReadOnlyList<GuessedOption> Options,
    IReadOnlyList<GuessedRow> Rows,
    IReadOnlyList<InspectedColumn> Columns
)
{
    /// <summary>What stands between several answers in a cell; null where a cell holds one, or ", " parts them.</summary>
    public string? Separator { get; init; }

    /// <summary>Texts that tick an option in its own column.</summary>
    public IReadOnlyList<string> Ticked { get; init; } = [];

    /// <summary>Texts that are no answer to this question.</summary>
    public IReadOnlyList<string> Blank { get; init; } = [];

    /// <summary>Rows of the file with anything in its columns.</summary>
    public int Answers => Columns.Count == 1 ? Columns[0].Answers : Union(Columns).Count;

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
