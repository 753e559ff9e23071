using System.IO.Compression;

namespace Survey.Storage;

/// <summary>A revision's raw file as it was kept, unpacked into a temporary file that is deleted when this is disposed of.</summary>
public sealed class KeptFile : IDisposable
{
    private readonly DirectoryInfo folder;
    private readonly HistoryEntry revision;

    private KeptFile(DirectoryInfo folder, HistoryEntry revision)
    {
        this.folder = folder;
        this.revision = revision;
    }

    /// <summary>What was kept, under the name that the file was loaded by. Without personal data it is not the file's bytes.</summary>
    public RawCopy Copy { get; private set; } = null!;

    /// <summary>The file as it was loaded, with what is now kept of it: the file's own hash stays what it is known by.</summary>
    /// <param name="blanked">a copy without personal data that were only found now; or null</param>
    public RawCopy AsLoaded(RawCopy? blanked) =>
        Copy.Sha256.AsSpan().SequenceEqual(revision.FileSha256) && blanked is null
            ? Copy
            : new RawCopy(Copy.Path, revision.FileName, revision.FileSha256, revision.FileBytes)
            {
                KeptPath = blanked?.KeptPath ?? Copy.Path,
                KeptSha256 = blanked?.KeptSha256 ?? Copy.Sha256,
                KeptBytes = blanked?.KeptBytes ?? Copy.Bytes,
            };

    /// <exception cref="SurveyException">what was kept cannot be unpacked</exception>
    public static async Task<KeptFile> Unpack(
        SurveyDatabase database,
        string survey,
        string wave,
        HistoryEntry revision,
        CancellationToken cancel = default
    )
    {
        var kept = new KeptFile(Directory.CreateTempSubdirectory("survey-kept-"), revision);
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

    public void Dispose() => folder.Delete(recursive: true);

    private async Task Unpack(SurveyDatabase database, string survey, string wave, int revision, CancellationToken cancel)
    {
        await using var packed = new FileStream(Path.Combine(folder.FullName, "packed"), FileMode.CreateNew, FileAccess.ReadWrite);
        await using (var connection = await database.Open(cancel))
            await StoredFile.WritePacked(connection, new RevisionKey(survey, wave, revision), packed, cancel);
        packed.Position = 0;
        await using var gzip = new GZipStream(packed, CompressionMode.Decompress);
        var path = Path.Combine(folder.FullName, "raw");
        await using (var raw = File.Create(path))
            await gzip.CopyToAsync(raw, cancel);
        Copy = (await RawCopy.Of(path, cancel)) with { Name = this.revision.FileName };
    }
}
