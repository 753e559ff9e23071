namespace Survey.Coded;

/// <summary>A cell or row that could not be used.</summary>
public sealed record Reject
{
    public required string File { get; init; }

    /// <summary>1-based line of the file on which the row begins.</summary>
    public required long Line { get; init; }

    /// <summary>1-based; 0 for a whole row.</summary>
    public int Column { get; init; }

    /// <summary>The column's name; empty for a whole row.</summary>
    public string Header { get; init; } = "";

    /// <summary>The question's id; empty for a whole row.</summary>
    public string Question { get; init; } = "";

    /// <summary>What the cell says, without personal data; empty for a whole row.</summary>
    public string Value { get; init; } = "";

    /// <summary>One of <see cref="RejectCode"/>.</summary>
    public required string Code { get; init; }

    /// <summary>In words, to stand behind the value that was found.</summary>
    public required string Expected { get; init; }

    public override string ToString() =>
        Column == 0
            ? $"{File}:{Line}: {Expected}"
            : $"{File}:{Line} column {Column} {Label.Quote(Header, 60)}: {Label.Quote(Value)} {Expected}";
}
