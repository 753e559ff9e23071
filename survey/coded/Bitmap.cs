using System.Numerics;
using System.Runtime.InteropServices;

namespace Survey.Coded;

/// <summary>A set of a wave's respondents: bit i is respondent i in file order. Grows as bits are set; one that was read back is never
/// changed.</summary>
public sealed class Bitmap
{
    /// <summary>Respondents in one stored piece of a bitmap: 128 KiB, so that nearly every wave is one.</summary>
    public const int ChunkSize = 1_048_576;

    private const int WordsInChunk = ChunkSize / 64;

    private ulong[] words = [];

    /// <summary>An empty set, with room for as many respondents.</summary>
    public Bitmap(int respondents = 0) => words = respondents == 0 ? [] : new ulong[(respondents + 63) / 64];

    private Bitmap(ulong[] words) => this.words = words;

    public bool this[int respondent]
    {
        get => respondent >> 6 < words.Length && (words[respondent >> 6] & (1UL << (respondent & 63))) != 0;
        set
        {
            var word = respondent >> 6;
            if (word >= words.Length)
                Grow(word);
            if (value)
                words[word] |= 1UL << (respondent & 63);
            else
                words[word] &= ~(1UL << (respondent & 63));
        }
    }

    /// <summary>What the largest stored piece of a set takes.</summary>
    /// <param name="respondents">of the wave</param>
    internal static int BytesInChunk(int respondents) => Math.Min(WordsInChunk, (Math.Max(1, respondents) + 63) / 64) * sizeof(ulong);

    /// <summary>How many respondents are in the set.</summary>
    public int Count => CountOf(words);

    /// <summary>What the set takes in memory.</summary>
    public int Bytes => words.Length * sizeof(ulong);

    /// <summary>The respondents in the set, in file order.</summary>
    public IEnumerable<int> Respondents
    {
        get
        {
            for (var word = 0; word < words.Length; word++)
            {
                for (var rest = words[word]; rest != 0; rest &= rest - 1)
                    yield return word * 64 + BitOperations.TrailingZeroCount(rest);
            }
        }
    }

    /// <summary>Everybody of a wave.</summary>
    public static Bitmap All(int respondents)
    {
        var all = new Bitmap(respondents);
        Array.Fill(all.words, ulong.MaxValue);
        if (respondents % 64 != 0)
            all.words[^1] = (1UL << (respondents % 64)) - 1;
        return all;
    }

    public Bitmap And(Bitmap other)
    {
        var both = new ulong[Math.Min(words.Length, other.words.Length)];
        for (var word = 0; word < both.Length; word++)
            both[word] = words[word] & other.words[word];
        return new Bitmap(both);
    }

    /// <summary>Those of this set who are not in the other.</summary>
    public Bitmap Except(Bitmap other)
    {
        var rest = words.ToArray();
        for (var word = 0; word < Math.Min(rest.Length, other.words.Length); word++)
            rest[word] &= ~other.words[word];
        return new Bitmap(rest);
    }

    /// <summary>How many respondents are in both sets; neither is copied.</summary>
    public int CountWith(Bitmap other)
    {
        var count = 0;
        var mine = words.AsSpan(0, Math.Min(words.Length, other.words.Length));
        var others = other.words.AsSpan(0, mine.Length);
        for (var word = 0; word < mine.Length; word++)
            count += BitOperations.PopCount(mine[word] & others[word]);
        return count;
    }

    /// <summary>How many respondents are in all three sets; none is copied.</summary>
    public int CountWith(Bitmap other, Bitmap third)
    {
        var count = 0;
        var mine = words.AsSpan(0, Math.Min(words.Length, Math.Min(other.words.Length, third.words.Length)));
        var others = other.words.AsSpan(0, mine.Length);
        var thirds = third.words.AsSpan(0, mine.Length);
        for (var word = 0; word < mine.Length; word++)
            count += BitOperations.PopCount(mine[word] & others[word] & thirds[word]);
        return count;
    }

    /// <summary>Everybody of a wave by how many of some sets he is in: at index n, those who are in exactly n of them. 0 and the most that
    /// anybody is in are always there.</summary>
    public static List<Bitmap> ByNumber(IReadOnlyList<Bitmap> sets, int respondents)
    {
        var exactly = Enumerable.Range(0, sets.Count + 1).Select(_ => new Bitmap(respondents)).ToList();
        // 64 respondents at once: digit d holds the d-th binary digit of each one's number.
        var digits = new ulong[BitOperations.Log2((uint)sets.Count) + 1];
        for (var word = 0; word < exactly[0].words.Length; word++)
        {
            Array.Clear(digits);
            foreach (var set in sets)
            {
                var carry = word < set.words.Length ? set.words[word] : 0;
                for (var digit = 0; carry != 0; digit++)
                    (digits[digit], carry) = (digits[digit] ^ carry, digits[digit] & carry);
            }
            var rest = word < respondents / 64 ? ulong.MaxValue : (1UL << (respondents % 64)) - 1;
            for (var number = 0; rest != 0 && number <= sets.Count; number++)
            {
                var those = rest;
                for (var digit = 0; digit < digits.Length; digit++)
                    those &= (number >> digit & 1) != 0 ? digits[digit] : ~digits[digit];
                exactly[number].words[word] = those;
                rest &= ~those;
            }
        }
        return exactly[..(exactly.FindLastIndex(set => Array.Exists(set.words, bits => bits != 0)) is var most and > 0 ? most + 1 : 1)];
    }

    /// <summary>Puts a stored piece in its place.</summary>
    internal void Restore(int chunk, ReadOnlySpan<byte> bits)
    {
        var piece = MemoryMarshal.Cast<byte, ulong>(bits);
        var from = chunk * WordsInChunk;
        if (from + piece.Length > words.Length)
            Array.Resize(ref words, from + piece.Length);
        piece.CopyTo(words.AsSpan(from));
    }

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

    private void Grow(int word) => Array.Resize(ref words, Math.Max(word + 1, words.Length * 2));

    private static int CountOf(ReadOnlySpan<ulong> words)
    {
        var count = 0;
        foreach (var word in words)
            count += BitOperations.PopCount(word);
        return count;
    }
}
