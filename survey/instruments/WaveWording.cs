namespace Survey.Instruments;

/// <summary>What a question's figures at one wave must not be taken for. See survey/INSTRUMENT.md.</summary>
public enum Flag
{
    Break,
    Differs,
    Provisional,
}

/// <summary>What one wave says otherwise about a question.</summary>
public sealed record WaveWording
{
    public string? Text { get; init; }

    /// <summary>What this wave calls its columns; null for what the question says.</summary>
    public string? Column { get; init; }

    public Flag? Flag { get; init; }

    /// <summary>Why it has the flag; required with one.</summary>
    public required string Reason { get; init; }

    /// <summary>The wave's own wording of options, by option id.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>Texts that mean another text in this wave's columns of the question: <c>Oct-49</c> means <c>10-49</c>.</summary>
    public required IReadOnlyDictionary<string, string> Repairs { get; init; }

    /// <summary>Finer answers that this wave offered, normalised, and the id of the coarser option that each is counted as.</summary>
    public required IReadOnlyDictionary<string, string> Recode { get; init; }

    /// <summary>Texts, normalised, that are no answer in this wave; null for those of the question.</summary>
    public IReadOnlyList<string>? Blank { get; init; }

    /// <summary>Columns of the wave's raw file, counted from 1, whose headers are lost, and the id of the option that each is of.</summary>
    public required IReadOnlyDictionary<int, string> Columns { get; init; }
}
