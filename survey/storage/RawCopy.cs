using System.Security.Cryptography;

namespace Survey.Storage;

/// <summary>A raw file as it was read, kept so that a figure can be traced to bytes and a wave coded anew.</summary>
/// <param name="Name">without its folder</param>
public sealed record RawCopy(string Path, string Name, byte[] Sha256, long Bytes)
{
    /// <summary>The most that one stored part holds.</summary>
    public const int PartSize = 1_000_000;

    /// <summary>A copy without personal data, which is kept instead of the file; null where the file itself is kept. The file's own hash
    /// stays what it is known by.</summary>
    public RawCopy? Kept { get; init; }

    /// <summary>Whether this is a file's table written anew, as UTF-8 CSV with commas, however the file itself was written.</summary>
    public bool IsRewritten { get; init; }

    /// <summary>The file's hash where what is kept of it is its table written anew; null otherwise.</summary>
    public byte[]? RewrittenFrom => Kept is { IsRewritten: true } ? Sha256 : null;

    /// <summary>What packs the file while it is read for the first time, and then has what is kept; null where the file is packed when it
    /// is stored.</summary>
    public PackedCopy? Packing { get; init; }

    /// <exception cref="SurveyException">the file cannot be read</exception>
    public static async Task<RawCopy> Of(string path, CancellationToken cancel = default)
    {
        await using var file = Open(path);
        return new RawCopy(path, System.IO.Path.GetFileName(path), await SHA256.HashDataAsync(file, cancel), file.Length);
    }

    /// <summary>A file that was not read yet: its hash is known when <see cref="PackedCopy"/> has packed it.</summary>
    /// <exception cref="SurveyException">the file cannot be read</exception>
    public static RawCopy Unread(string path)
    {
        using var file = Open(path);
        return new RawCopy(path, System.IO.Path.GetFileName(path), [], file.Length);
    }

    /// <summary>The file after it was read to its end.</summary>
    public async Task<RawCopy> Read() => Sha256.Length > 0 ? this : this with { Sha256 = await Packing!.Finish() };

    /// <summary>What is kept of the file, gzipped, in parts of at most <see cref="PartSize"/> bytes.</summary>
    /// <exception cref="SurveyException">the file is no longer the one that was coded</exception>
    public async IAsyncEnumerable<byte[]> Parts([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
    {
        using var now = Packing is null || Kept is not null ? new PackedCopy() : null;
        if (now is not null)
            await Pack(now, cancel);
        await foreach (var part in (now ?? Packing)!.Parts(PartSize).WithCancellation(cancel))
            yield return part;
    }

    private static FileStream Open(string path)
    {
        if (Directory.Exists(path))
            throw new SurveyException($"{path}: a folder; a raw file was expected");
        if (!File.Exists(path))
            throw new SurveyException($"{path}: no such file");
        if (PlainFile.IsEmptyOrEndless(path))
            throw new SurveyException(
                $"{System.IO.Path.GetFileName(path)}:1 column 1: the file is empty, or a device or a pipe; a header and rows were expected"
            );
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SurveyException($"{path}: cannot be read: {exception.Message}", exception);
        }
    }

    private async Task Pack(PackedCopy packing, CancellationToken cancel)
    {
        var kept = Kept ?? this;
        await using (var file = Open(kept.Path))
        {
            var buffer = new byte[1 << 16];
            int read;
            while ((read = await file.ReadAsync(buffer, cancel)) > 0)
                packing.Add(buffer.AsSpan(0, read));
        }
        if (!(await packing.Finish()).AsSpan().SequenceEqual(kept.Sha256))
            throw new SurveyException($"{Path}: changed while it was read; load it again");
    }
}
