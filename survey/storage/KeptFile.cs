using System.IO.Compression;
using Survey.Coded;

namespace Survey.Storage;

/// <summary>What of a raw file is kept beside a revision.</summary>
public enum KeptForm
{
    /// <summary>the file as it came in</summary>
    File,

    /// <summary>the file without its personal data, byte by byte the same otherwise</summary>
    Blanked,

    /// <summary>its table written anew as UTF-8 CSV, without its personal data</summary>
    Rewritten,
}

/// <summary>A revision's raw file as it was kept, unpacked into a temporary file that is gone when this is disposed of.</summary>
public sealed class KeptFile : IDisposable
{
    private readonly TemporaryFile unpacked = new();
    private readonly HistoryEntry revision;

    private KeptFile(HistoryEntry revision) => this.revision = revision;

    /// <summary>What was kept, under the name that the file was loaded by. Without personal data it is not the file's bytes.</summary>
    public RawCopy Copy { get; private set; } = null!;

    /// <summary>The file as it was loaded, with what is now kept of it: the file's own hash stays what it is known by.</summary>
    /// <param name="blanked">a copy without personal data that were only found now; or null</param>
    public RawCopy AsLoaded(RawCopy? blanked) =>
        Copy.Sha256.AsSpan().SequenceEqual(revision.FileSha256) && blanked is null
            ? Copy
            : new RawCopy(Copy.Path, revision.FileName, revision.FileSha256, revision.FileBytes) { Kept = blanked ?? Copy };

    /// <exception cref="SurveyException">what was kept cannot be unpacked</exception>
    public static async Task<KeptFile> Unpack(
        SurveyDatabase database,
        string survey,
        string wave,
        HistoryEntry revision,
        CancellationToken cancel = default
    )
    {
        var kept = new KeptFile(revision);
        try
        {
            await kept.Unpack(database, survey, wave, revision.Number, cancel);
            return kept;
        }
        catch (InvalidDataException exception)
        {
            kept.Dispose();
            throw new SurveyException(
                $"the raw file \"{revision.FileName}\" that was kept of revision {revision.Number} of wave \"{wave}\" of survey "
                    + $"\"{survey}\" is damaged: {exception.Message}",
                exception
            );
        }
        catch
        {
            kept.Dispose();
            throw;
        }
    }

    public void Dispose() => unpacked.Dispose();

    private async Task Unpack(SurveyDatabase database, string survey, string wave, int number, CancellationToken cancel)
    {
        await using var packed = new TemporaryFile();
        await using (var connection = await database.Open(cancel))
            await StoredFile.WritePacked(connection, new RevisionKey(survey, wave, number), packed, cancel);
        packed.Position = 0;
        await using var gzip = new GZipStream(packed, CompressionMode.Decompress);
        await gzip.CopyToAsync(unpacked, cancel);
        unpacked.Flush();
        Copy = (await RawCopy.Of(unpacked.Path, cancel)) with
        {
            Name = revision.FileName,
            IsRewritten = revision.Kept == KeptForm.Rewritten,
        };
    }
}
