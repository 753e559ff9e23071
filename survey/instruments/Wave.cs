namespace Survey.Instruments;

/// <summary>Where a wave's rows come from: a raw export, or rows made to fit published figures.</summary>
public enum Provenance
{
    Raw,
    Reconstructed,
}

/// <summary>One fielding of the survey, as the instrument declares it.</summary>
/// <param name="Position">0 for the earliest; the order of a trend</param>
/// <param name="Fielded">when it was asked, in words for people; may be empty</param>
/// <param name="File">the raw file's name, beside the instrument</param>
/// <param name="Source">where the raw file can be had; may be empty</param>
/// <param name="RespondentsAssumed">the number of respondents was never published, and is assumed</param>
public sealed record Wave(
    string Id,
    string Label,
    int Position,
    string Fielded,
    string File,
    string Source,
    Provenance Provenance,
    bool RespondentsAssumed,
    Export Export
)
{
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
