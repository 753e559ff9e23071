namespace Survey.Tables;

/// <summary>The columns of rows of one record, in their order, each declared by one call: its name, its unit, what it means, and how its
/// value comes from a row. Columns that several tables share are declared of the part of a row that they are read from.</summary>
public sealed class Columns<T>
{
    private readonly List<Column<T>> all = [];

    public IReadOnlyList<Column<T>> All => all;

    public Columns<T> Text(string name, string meaning, Func<T, string?> value) =>
        Add(new Column<T>(name, ColumnType.Text, Unit.None, meaning, value));

    /// <summary>Codes, such as flags, with blanks between them.</summary>
    public Columns<T> Codes(string name, string meaning, Func<T, IReadOnlyList<string>?> value) =>
        Text(name, meaning, row => value(row) is { } codes ? string.Join(' ', codes) : null);

    /// <summary>One of the names of an enumeration, written as JSON writes it.</summary>
    public Columns<T> Word(string name, string meaning, Func<T, Enum?> value) =>
        Text(name, meaning, row => value(row)?.ToString() is { } word ? char.ToLowerInvariant(word[0]) + word[1..] : null);

    public Columns<T> Whole(string name, Unit unit, string meaning, Func<T, long?> value) =>
        Add(new Column<T>(name, ColumnType.Whole, unit, meaning, row => value(row)));

    public Columns<T> Number(string name, Unit unit, string meaning, Func<T, double?> value) =>
        Add(new Column<T>(name, ColumnType.Number, unit, meaning, row => value(row)));

    public Columns<T> Truth(string name, string meaning, Func<T, bool?> value) =>
        Add(new Column<T>(name, ColumnType.Truth, Unit.None, meaning, row => value(row)));

    /// <param name="value">in UTC</param>
    public Columns<T> Time(string name, string meaning, Func<T, DateTime?> value) =>
        Add(new Column<T>(name, ColumnType.Time, Unit.None, meaning, row => value(row)));

    /// <param name="part">what of a row the columns are of</param>
    public Columns<T> With<TPart>(Columns<TPart> columns, Func<T, TPart> part)
    {
        foreach (var column in columns.All)
            Add(column.Of(part));
        return this;
    }

    /// <summary>Of the earlier of a row's two waves, with <c>from_</c> before their names.</summary>
    public Columns<T> Earlier<TPart>(Columns<TPart> columns, Func<T, TPart> part) => OfWave("from_", "earlier", columns, part);

    /// <summary>Of the later of a row's two waves, with <c>to_</c> before their names.</summary>
    public Columns<T> Later<TPart>(Columns<TPart> columns, Func<T, TPart> part) => OfWave("to_", "later", columns, part);

    /// <summary>These of the columns, in this order.</summary>
    public Columns<T> Only(params string[] names)
    {
        var some = new Columns<T>();
        foreach (var name in names)
            some.Add(all.Single(column => column.Name == name));
        return some;
    }

    private Columns<T> OfWave<TPart>(string prefix, string wave, Columns<TPart> columns, Func<T, TPart> part)
    {
        foreach (var column in columns.All)
            Add(column.Of(part) with { Name = prefix + column.Name, Meaning = $"of the {wave} wave: {column.Meaning}" });
        return this;
    }

    private Columns<T> Add(Column<T> column)
    {
        all.Add(column);
        return this;
    }
}
