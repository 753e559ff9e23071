namespace Survey.Tables;

/// <summary>A tabular answer as it is described.</summary>
/// <param name="Name">as the last part of its address or command</param>
/// <param name="Rows">what there is a row for; a sentence without its stop</param>
public record Table(string Name, string Rows, IReadOnlyList<Column> Columns);

/// <summary>A tabular answer: all that writes its rows or describes them goes by these columns.</summary>
/// <typeparam name="T">a row</typeparam>
public sealed record Table<T>(string Name, string Rows, Columns<T> Declared) : Table(Name, Rows, Declared.All)
{
    public new IReadOnlyList<Column<T>> Columns => Declared.All;
}
