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
