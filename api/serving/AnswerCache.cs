using Survey.Storage;

namespace Survey.Api.Serving;

/// <summary>
/// The answers that were given last, by address, least recently used ones dropped first. None is kept unless it was begun while every
/// change is told (<see cref="Notices"/>), and none outlives the next change: an answer may be as old as a notice is on its way, typically
/// less than a millisecond, and is never a mixture. Where the connection breaks without a word, that is seen within ten seconds. Safe to
/// use from several threads.
/// </summary>
/// <param name="capacity">bytes that are kept; 0 keeps nothing</param>
public sealed class AnswerCache(long capacity)
{
    /// <summary>Marks an endpoint whose answers depend on nothing but the address and what is loaded.</summary>
    public sealed class Kept;

    private readonly BoundedCache<string, CachedAnswer> recent = new(capacity);
    private readonly Lock gate = new();
    private long changes;
    private bool told;

    /// <summary>As <c>SURVEY_ANSWERS_MB</c> says; 64 MB when it says nothing.</summary>
    /// <exception cref="SurveyException">it says no number of megabytes</exception>
    public static AnswerCache FromEnvironment() => new(Megabytes.FromEnvironment("SURVEY_ANSWERS_MB", 64, "to keep no answers"));

    public long Bytes
    {
        get
        {
            lock (gate)
                return recent.Bytes;
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
            recent.Clear();
        }
    }

    public CachedAnswer? Find(string address)
    {
        lock (gate)
            return recent.TryFind(address, out var answer) ? answer : null;
    }

    /// <param name="begun">what <see cref="Now"/> was before anything was read for it</param>
    public void Keep(string address, CachedAnswer answer, long? begun)
    {
        lock (gate)
        {
            if (told && begun == changes)
                recent.Keep(address, answer, answer.Bytes + 2L * address.Length);
        }
    }
}
