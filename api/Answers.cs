namespace Survey.Api;

/// <summary>
/// The answers that were given last, by address, least recently used ones dropped first. None is kept unless it was begun while every change is told
/// (<see cref="Notices"/>), and none outlives the next change: an answer may be as old as a notice is on its way, typically less than a millisecond, and is never
/// a mixture. Where the connection breaks without a word, that is seen within ten seconds. Safe to use from several threads.
/// </summary>
/// <param name="capacity">bytes that are kept; 0 keeps nothing</param>
public sealed class Answers(long capacity)
{
    /// <summary>Marks an endpoint whose answers depend on nothing but the address and what is loaded.</summary>
    public sealed class Kept;

    private readonly Dictionary<string, LinkedListNode<(string Address, Answer Answer)>> nodes = [];
    private readonly LinkedList<(string Address, Answer Answer)> recent = [];
    private readonly Lock gate = new();
    private long changes;
    private bool told;
    private long bytes;

    /// <summary>As <c>SURVEY_ANSWERS_MB</c> says; 64 MB when it says nothing.</summary>
    /// <exception cref="SurveyException">it says no number of megabytes</exception>
    public static Answers FromEnvironment()
    {
        var text = Environment.GetEnvironmentVariable("SURVEY_ANSWERS_MB") is { Length: > 0 } said ? said : "64";
        return int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var megabytes)
            ? new Answers(megabytes * 1_048_576L)
            : throw new SurveyException($"SURVEY_ANSWERS_MB is {Label.Quote(text)}; a whole number of megabytes was expected, 0 to keep no answers");
    }

    public long Bytes
    {
        get
        {
            lock (gate)
                return bytes;
        }
    }

    /// <summary>Where an answer that begins now stands in the row of changes; null while changes are not told.</summary>
    public long? Now
    {
        get
        {
            lock (gate)
                return told ? changes : null;
        }
    }

    /// <summary>Drops everything: loads are rare, and the lists and the start page are of all surveys.</summary>
    /// <param name="told">whether later changes will be told</param>
    public void Change(bool told = true)
    {
        lock (gate)
        {
            changes++;
            this.told = told;
            nodes.Clear();
            recent.Clear();
            bytes = 0;
        }
    }

    public Answer? Find(string address)
    {
        lock (gate)
        {
            if (!nodes.TryGetValue(address, out var node))
                return null;
            recent.Remove(node);
            recent.AddFirst(node);
            return node.Value.Answer;
        }
    }

    /// <param name="begun">what <see cref="Now"/> was before anything was read for it</param>
    public void Keep(string address, Answer answer, long? begun)
    {
        lock (gate)
        {
            // What is larger than all the room there is would only drive out the rest.
            if (!told || begun != changes || nodes.ContainsKey(address) || Size(address, answer) > capacity)
                return;
            nodes[address] = recent.AddFirst((address, answer));
            bytes += Size(address, answer);
            while (bytes > capacity && recent.Last is { } oldest)
            {
                recent.Remove(oldest);
                nodes.Remove(oldest.Value.Address);
                bytes -= Size(oldest.Value.Address, oldest.Value.Answer);
            }
        }
    }

    private static long Size(string address, Answer answer) => answer.Bytes + 2L * address.Length;
}
