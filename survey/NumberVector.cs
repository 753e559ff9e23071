using System.Runtime.InteropServices;

namespace Survey;

/// <summary>The numbers that a wave's respondents gave to one question: number i is respondent i in file order, NaN where there is none. Grows as numbers are set.</summary>
public sealed class NumberVector
{
    /// <summary>Whole numbers below are counted by place: ages, percentages, years.</summary>
    private const int Small = 4096;

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

    /// <summary>Each different number among some respondents, and how many of them gave it.</summary>
    /// <param name="numbers">one for each respondent of a wave, NaN for none</param>
    /// <param name="among">null for all respondents</param>
    internal static IEnumerable<(double Value, int Respondents)> Count(double[] numbers, Bitmap? among)
    {
        // Most numbers that people give are small and whole: these are counted by place, many times faster than others.
        var whole = new int[Small];
        var others = new Dictionary<double, int>();
        if (among is null)
        {
            foreach (var number in numbers)
                Add(number);
        }
        else
        {
            foreach (var respondent in among.Respondents)
                Add(numbers[respondent]);
        }
        return whole.Select((count, place) => ((double)place, count)).Where(pair => pair.count > 0).Concat(others.Select(pair => (pair.Key, pair.Value)));

        void Add(double number)
        {
            var place = (int)number;
            if ((uint)place < Small && place == number)
                whole[place]++;
            else if (!double.IsNaN(number))
                CollectionsMarshal.GetValueRefOrAddDefault(others, number, out _)++;
        }
    }

    /// <summary>The numbers as they are stored: float64, little-endian, in pieces of <see cref="Bitmap.ChunkSize"/> respondents; at least one, which may be empty.</summary>
    public IEnumerable<(int Chunk, byte[] Bytes)> Chunks(int respondents)
    {
        for (var chunk = 0; chunk * (long)Bitmap.ChunkSize < Math.Max(1, respondents); chunk++)
        {
            var from = chunk * Bitmap.ChunkSize;
            var piece = new double[Math.Min(Bitmap.ChunkSize, respondents - from)];
            piece.AsSpan().Fill(double.NaN);
            if (from < numbers.Length)
                numbers.AsSpan(from, Math.Min(piece.Length, numbers.Length - from)).CopyTo(piece);
            yield return (chunk, MemoryMarshal.AsBytes(piece.AsSpan()).ToArray());
        }
    }
}
