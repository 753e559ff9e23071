using System.Buffers.Binary;
using System.Security.Cryptography;
using Survey.Ingest.Reading;

namespace Survey.Ingest.Coding;

/// <summary>What cells say, as the first bytes of their SHA-256: each by its place and its length, so that no two rows run into the
/// same.</summary>
internal sealed class RowHash : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>The bytes of one text, which stands for itself in whatever row and column.</summary>
    public ulong OfText(ReadOnlySpan<byte> text)
    {
        hash.AppendData(text);
        return BinaryPrimitives.ReadUInt64BigEndian(Close(stackalloc byte[SHA256.HashSizeInBytes]));
    }

    /// <summary>Adds a cell.</summary>
    /// <param name="place">tells it from the others that are added</param>
    public void Add(int place, ReadOnlySpan<byte> cell)
    {
        Span<byte> head = stackalloc byte[8];
        BinaryPrimitives.WriteInt32BigEndian(head, place);
        BinaryPrimitives.WriteInt32BigEndian(head[4..], cell.Length);
        hash.AppendData(head);
        hash.AppendData(cell);
    }

    /// <summary>The cells that were added since the last time, in 8 bytes.</summary>
    public ulong Take() => BinaryPrimitives.ReadUInt64BigEndian(Close(stackalloc byte[SHA256.HashSizeInBytes]));

    /// <summary>Some cells of a row in 16 bytes, whichever columns they stand in.</summary>
    /// <param name="columns">in the order in which they are compared</param>
    public UInt128 Of(RawFile row, int[] columns)
    {
        for (var place = 0; place < columns.Length; place++)
            Add(place, row.Bytes(columns[place]));
        return BinaryPrimitives.ReadUInt128BigEndian(Close(stackalloc byte[SHA256.HashSizeInBytes]));
    }

    public void Dispose() => hash.Dispose();

    private Span<byte> Close(Span<byte> all)
    {
        hash.GetHashAndReset(all);
        return all;
    }
}
