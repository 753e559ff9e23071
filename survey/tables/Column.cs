namespace Survey.Tables;

/// <summary>What a column of a table says of itself, whatever the table's rows are.</summary>
/// <param name="Name">in snake_case: the header of a CSV</param>
/// <param name="Meaning">what a value says, and where it is missing; a sentence without its stop</param>
public record Column(string Name, ColumnType Type, Unit Unit, string Meaning);

/// <summary>A column of a table whose rows are of one record.</summary>
/// <param name="Value">of a row: null, or of the .NET type that <see cref="ColumnType"/> says</param>
public sealed record Column<T>(string Name, ColumnType Type, Unit Unit, string Meaning, Func<T, object?> Value)
    : Column(Name, Type, Unit, Meaning)
{
    /// <summary>The same column of rows that hold a <typeparamref name="T"/>.</summary>
    public Column<TRow> Of<TRow>(Func<TRow, T> part) => new(Name, Type, Unit, Meaning, row => Value(part(row)));
}
