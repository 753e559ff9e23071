using System.Numerics;
using System.Runtime.InteropServices;

namespace Survey;

/// <summary>A set of a wave's respondents: bit i is respondent i in file order. Grows as bits are set.</summary>
public sealed class Bitmap
{
    /// <summary>Respondents in one stored piece of a bitmap: 128 KiB, so that nearly every wave is one.</summary>
    public const int ChunkSize = 1_048_576;

    private const int WordsInChunk = ChunkSize / 64;

    private ulong[] words = [];

    public bool this[int respondent]
    {
        get => respondent >> 6 < words.Length && (words[respondent >> 6] & (1UL << (respondent & 63))) != 0;
        set
        {
            var word = respondent >> 6;
            if (word >= words.Length)
                Array.Resize(ref words, Math.Max(word + 1, words.Length * 2));
            if (value)
                words[word] |= 1UL << (respondent & 63);
            else
                words[word] &= ~(1UL << (respondent & 63));
        }
    }

    /// <summary>How many respondents are in the set.</summary>
    public int Count => CountOf(words);

    /// <summary>Adds all respondents of another set.</summary>
    public void UnionWith(Bitmap other)
    {
        if (other.words.Length > words.Length)
            Array.Resize(ref words, other.words.Length);
        for (var word = 0; word < other.words.Length; word++)
            words[word] |= other.words[word];
    }

    /// <summary>The set as it is stored: little-endian pieces that cover the given number of respondents, each with its count.</summary>
    public IEnumerable<(int Chunk, int Count, byte[] Bits)> Chunks(int respondents)
    {
        for (var chunk = 0; chunk * (long)ChunkSize < Math.Max(1, respondents); chunk++)
        {
            var wanted = Math.Min(WordsInChunk, (Math.Max(1, respondents) - chunk * ChunkSize + 63) / 64);
            var piece = new ulong[wanted];
            var from = chunk * WordsInChunk;
            if (from < words.Length)
                words.AsSpan(from, Math.Min(wanted, words.Length - from)).CopyTo(piece);
            yield return (chunk, CountOf(piece), MemoryMarshal.AsBytes(piece.AsSpan()).ToArray());
        }
    }

    private static int CountOf(ReadOnlySpan<ulong> words)
    {
        var count = 0;
        foreach (var word in words)
            count += BitOperations.PopCount(word);
        return count;
    }
}
