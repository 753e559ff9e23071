using System.Diagnostics.CodeAnalysis;

namespace Survey;

/// <summary>What was used last, in bounded room: the least recently used is dropped first. Not safe for several threads: who shares it,
/// locks.</summary>
/// <param name="capacity">bytes; 0 keeps nothing</param>
public sealed class BoundedCache<TKey, TValue>(long capacity)
    where TKey : notnull
{
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value, long Bytes)>> nodes = [];
    private readonly LinkedList<(TKey Key, TValue Value, long Bytes)> recent = [];

    public long Bytes { get; private set; }

    public bool TryFind(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        value = default;
        if (!nodes.TryGetValue(key, out var node))
            return false;
        recent.Remove(node);
        recent.AddFirst(node);
        value = node.Value.Value;
        return true;
    }

    /// <summary>Keeps a value that is not there yet, if there is room for it at all: what is larger than all the room would only drive out
    /// the rest.</summary>
    /// <param name="size">bytes that it takes, its key included</param>
    public void Keep(TKey key, TValue value, long size)
    {
        if (nodes.ContainsKey(key) || size > capacity)
            return;
        nodes[key] = recent.AddFirst((key, value, size));
        Bytes += size;
        while (Bytes > capacity && recent.Last is { } oldest)
        {
            recent.Remove(oldest);
            nodes.Remove(oldest.Value.Key);
            Bytes -= oldest.Value.Bytes;
        }
    }

    public void Clear()
    {
        nodes.Clear();
        recent.Clear();
        Bytes = 0;
    }
}
