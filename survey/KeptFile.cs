using System.IO.Compression;
using Dapper;

namespace Survey;

/// <summary>A revision's raw file as it was kept, unpacked into a temporary file that is deleted when this is disposed of.</summary>
public sealed class KeptFile : IDisposable
{
    private readonly DirectoryInfo folder;

    private KeptFile(DirectoryInfo folder, HistoryEntry revision)
    {
        this.folder = folder;
        Copy = new RawCopy(Path.Combine(folder.FullName, "raw"), revision.FileName, revision.FileSha256, revision.FileBytes);
    }

    /// <summary>The file, under the name that it was loaded by.</summary>
    public RawCopy Copy { get; }

    /// <exception cref="SurveyException">what was kept cannot be unpacked</exception>
    public static async Task<KeptFile> Unpack(SurveyDatabase database, string survey, string wave, HistoryEntry revision, CancellationToken cancel = default)
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
                $"the raw file \"{revision.FileName}\" that was kept of revision {revision.Number} of wave \"{wave}\" of survey \"{survey}\" is damaged: {exception.Message}", exception);
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
        {
            var parts = connection.QueryUnbufferedAsync<byte[]>(
                "select bytes from source where survey_id = @survey and wave_id = @wave and revision = @revision order by part",
                new { survey, wave, revision });
            await foreach (var part in parts.WithCancellation(cancel))
                await packed.WriteAsync(part, cancel);
        }
        packed.Position = 0;
        await using var gzip = new GZipStream(packed, CompressionMode.Decompress);
        await using var raw = File.Create(Copy.Path);
        await gzip.CopyToAsync(raw, cancel);
    }
}
