using Survey.Coded;
using Survey.Ingest.Dialects;
using Survey.Ingest.Reading;
using Survey.Instruments;

namespace Survey.Ingest.Drafting;

/// <summary>One column of a raw file, with what stands in it. Memory stays bounded: only so many different values are kept.</summary>
public sealed class InspectedColumn(ColumnName name)
{
    /// <summary>Different values of a column that are kept with their counts; the first ones that come.</summary>
    public const int Kept = 1000;

    /// <summary>Longer cells are counted and not kept.</summary>
    private const int KeptBytes = 2000;

    private readonly Dictionary<byte[], int> cells = new(ByteComparer.Default);
    private readonly Dictionary<string, int> values = [];

    public ColumnName Name { get; } = name;

    /// <summary>The rows, from 0, in which the column is not blank.</summary>
    public Bitmap Filled { get; } = new();

    public int Answers { get; private set; }

    /// <summary>The column holds more than <see cref="Values"/> says.</summary>
    public bool HasMore { get; private set; }

    /// <summary>Nothing but numbers stands in it, also in cells that are not kept.</summary>
    public bool IsOfNumbers { get; private set; } = true;

    /// <summary>Normalised values with their counts, the most frequent first.</summary>
    public IReadOnlyList<(string Text, int Count)> Values { get; private set; } = [];

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
