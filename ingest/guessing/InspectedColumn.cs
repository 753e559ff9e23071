using Survey.Coded;
using Survey.Ingest.Dialects;
using Survey.Ingest.Reading;
using Survey.Instruments;

namespace Survey.Ingest.Guessing;

/// <summary>One column of a raw file, with what stands in it. Memory stays bounded: only so many different values are kept.</summary>
/// <param name="position">in the file, from 0</param>
/// <param name="code">what the first header row says where it does not name the columns; or empty</param>
public sealed class InspectedColumn(ColumnName name, int position, string code = "")
{
    /// <summary>Different values of a column that are kept with their counts; the first ones that come.</summary>
    public const int Kept = 1000;

    /// <summary>Longer cells are counted and not kept.</summary>
    private const int KeptBytes = 2000;

    private readonly Dictionary<byte[], int> cells = new(ByteComparer.Default);
    private readonly Dictionary<string, int> values = [];

    public ColumnName Name { get; } = name;

    public int Position { get; } = position;

    public string Code { get; } = code;

    /// <summary>The file says that its answers were typed.</summary>
    public bool IsTyped { get; init; }

    /// <summary>The rows, from 0, in which the column is not blank.</summary>
    public Bitmap Filled { get; private init; } = new();

    public int Answers { get; private set; }

    /// <summary>The column holds more than <see cref="Values"/> says.</summary>
    public bool HasMore { get; private set; }

    /// <summary>Nothing but numbers stands in it, also in cells that are not kept.</summary>
    public bool IsOfNumbers { get; private set; } = true;

    /// <summary>Normalised values with their counts, the most frequent first.</summary>
    public IReadOnlyList<(string Text, int Count)> Values { get; private set; } = [];

    /// <summary>How often it says a text.</summary>
    public int CountOf(string text) => values.GetValueOrDefault(text);

    /// <summary>How often a cell stands in it, by its bytes; 0 also for those that are not kept.</summary>
    public int CountOf(ReadOnlySpan<byte> cell) =>
        cells.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(cell, out var count) ? count : 0;

    /// <summary>The column where cells that say one of these are blank. Which rows are filled stays as it was.</summary>
    public InspectedColumn Without(IReadOnlyList<string> blank)
    {
        var left = blank.Sum(CountOf);
        if (left == 0)
            return this;
        var column = new InspectedColumn(Name, Position, Code)
        {
            Filled = Filled,
            IsTyped = IsTyped,
            Answers = Answers - left,
            HasMore = HasMore,
            Values = [.. Values.Where(value => !blank.Contains(value.Text))],
        };
        foreach (var (text, count) in column.Values)
            column.values[text] = count;
        column.IsOfNumbers = column.Values.All(value => NumberText.Parse(value.Text) is not null) && (!HasMore || IsOfNumbers);
        return column;
    }

    internal void Add(RawFile raw, int column, int row)
    {
        var cell = raw.Bytes(column);
        if (cell.IsEmpty)
            return;
        var known = cells.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (known.TryGetValue(cell, out var count))
        {
            known[cell] = count + 1;
            Answers++;
            Filled[row] = true;
            return;
        }
        var text = Label.Normalise(raw.Text(column));
        if (text.Length == 0)
            return;
        IsOfNumbers = IsOfNumbers && NumberText.Parse(text) is not null;
        if (cells.Count < Kept && cell.Length <= KeptBytes)
            known[cell] = 1;
        else
            HasMore = true;
        Answers++;
        Filled[row] = true;
    }

    internal void Done()
    {
        foreach (var (cell, count) in cells)
        {
            var text = Label.Normalise(System.Text.Encoding.UTF8.GetString(cell));
            values[text] = values.GetValueOrDefault(text) + count;
        }
        Values =
        [
            .. values
                .Select(pair => (pair.Key, pair.Value))
                .OrderByDescending(pair => pair.Value)
                .ThenBy(pair => pair.Key, StringComparer.Ordinal),
        ];
    }
}
