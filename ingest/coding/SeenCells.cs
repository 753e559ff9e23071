using System.IO.Hashing;

namespace Survey.Ingest.Coding;

/// <summary>The cells of one column that were seen before, by their bytes, each with what it turned out to say: neither decoded nor coded
/// again. Bounded in number and in bytes.</summary>
internal sealed class SeenCells
{
    /// <summary>Different cells that are remembered.</summary>
    private const int Most = 10_000;

    /// <summary>A longer cell, in bytes, is hardly said twice.</summary>
    private const int Longest = 200;

    /// <summary>Of this program's run: a file cannot be made so that all its cells fall into one place.</summary>
    private static readonly long Seed = Random.Shared.NextInt64();

    private byte[] bytes = new byte[256];
    private int used,
        count;

    // Each cell at the place that its hash names, or at the next free one; at most half are taken.
    private Place[] places = new Place[16];

    /// <param name="Start">of the cell in <see cref="bytes"/></param>
    /// <param name="CodedCell">null where the place is free</param>
    private readonly record struct Place(ulong Hash, int Start, int Length, CodedCell? CodedCell);

    /// <summary>What a cell says; null where it was not seen, or is not remembered.</summary>
    public CodedCell? Find(ReadOnlySpan<byte> cell)
    {
        if (cell.Length > Longest)
            return null;
        var hash = XxHash3.HashToUInt64(cell, Seed);
        var all = places;
        for (var i = (int)hash & (all.Length - 1); ; i = (i + 1) & (all.Length - 1))
        {
            ref readonly var place = ref all[i];
            if (place.CodedCell is null || place.Hash == hash && cell.SequenceEqual(bytes.AsSpan(place.Start, place.Length)))
                return place.CodedCell;
        }
    }

    /// <summary>Remembers a cell that was not found, unless it is too long, or one too many.</summary>
    public void Add(ReadOnlySpan<byte> cell, CodedCell coding)
    {
        if (cell.Length > Longest || count == Most)
            return;
        if (2 * ++count > places.Length)
        {
            var before = places;
            places = new Place[2 * before.Length];
            foreach (var place in before)
            {
                if (place.CodedCell is not null)
                    Take(place);
            }
        }
        if (used + cell.Length > bytes.Length)
            Array.Resize(ref bytes, Math.Max(2 * bytes.Length, used + cell.Length));
        cell.CopyTo(bytes.AsSpan(used));
        Take(new Place(XxHash3.HashToUInt64(cell, Seed), used, cell.Length, coding));
        used += cell.Length;
    }

    private void Take(Place place)
    {
        var i = (int)place.Hash & (places.Length - 1);
        while (places[i].CodedCell is not null)
            i = (i + 1) & (places.Length - 1);
        places[i] = place;
    }
}
