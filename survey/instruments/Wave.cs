namespace Survey.Instruments;

/// <summary>Where a wave's rows come from: a raw export, or rows made to fit published figures.</summary>
public enum Provenance
{
    Raw,
    Reconstructed,
}

/// <summary>One fielding of the survey, as the instrument declares it.</summary>
public sealed record Wave
{
    public required string Id { get; init; }

    public required string Label { get; init; }

    /// <summary>0 for the earliest; the order of a trend.</summary>
    public required int Position { get; init; }

    /// <summary>When it was asked, in words for people; may be empty.</summary>
    public required string Fielded { get; init; }

    /// <summary>The raw file's name, beside the instrument; may be empty.</summary>
    public required string File { get; init; }

    /// <summary>Where the raw file can be had; may be empty.</summary>
    public required string Source { get; init; }

    public required Provenance Provenance { get; init; }

    /// <summary>The number of respondents was never published, and is assumed.</summary>
    public required bool RespondentsAssumed { get; init; }

    /// <summary>How its raw file is written.</summary>
    public required Export Export { get; init; }

    /// <summary>Of a reconstructed wave: by the id of a question, the ids of its options and nets whose figures were published, all of them
    /// where there are none. Null where the instrument does not say, and all figures are taken for published ones.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Published { get; init; }

    /// <summary>Whether a figure of this wave was published, or comes from respondents: it was not made up to fill its rows.</summary>
    /// <param name="choice">the id of an option or net; null for the question as a whole</param>
    public bool IsPublished(string question, string? choice) =>
        Published is null
        || (Published.TryGetValue(question, out var choices) && (choices.Count == 0 || (choice is not null && choices.Contains(choice))));

    /// <summary>What has to be printed wherever the wave is shown, in words; empty for a raw wave.</summary>
    public string Caveat =>
        (Provenance, RespondentsAssumed) switch
        {
            (Provenance.Reconstructed, true) => "reconstructed from published percentages; number of respondents assumed",
            (Provenance.Reconstructed, false) => "reconstructed from published percentages",
            (_, true) => "number of respondents assumed",
            _ => "",
        };
}
