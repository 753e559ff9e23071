using System.Data;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Npgsql;

namespace Survey.Storage;

/// <summary>What the table <c>number</c> holds of questions of kind number, in chunks: numbers, or their counts. Read through the
/// cache.</summary>
internal static class NumberChunks
{
    /// <summary>The values of questions, in one round trip; those that the cache still has are not read.</summary>
    /// <param name="cached">what the values are called in the cache</param>
    /// <param name="sql">takes the parameters of <see cref="QuestionKey.Add"/>, and gives a row a chunk, in order: the place of its key,
    /// from 1, and then the values</param>
    /// <param name="chunk">the values of a row</param>
    /// <param name="join">the values of the chunks before, and those of the next</param>
    /// <returns>by wave and question; what the revision was not coded with as a number is not there</returns>
    public static async Task<IReadOnlyDictionary<(string Wave, string Question), T[]>> Read<T>(
        SurveyDatabase database,
        string survey,
        IReadOnlyCollection<QuestionKey> keys,
        Func<QuestionKey, SetKey> cached,
        string sql,
        Func<NpgsqlDataReader, Task<T[]>> chunk,
        Func<T[], T[], T[]> join,
        CancellationToken cancel
    )
        where T : struct
    {
        var read = new Dictionary<(string Wave, string Question), T[]>();
        var missing = new List<QuestionKey>();
        foreach (var key in keys)
        {
            if (database.Cache.Find<T>(survey, cached(key)) is { } kept)
                read[(key.Wave, key.Question)] = kept;
            else
                missing.Add(key);
        }
        if (missing.Count == 0)
            return read;
        await using var connection = await database.Open(cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        QuestionKey.Add(command.Parameters, survey, missing);
        // In sequence: the bytes go where the values are to stand, and nowhere else before.
        await using (var rows = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancel))
        {
            while (await rows.ReadAsync(cancel))
            {
                var key = missing[(int)rows.GetInt64(0) - 1];
                var values = await chunk(rows);
                read[(key.Wave, key.Question)] = read.TryGetValue((key.Wave, key.Question), out var before) ? join(before, values) : values;
            }
        }
        foreach (var key in missing)
        {
            if (read.TryGetValue((key.Wave, key.Question), out var values))
                database.Cache.Keep(survey, cached(key), values);
        }
        return read;
    }

    /// <summary>The values that a column's bytes are in memory.</summary>
    public static async Task<T[]> Column<T>(NpgsqlDataReader rows, int column, CancellationToken cancel)
        where T : struct
    {
        await using var bytes = await rows.GetStreamAsync(column, cancel);
        var values = new T[bytes.Length / Unsafe.SizeOf<T>()];
        bytes.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
