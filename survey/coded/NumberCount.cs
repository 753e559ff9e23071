using System.Runtime.InteropServices;

namespace Survey.Coded;

/// <summary>A number, and how many respondents gave it. In memory as it is stored: float64 and int32, little-endian, in 12 bytes.</summary>
[StructLayout(LayoutKind.Sequential, Pack = sizeof(int))]
internal readonly record struct NumberCount(double Value, int Respondents)
{
    /// <summary>The counts of more different numbers in a chunk are not stored: reading them would save little.</summary>
    public const int MostStored = 10_000;

    /// <summary>Each different number among some respondents of a wave.</summary>
    /// <param name="numbers">one for each respondent, NaN for none</param>
    /// <param name="among">null for all respondents</param>
    public static NumberCount[] Of(ReadOnlySpan<double> numbers, Bitmap? among = null)
    {
        var counter = new NumberCounter();
        if (among is null)
        {
            foreach (var number in numbers)
                counter.Add(number);
        }
        else
        {
            foreach (var respondent in among.Respondents)
                counter.Add(numbers[respondent]);
        }
        return counter.Counts();
    }

    /// <summary>The counts of a chunk's numbers, to be stored with them.</summary>
    /// <returns>null where more numbers are different than <see cref="MostStored"/></returns>
    public static byte[]? Stored(ReadOnlySpan<double> numbers)
    {
        var counter = new NumberCounter();
        foreach (var number in numbers)
        {
            counter.Add(number);
            // Where all numbers are different, counting on takes time and memory for nothing.
            if (counter.Others > MostStored)
                return null;
        }
        var counts = counter.Counts();
        return counts.Length > MostStored ? null : MemoryMarshal.AsBytes(counts.AsSpan()).ToArray();
    }

    /// <summary>The counts of several parts as those of all.</summary>
    public static NumberCount[] Sum(NumberCount[] counts, NumberCount[] more)
    {
        var counter = new NumberCounter();
        foreach (var (value, respondents) in counts.Concat(more))
            counter.Add(value, respondents);
        return counter.Counts();
    }
}
