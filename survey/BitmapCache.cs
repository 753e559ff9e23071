namespace Survey;

/// <summary>
/// The sets and numbers that were read last, least recently used ones dropped first. A revision never changes, so what is here is never stale.
/// Safe to use from several threads.
/// </summary>
/// <param name="capacity">bytes of bits and numbers that are kept; 0 keeps nothing</param>
public sealed class BitmapCache(long capacity)
{
    /// <summary>What a set takes beside its bits, and numbers beside themselves: its key, and its places in dictionary and list.</summary>
    private const int Overhead = 250;

    private readonly Dictionary<(string Survey, SetKey Key), LinkedListNode<((string, SetKey) Key, object Kept, long Bytes)>> nodes = [];
    private readonly LinkedList<((string Survey, SetKey Key) Key, object Kept, long Bytes)> recent = [];
    private readonly Lock gate = new();
    private long bytes;

    /// <summary>As <c>SURVEY_CACHE_MB</c> says; 256 MB when it says nothing.</summary>
    /// <exception cref="SurveyException">it says no number of megabytes</exception>
    public static BitmapCache FromEnvironment()
    {
        var text = Environment.GetEnvironmentVariable("SURVEY_CACHE_MB") is { Length: > 0 } said ? said : "256";
        return int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var megabytes)
            ? new BitmapCache(megabytes * 1_048_576L)
            : throw new SurveyException($"SURVEY_CACHE_MB is {Label.Quote(text)}; a whole number of megabytes was expected, 0 for no cache");
    }

    public long Bytes
    {
        get
        {
            lock (gate)
                return bytes;
        }
    }

    internal Bitmap? Find(string survey, SetKey key) => (Bitmap?)Kept(survey, key);

    /// <summary>Those that a key of numbers names.</summary>
    internal double[]? FindNumbers(string survey, SetKey key) => (double[]?)Kept(survey, key);

    internal void Keep(string survey, SetKey key, Bitmap set) => Keep(survey, key, set, set.Bytes);

    internal void Keep(string survey, SetKey key, double[] numbers) => Keep(survey, key, numbers, numbers.Length * (long)sizeof(double));

    private object? Kept(string survey, SetKey key)
    {
        lock (gate)
        {
            if (!nodes.TryGetValue((survey, key), out var node))
                return null;
            recent.Remove(node);
            recent.AddFirst(node);
            return node.Value.Kept;
        }
    }

    private void Keep(string survey, SetKey key, object kept, long size)
    {
        lock (gate)
        {
            // What is larger than all the room there is would only drive out the rest.
            if (nodes.ContainsKey((survey, key)) || size + Overhead > capacity)
                return;
            nodes[(survey, key)] = recent.AddFirst(((survey, key), kept, size + Overhead));
            bytes += size + Overhead;
            while (bytes > capacity && recent.Last is { } oldest)
            {
                recent.Remove(oldest);
                nodes.Remove(oldest.Value.Key);
                bytes -= oldest.Value.Bytes;
            }
        }
    }
}
