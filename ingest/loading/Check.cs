using Survey.Ingest.Coding;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Ingest.Loading;

/// <summary>A load as a dry run: everything is read, coded and compared, and nothing is written.</summary>
public static class Check
{
    /// <exception cref="SurveyException">there is no such file, or no such wave</exception>
    public static async Task<CheckOutcome> File(
        SurveyDatabase database,
        Instrument instrument,
        string wave,
        string path,
        Action<string>? say = null,
        CancellationToken cancel = default
    )
    {
        var codebook = instrument.At(instrument.Wave(wave));
        var live = (await Revision.Live(database, instrument.Survey, cancel)).GetValueOrDefault(wave);
        var copy = await RawCopy.Of(path, cancel);
        if (live is not null && live.IsOf(copy, codebook))
            return new CheckOutcome(instrument.Survey, wave, copy.Name, live, null, [], []);
        var problems = new List<string>();
        using var progress = new Progress(copy.Name, copy.Bytes, say);
        using var coded = WaveReader.Check(copy, codebook, problems, progress.Report, cancel);
        var changes =
            live is null || coded is null || problems.Count > 0
                ? []
                : (await Counts.Stored(database, instrument.Survey, wave, live.Number, cancel)).ChangesTo(Counts.Coded(coded), instrument);
        if (
            live is not null
            && coded is not null
            && problems.Count == 0
            && await new Reload().Refused(database, instrument.Survey, live, coded, copy, cancel) is { } refused
        )
            problems.Add(refused.Message);
        return new CheckOutcome(instrument.Survey, wave, copy.Name, live, coded, problems, changes);
    }
}
