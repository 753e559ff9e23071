using Survey.Claims;
using Survey.Ingest.Coding;
using Survey.Instruments;
using Survey.Storage;

namespace Survey.Ingest.Loading;

/// <summary>Loads raw files into the database: read, code, and store as a new revision, unless nothing is new.</summary>
public static class Load
{
    /// <summary>Loads one wave's raw file. A problem with the file is an outcome, not an exception, and leaves the live revision as it
    /// was.</summary>
    private static async Task<LoadOutcome> Wave(
        SurveyDatabase database,
        Instrument instrument,
        string wave,
        string path,
        Action<string>? say = null,
        Reload? reload = null,
        CancellationToken cancel = default
    )
    {
        var file = Path.GetFileName(path);
        Revision? live = null;
        try
        {
            var codebook = instrument.At(instrument.Wave(wave));
            live = (await Revision.Live(database, instrument.Survey, cancel)).GetValueOrDefault(wave);
            var copy = RawCopy.Unread(path);
            // What may be the file that is loaded already is hashed before it is coded.
            if (
                live is not null
                && live.FileBytes == copy.Bytes
                && live.IsCodedBy(codebook)
                && live.IsOf(await RawCopy.Of(path, cancel), codebook)
            )
                return new LoadOutcome(instrument.Survey, wave, file, live.Number, null, null);
            using var packing = new PackedCopy();
            copy = copy with { Packing = packing };
            using var progress = new Progress(file, copy.Bytes, say);
            using var coded = WaveReader.Read(copy, codebook, progress.Report, cancel);
            copy = await copy.Read();
            using var blanked = coded.Personal.Blanked.Count == 0 ? null : await BlankedFile.Of(copy, coded, cancel);
            copy = blanked?.Copy ?? copy;
            var number = await Revision.Store(database, instrument, coded, copy, reload, cancel: cancel);
            return new LoadOutcome(instrument.Survey, wave, file, number, coded, null) { RewrittenFrom = copy.RewrittenFrom };
        }
        catch (NotFoundException exception)
        {
            return new LoadOutcome(instrument.Survey, wave, file, null, null, $"{path}: {exception.Message}");
        }
        catch (SurveyException exception) when (exception is not NoRoomException)
        {
            return new LoadOutcome(instrument.Survey, wave, file, live?.Number, null, exception.Message)
            {
                Code = (exception as Refusal)?.Code,
            };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new LoadOutcome(instrument.Survey, wave, file, live?.Number, null, $"{path}: cannot be read: {exception.Message}");
        }
    }

    /// <summary>Loads one wave's raw file; the instrument becomes the one that its survey is read with, also when the file brings nothing
    /// new.</summary>
    public static async Task<LoadOutcome> File(
        SurveyDatabase database,
        Instrument instrument,
        string wave,
        string path,
        Action<string>? say = null,
        Reload? reload = null,
        CancellationToken cancel = default
    )
    {
        var outcome = await Wave(database, instrument, wave, path, say, reload, cancel);
        if (outcome.Problem is null)
            await Surveys.Store(database, instrument, cancel);
        return outcome;
    }

    /// <summary>
    /// Makes the claims of a survey's folder those of the survey, after its waves; a folder without any takes them away.
    /// An error in them is a problem of its own: the waves are loaded all the same, and the claims stay as they were.
    /// </summary>
    /// <returns>the problem, or null</returns>
    public static async Task<LoadOutcome?> Claims(
        SurveyDatabase database,
        Instrument instrument,
        string folder,
        Action<string>? say = null,
        CancellationToken cancel = default
    )
    {
        try
        {
            var yaml = ClaimsFile.Text(folder);
            var claims = yaml is null ? [] : ClaimsFile.Parse(Path.Combine(folder, ClaimsFile.Name), yaml, instrument);
            if (await StoredClaims.Store(database, instrument, yaml, cancel))
                say?.Invoke($"{instrument.Survey}: {claims.Count} claim{(claims.Count == 1 ? "" : "s")} in {ClaimsFile.Name}");
            return null;
        }
        catch (SurveyException exception)
        {
            return new LoadOutcome(instrument.Survey, "", ClaimsFile.Name, null, null, exception.Message);
        }
    }

    /// <summary>Loads every wave of a survey's folder whose file or coding is new, in order, and its claims.</summary>
    /// <param name="isWhole">whether a file of the folder may be read, by its name; what may not is left as it is, without a word. All
    /// may, when not given</param>
    /// <exception cref="SurveyException">the folder has no instrument, or one with an error in it, or one that names no files</exception>
    public static async IAsyncEnumerable<LoadOutcome> Folder(
        SurveyDatabase database,
        string folder,
        Action<string>? say = null,
        Reload? reload = null,
        Func<string, bool>? isWhole = null,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default
    )
    {
        var instrument = InstrumentFile.Read(folder);
        var waves = instrument.Waves.Where(wave => wave.File.Length > 0).ToList();
        if (waves.Count == 0)
            throw new SurveyException(
                $"{Path.Combine(folder, InstrumentFile.Name)}: no wave names its \"file\", so there is nothing to load"
            );
        waves.RemoveAll(wave => isWhole is not null && !isWhole(wave.File));
        var allIsWell = true;
        // While a wave is stored, the next one is read: the database works, and so does this program.
        var ahead = waves.Count == 0 ? null : Begin(0);
        try
        {
            for (var i = 0; i < waves.Count; i++)
            {
                var running = ahead!;
                if (i + 1 < waves.Count)
                    ahead = Begin(i + 1);
                var outcome = await running;
                allIsWell &= outcome.Problem is null;
                yield return outcome;
            }
        }
        finally
        {
            await ((Task?)ahead ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        if (allIsWell)
            await Surveys.Store(database, instrument, cancel);
        if ((isWhole?.Invoke(ClaimsFile.Name) ?? true) && await Claims(database, instrument, folder, say, cancel) is { } problem)
            yield return problem;

        Task<LoadOutcome> Begin(int i) =>
            Task.Run(() => Wave(database, instrument, waves[i].Id, Path.Combine(folder, waves[i].File), say, reload, cancel), cancel);
    }
}
