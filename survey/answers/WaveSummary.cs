using Survey.Instruments;
using Survey.Storage;

namespace Survey.Answers;

/// <summary>A wave as answers describe it.</summary>
/// <param name="Revision">the live revision's number</param>
/// <param name="RespondentsAssumed">their number was never published</param>
/// <param name="Caveat">printed wherever the wave is shown; empty for a raw wave</param>
public record WaveSummary(
    string Id,
    string Label,
    int Revision,
    Provenance Provenance,
    bool RespondentsAssumed,
    string Caveat,
    int Respondents
)
{
    internal static WaveSummary Of(LoadedWave loaded)
    {
        var wave = loaded.Wave;
        return new WaveSummary(
            wave.Id,
            wave.Label,
            loaded.Revision,
            wave.Provenance,
            wave.RespondentsAssumed,
            wave.Caveat,
            loaded.Respondents
        );
    }
}
