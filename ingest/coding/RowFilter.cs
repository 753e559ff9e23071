using Survey.Ingest.Dialects;
using Survey.Ingest.Reading;
using Survey.Instruments;

namespace Survey.Ingest.Coding;

/// <summary>Keeps rows out that are not of the sample, by what they say in one column.</summary>
internal sealed class RowFilter
{
    private readonly int column;
    private readonly IReadOnlyList<string> texts;
    private readonly bool keep;

    private RowFilter(int column, IReadOnlyList<string> texts, bool keep)
    {
        this.column = column;
        this.texts = texts;
        this.keep = keep;
    }

    /// <exception cref="SurveyException">a column that the instrument names is not there</exception>
    public static IReadOnlyList<RowFilter> Of(string file, IReadOnlyList<Column> columns, Export export) =>
        [
            .. export.Keep.Select(pair => Of(file, columns, pair, keep: true)),
            .. export.Drop.Select(pair => Of(file, columns, pair, keep: false)),
        ];

    public bool LeavesOut(RawFile row) => texts.Contains(Label.Normalise(row.Text(column))) != keep;

    private static RowFilter Of(string file, IReadOnlyList<Column> columns, KeyValuePair<string, IReadOnlyList<string>> filter, bool keep)
    {
        for (var column = 0; column < columns.Count; column++)
        {
            if (columns[column].Header == filter.Key)
                return new RowFilter(column, filter.Value, keep);
        }
        throw new SurveyException(
            $"{file}:1 column {columns.Count}: no column {Label.Quote(filter.Key)}, by which rows are left out; name one of "
                + $"{string.Join(", ", columns.Take(10).Select(column => Label.Quote(column.Header)))}{(columns.Count > 10 ? ", …" : "")} "
                + "under \"keep\" or \"drop\""
        );
    }
}
