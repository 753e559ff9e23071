using System.Data;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Npgsql;
using NpgsqlTypes;

namespace Survey;

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
    /// Each different number that the respondents of waves gave to questions, in one round trip; those that the cache still has are not read.
    /// Stored counts; where there are none, the numbers are read and counted, and come to the same.
    /// </summary>
    /// <param name="keys">one revision of a wave</param>
    /// <returns>by wave and question; what the revision was not coded with as a number is not there</returns>
    public static async Task<IReadOnlyDictionary<(string Wave, string Question), NumberCount[]>> Read(
        SurveyDatabase database, string survey, IReadOnlyCollection<(string Wave, int Revision, string Question)> keys, CancellationToken cancel)
    {
        var read = new Dictionary<(string Wave, string Question), NumberCount[]>();
        var missing = new List<(string Wave, int Revision, string Question)>();
        foreach (var key in keys)
        {
            if (database.Cache.FindNumberCounts(survey, KeyOf(key)) is { } cached)
                read[(key.Wave, key.Question)] = cached;
            else
                missing.Add(key);
        }
        if (missing.Count == 0)
            return read;
        await using var connection = await database.Open(cancel);
        // Lateral, as for sets: a lookup by key for each. The numbers themselves stay on disk where they are not needed.
        await using var command = new NpgsqlCommand(
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
            connection);
        command.Parameters.AddWithValue("survey", survey);
        command.Parameters.AddWithValue("waves", NpgsqlDbType.Array | NpgsqlDbType.Text, missing.Select(key => key.Wave).ToArray());
        command.Parameters.AddWithValue("revisions", NpgsqlDbType.Array | NpgsqlDbType.Integer, missing.Select(key => key.Revision).ToArray());
        command.Parameters.AddWithValue("questions", NpgsqlDbType.Array | NpgsqlDbType.Text, missing.Select(key => key.Question).ToArray());
        await using (var rows = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancel))
        {
            while (await rows.ReadAsync(cancel))
            {
                var key = missing[(int)rows.GetInt64(0) - 1];
                var chunk = await rows.IsDBNullAsync(1, cancel) ? Of(await Column<double>(rows, 2, cancel)) : await Column<NumberCount>(rows, 1, cancel);
                var before = read.GetValueOrDefault((key.Wave, key.Question));
                read[(key.Wave, key.Question)] = before is null ? chunk : Sum(before, chunk);
            }
        }
        foreach (var key in missing)
        {
            if (read.TryGetValue((key.Wave, key.Question), out var counts))
                database.Cache.Keep(survey, KeyOf(key), counts);
        }
        return read;

        static SetKey KeyOf((string Wave, int Revision, string Question) key) => SetKey.NumberCounts(key.Wave, key.Revision, key.Question);
    }

    /// <summary>The bytes go where the values are to stand, and nowhere else before.</summary>
    private static async Task<T[]> Column<T>(NpgsqlDataReader rows, int column, CancellationToken cancel) where T : struct
    {
        await using var bytes = await rows.GetStreamAsync(column, cancel);
        var values = new T[bytes.Length / Unsafe.SizeOf<T>()];
        bytes.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    private static NumberCount[] Sum(NumberCount[] counts, NumberCount[] more)
    {
        var counter = new NumberCounter();
        foreach (var (value, respondents) in counts.Concat(more))
            counter.Add(value, respondents);
        return counter.Counts();
    }
}
