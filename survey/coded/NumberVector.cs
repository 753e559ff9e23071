using System.Runtime.InteropServices;

namespace Survey.Coded;

/// <summary>The numbers that a wave's respondents gave to one question: number i is respondent i in file order, NaN where there is none.
/// Grows as numbers are set.</summary>
public sealed class NumberVector
{
    private double[] numbers = [];

    public double this[int respondent]
    {
        get => respondent < numbers.Length ? numbers[respondent] : double.NaN;
        set
        {
            var had = numbers.Length;
            if (respondent >= had)
            {
                Array.Resize(ref numbers, Math.Max(respondent + 1, had * 2));
                numbers.AsSpan(had).Fill(double.NaN);
            }
            numbers[respondent] = value;
        }
    }

    /// <summary>The numbers of the first respondents, as many as are said.</summary>
    public double[] ToArray(int respondents)
    {
        var all = new double[respondents];
        all.AsSpan().Fill(double.NaN);
        numbers.AsSpan(0, Math.Min(numbers.Length, respondents)).CopyTo(all);
        return all;
    }

    /// <summary>The numbers as they are stored: float64, little-endian, in pieces of <see cref="Bitmap.ChunkSize"/> respondents; at least
    /// one, which may be empty. With each its counts (<see cref="NumberCount.Stored"/>), or null.</summary>
    public IEnumerable<(int Chunk, byte[] Bytes, byte[]? Counts)> Chunks(int respondents)
    {
        for (var chunk = 0; chunk * (long)Bitmap.ChunkSize < Math.Max(1, respondents); chunk++)
        {
            var from = chunk * Bitmap.ChunkSize;
            var piece = new double[Math.Min(Bitmap.ChunkSize, respondents - from)];
            piece.AsSpan().Fill(double.NaN);
            if (from < numbers.Length)
                numbers.AsSpan(from, Math.Min(piece.Length, numbers.Length - from)).CopyTo(piece);
            yield return (chunk, MemoryMarshal.AsBytes(piece.AsSpan()).ToArray(), NumberCount.Stored(piece));
        }
    }
}
