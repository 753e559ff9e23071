using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using Survey.Storage;

namespace Survey.Ingest.Reading;

/// <summary>The bytes of a raw file from its beginning to its end, unpacked where it is gzipped. Notices a file that is cut short or
/// changes.</summary>
internal sealed class RawBytes : ForwardStream
{
    /// <summary>A gzip file's header, an empty content, and its end.</summary>
    private const int SmallestGzip = 20;

    /// <summary>What a file may unpack to, in bytes, however small it is.</summary>
    private const long FreelyUnpacked = 100_000_000;

    /// <summary>How many times its size a file may unpack to beyond that: exports with thousands of blank cells a row reach 100, gzip
    /// 1,000.</summary>
    private const int MostTimes = 200;

    private readonly RawCopy copy;
    private readonly FileStream file;
    private readonly Action<long>? progress;
    private readonly Stream content;
    private readonly bool packed;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] tail = new byte[4];
    private long position,
        unpacked;
    private bool ended;

    private readonly PackedCopy? packing;

    private RawBytes(RawCopy copy, bool packed, Action<long>? progress, PackedCopy? packing = null)
    {
        this.packing = packing;
        (this.copy, this.packed, this.progress) = (copy, packed, progress);
        file = File.OpenRead(copy.Path);
        var counted = new Counted(this);
        content = packed ? new GZipStream(counted, CompressionMode.Decompress) : counted;
    }

    /// <param name="progress">is told how many bytes of the file have been read</param>
    /// <param name="packing">is given all bytes of the file, when it is read for the first time; null later</param>
    /// <returns>the content, and what it is by its first bytes</returns>
    /// <exception cref="SurveyException">the file is gzipped twice, or not whole</exception>
    public static (RawBytes Content, FileKind Kind, string KindName) Open(
        RawCopy copy,
        Action<long>? progress = null,
        PackedCopy? packing = null
    )
    {
        var (kind, name) = KindOf(new RawBytes(copy, packed: false, null));
        if (kind != FileKind.Gzip)
            return (new RawBytes(copy, packed: false, progress, packing), kind, name);
        (kind, name) = KindOf(new RawBytes(copy, packed: true, null));
        return kind == FileKind.Text
            ? (new RawBytes(copy, packed: true, progress, packing), kind, name)
            : throw FileKinds.Unexpected(
                copy.Name,
                kind == FileKind.Zip ? "a ZIP archive or XLSX inside a gzip file" : $"{name} inside a gzip file"
            );
    }

    public override int Read(Span<byte> buffer)
    {
        if (ended || buffer.IsEmpty)
            return 0;
        int read;
        try
        {
            read = content.Read(buffer);
        }
        catch (InvalidDataException exception)
        {
            throw new SurveyException($"{copy.Name}: the gzip file is damaged: {exception.Message}", exception);
        }
        unpacked += read;
        if (packed && unpacked > FreelyUnpacked && unpacked > MostTimes * copy.Bytes)
            throw new SurveyException(
                $"{copy.Name}: the gzip file unpacks to more than {MostTimes} times its size; if that is right, unpack it and load that"
            );
        if (read == 0)
            End();
        return read;
    }

    /// <summary>.NET takes a gzip file that is cut short for a whole one; its last bytes say how long the content should be.</summary>
    private void End()
    {
        ended = true;
        var rest = new Counted(this);
        var buffer = new byte[1 << 16];
        while (rest.Read(buffer) > 0) { }
        if (copy.Sha256.Length > 0 && !hash.GetHashAndReset().AsSpan().SequenceEqual(copy.Sha256))
            throw new SurveyException($"{copy.Path}: changed while it was read; load it again");
        if (packed && (position < SmallestGzip || BinaryPrimitives.ReadUInt32LittleEndian(tail) != (uint)unpacked))
            throw new SurveyException($"{copy.Name}: the gzip file is cut short, or made of several parts; one whole part was expected");
    }

    private static (FileKind Kind, string Name) KindOf(RawBytes content)
    {
        using (content)
        {
            var beginning = new byte[FileKinds.Beginning];
            return FileKinds.Of(beginning.AsSpan(0, content.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false)));
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
            file.Dispose();
            hash.Dispose();
        }
        base.Dispose(disposing);
    }

    /// <summary>The file as it is on disk; every byte that is read is hashed and told.</summary>
    private sealed class Counted(RawBytes owner) : ForwardStream
    {
        public override int Read(Span<byte> buffer)
        {
            var read = owner.file.Read(buffer);
            var bytes = buffer[..read];
            if (owner.packing is { } packing)
                packing.Add(bytes);
            else if (owner.copy.Sha256.Length > 0)
                owner.hash.AppendData(bytes);
            var last = bytes[^Math.Min(4, read)..];
            owner.tail.AsSpan(last.Length).CopyTo(owner.tail);
            last.CopyTo(owner.tail.AsSpan(4 - last.Length));
            owner.position += read;
            if (read > 0)
                owner.progress?.Invoke(owner.position);
            return read;
        }
    }
}
