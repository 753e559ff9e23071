using Survey.Ingest.Guessing;

namespace Survey.Ingest.Drafting;

/// <summary>How much a finding asks of a person.</summary>
public enum FindingWeight
{
    /// <summary>to be known</summary>
    Note,

    /// <summary>to be looked at: something may be meant otherwise than it is read</summary>
    Doubt,

    /// <summary>to be decided: nothing is loaded before somebody has</summary>
    Decide,
}

/// <summary>Something about a raw file that a person should know or decide.</summary>
/// <param name="Code">one of <see cref="FindingCode"/></param>
/// <param name="Where">file, and line or column where there is one</param>
/// <param name="Seen">what was seen there</param>
/// <param name="Do">what to do about it</param>
/// <param name="Column">the column that it is about, from 0; -1 for the file or a row</param>
public sealed record Finding(string Code, FindingWeight Weight, string Where, string Seen, string Do, int Column = -1)
{
    /// <summary>About a column.</summary>
    public static Finding Of(string code, FindingWeight weight, Inspection inspection, InspectedColumn column, string seen, string todo) =>
        new(
            code,
            weight,
            $"{inspection.File.Name} column {column.Position + 1} {Label.Quote(column.Name.Header, 60)}",
            seen,
            todo,
            column.Position
        );

    public override string ToString() => $"{Weight.ToString().ToLowerInvariant()} [{Code}] {Where}: {Seen}; {Do}";
}
