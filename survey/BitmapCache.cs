namespace Survey;

/// <summary>
/// The sets that were read last, least recently used ones dropped first. A revision never changes, so what is here is never stale.
/// Safe to use from several threads.
/// </summary>
/// <param name="capacity">bytes of bits that are kept; 0 keeps nothing</param>
public sealed class BitmapCache(long capacity)
{
    /// <summary>What a set takes beside its bits: its key, and its places in dictionary and list.</summary>
    private const int Overhead = 250;

    private readonly Dictionary<(string Survey, SetKey Key), LinkedListNode<((string, SetKey) Key, Bitmap Set)>> nodes = [];
    private readonly LinkedList<((string Survey, SetKey Key) Key, Bitmap Set)> recent = [];
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

    internal Bitmap? Find(string survey, SetKey key)
    {
        lock (gate)
        {
            if (!nodes.TryGetValue((survey, key), out var node))
                return null;
            recent.Remove(node);
            recent.AddFirst(node);
            return node.Value.Set;
        }
    }

    internal void Keep(string survey, SetKey key, Bitmap set)
    {
        lock (gate)
        {
            // What is larger than all the room there is would only drive out the rest.
            if (nodes.ContainsKey((survey, key)) || set.Bytes + Overhead > capacity)
                return;
            nodes[(survey, key)] = recent.AddFirst(((survey, key), set));
            bytes += set.Bytes + Overhead;
            while (bytes > capacity && recent.Last is { } oldest)
            {
                recent.Remove(oldest);
                nodes.Remove(oldest.Value.Key);
                bytes -= oldest.Value.Set.Bytes + Overhead;
            }
        }
    }
}
