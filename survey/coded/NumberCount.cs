using System.Runtime.InteropServices;
using Survey.Storage;

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

    /// <summary>
    /// Each different number that the respondents of waves gave to questions, in one round trip; those that the cache still has are not
    /// read. Stored counts; where there are none, the numbers are read and counted, and come to the same.
    /// </summary>
    /// <returns>by wave and question; what the revision was not coded with as a number is not there</returns>
    public static Task<IReadOnlyDictionary<(string Wave, string Question), NumberCount[]>> Read(
        SurveyDatabase database,
        string survey,
        IReadOnlyCollection<QuestionKey> keys,
        CancellationToken cancel
    ) =>
        NumberChunks.Read(
            database,
            survey,
            keys,
            SetKey.NumberCounts,
            // Lateral, as for sets: a lookup by key for each. The numbers themselves stay on disk where they are not needed.
            """
            select position, counts, case when counts is null then numbers end
            from unnest(@waves, @revisions, @questions) with ordinality as wanted (wave_id, revision, question_id, position)
            cross join lateral (
              select chunk, counts, numbers
              from number
              where survey_id = @survey and wave_id = wanted.wave_id and revision = wanted.revision and question_id = wanted.question_id
              offset 0
            ) as found
            order by position, chunk
            """,
            async rows =>
                await rows.IsDBNullAsync(1, cancel)
                    ? Of(await NumberChunks.Column<double>(rows, 2, cancel))
                    : await NumberChunks.Column<NumberCount>(rows, 1, cancel),
            Sum,
            cancel
        );

    private static NumberCount[] Sum(NumberCount[] counts, NumberCount[] more)
    {
        var counter = new NumberCounter();
        foreach (var (value, respondents) in counts.Concat(more))
            counter.Add(value, respondents);
        return counter.Counts();
    }
}
