using System.Runtime.CompilerServices;
using Survey.Ingest.Coding;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Ingest.Loading;

/// <summary>Codes live waves anew from the raw files that were kept of them, after their instrument has changed.</summary>
public static class Recode
{
    /// <summary>
    /// Every live wave, in the instrument's order: a new revision where the instrument codes it otherwise than it is coded now.
    /// The instrument becomes the one that the survey is read with. A wave that it cannot code stays as it is, as after a load that failed.
    /// </summary>
    /// <exception cref="SurveyException">no wave was ever loaded</exception>
    public static async IAsyncEnumerable<LoadOutcome> Survey(
        SurveyDatabase database,
        Instrument instrument,
        Action<string>? say = null,
        [EnumeratorCancellation] CancellationToken cancel = default
    )
    {
        var live = await Revision.Live(database, instrument.Survey, cancel);
        if (live.Count == 0)
            throw new SurveyException($"no wave of survey \"{instrument.Survey}\" has been loaded yet, so there is nothing to code anew");
        var order = instrument.Waves.Select(wave => wave.Id).ToList();
        var allIsWell = true;
        foreach (
            var revision in live
                .Values.OrderBy(revision => (uint)order.IndexOf(revision.WaveId))
                .ThenBy(revision => revision.WaveId, StringComparer.Ordinal)
        )
        {
            var outcome = await Wave(database, instrument, revision, say, cancel);
            allIsWell &= outcome.Problem is null;
            yield return outcome;
        }
        if (allIsWell)
            await Surveys.Store(database, instrument, cancel);
    }

    private static async Task<LoadOutcome> Wave(
        SurveyDatabase database,
        Instrument instrument,
        Revision live,
        Action<string>? say,
        CancellationToken cancel
    )
    {
        var (survey, wave) = (instrument.Survey, live.WaveId);
        var entry = await History.Find(database, survey, wave, live.Number, cancel);
        try
        {
            var codebook = instrument.At(instrument.Wave(wave));
            if (live.IsCodedBy(codebook))
                return new LoadOutcome(survey, wave, entry.FileName, live.Number, null, null);
            using var kept = await KeptFile.Unpack(database, survey, wave, entry, cancel);
            using var progress = new Progress(entry.FileName, entry.FileBytes, say);
            using var coded = WaveReader.Read(kept.Copy, codebook, progress.Report, cancel);
            using var blanked = coded.Personal.Blanked.Count == 0 ? null : await BlankedFile.Of(kept.Copy, coded, cancel);
            var copy = kept.AsLoaded(blanked?.Copy.Kept);
            var number = await Revision.Store(database, instrument, coded, copy, from: live.Number, cancel: cancel);
            return new LoadOutcome(survey, wave, entry.FileName, number, coded, null) { RewrittenFrom = copy.RewrittenFrom };
        }
        catch (SurveyException exception) when (exception is not NoRoomException)
        {
            return new LoadOutcome(survey, wave, entry.FileName, live.Number, null, exception.Message);
        }
    }
}
