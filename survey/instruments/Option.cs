namespace Survey.Instruments;

/// <summary>One answer category.</summary>
public sealed record Option
{
    public required string Id { get; init; }

    public required string Label { get; init; }

    /// <summary>Other texts that mean this option.</summary>
    public IReadOnlyList<string> Wordings { get; init; } = [];

    /// <summary>The waves that offered it; null for all that asked the question.</summary>
    public IReadOnlyList<string>? Offered { get; init; }

    /// <summary>An answer that is not part of the base <c>valid</c>: "N/A", "don't know".</summary>
    public bool Missing { get; init; }

    /// <summary>Takes free text.</summary>
    public bool Other { get; init; }

    /// <summary>Its number on a scale; null for an answer off the scale, and in questions of other kinds.</summary>
    public double? Value { get; init; }

    /// <summary>The header of a column of its own, such as that of the text to "Other"; null where its question says what its column is
    /// called.</summary>
    public string? Column { get; init; }

    /// <summary>Whatever is in its column ticks it.</summary>
    public bool Any { get; init; }

    public bool IsOfferedIn(string wave) => Offered is null || Offered.Contains(wave);
}
