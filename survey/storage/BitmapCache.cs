using System.Runtime.CompilerServices;
using Survey.Coded;

namespace Survey.Storage;

/// <summary>
/// The sets, numbers and counts of numbers that were read last, least recently used ones dropped first. A revision never changes, so what
/// is here is never stale. Safe to use from several threads.
/// </summary>
/// <param name="capacity">bytes of bits, numbers and counts that are kept; 0 keeps nothing</param>
public sealed class BitmapCache(long capacity)
{
    /// <summary>What a set takes beside its bits, and numbers beside themselves: its key, and its places in dictionary and list.</summary>
    private const int Overhead = 250;

    private readonly BoundedCache<(string Survey, SetKey Key), object> kept = new(capacity);
    private readonly Lock gate = new();

    /// <summary>As <c>SURVEY_CACHE_MB</c> says; 256 MB when it says nothing.</summary>
    /// <exception cref="SurveyException">it says no number of megabytes</exception>
    public static BitmapCache FromEnvironment() => new(Megabytes.FromEnvironment("SURVEY_CACHE_MB", 256, "for no cache"));

    public long Bytes
    {
        get
        {
            lock (gate)
                return kept.Bytes;
        }
    }

    internal Bitmap? Find(string survey, SetKey key) => (Bitmap?)Kept(survey, key);

    /// <summary>The values that a key of numbers, or of their counts, names.</summary>
    internal T[]? Find<T>(string survey, SetKey key)
        where T : struct => (T[]?)Kept(survey, key);

    internal void Keep(string survey, SetKey key, Bitmap set) => Keep(survey, key, set, set.Bytes);

    internal void Keep<T>(string survey, SetKey key, T[] values)
        where T : struct => Keep(survey, key, values, values.Length * (long)Unsafe.SizeOf<T>());

    private object? Kept(string survey, SetKey key)
    {
        lock (gate)
            return kept.TryFind((survey, key), out var found) ? found : null;
    }

    private void Keep(string survey, SetKey key, object value, long size)
    {
        lock (gate)
            kept.Keep((survey, key), value, size + Overhead);
    }
}
