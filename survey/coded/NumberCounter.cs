using System.Runtime.InteropServices;

namespace Survey.Coded;

/// <summary>Counts how many respondents gave each different number.</summary>
internal sealed class NumberCounter
{
    /// <summary>Whole numbers below are counted by place: ages, percentages, years. Most that people give are such, and are counted many
    /// times faster than others.</summary>
    private const int Small = 4096;

    private readonly int[] whole = new int[Small];
    private readonly Dictionary<double, int> others = [];

    /// <summary>How many different numbers were added, those apart that are counted by place.</summary>
    public int Others => others.Count;

    /// <summary>A respondent, or several who gave the same; nothing where the number is NaN.</summary>
    public void Add(double number, int respondents = 1)
    {
        var place = (int)number;
        if ((uint)place < Small && place == number)
            whole[place] += respondents;
        else if (!double.IsNaN(number))
            CollectionsMarshal.GetValueRefOrAddDefault(others, number, out _) += respondents;
    }

    /// <summary>Small whole numbers by size, then the others as they came first: in the same order, whether they were added one by one or
    /// as counts of parts.</summary>
    public NumberCount[] Counts()
    {
        var counts = new NumberCount[Small - whole.AsSpan().Count(0) + others.Count];
        var next = 0;
        for (var place = 0; place < Small; place++)
        {
            if (whole[place] > 0)
                counts[next++] = new NumberCount(place, whole[place]);
        }
        foreach (var (value, respondents) in others)
            counts[next++] = new NumberCount(value, respondents);
        return counts;
    }
}
