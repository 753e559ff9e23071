namespace Survey.Coded;

/// <summary>
/// Who a wave's respondents are and what they answered, as two numbers each that tell neither: the first eight bytes of the SHA-256 of the
/// respondent's id, and of the answers as they stand in the file. Enough to see that a later file says otherwise of the same people.
/// Kept only where the file has a column of ids that can be relied on.
/// </summary>
public sealed class RespondentKeys
{
    private readonly List<(ulong Id, ulong Answers)> keys = [];
    private readonly List<long> lines = [];

    /// <summary>In file order.</summary>
    internal IReadOnlyList<(ulong Id, ulong Answers)> All => keys;

    /// <summary>Adds the next respondent of the file.</summary>
    /// <param name="id">0 for a respondent without an id, who is never known again</param>
    public void Add(ulong id, ulong answers, long line)
    {
        keys.Add((id, answers));
        lines.Add(line);
    }

    /// <summary>Who of an earlier revision is here too, and who of them answered otherwise, by the lines of this file.</summary>
    public (int Known, IReadOnlyList<long> ChangedLines) Against(IReadOnlyDictionary<ulong, ulong> earlier)
    {
        var known = 0;
        var changed = new List<long>();
        for (var respondent = 0; respondent < keys.Count; respondent++)
        {
            if (keys[respondent].Id == 0 || !earlier.TryGetValue(keys[respondent].Id, out var answers))
                continue;
            known++;
            if (answers != keys[respondent].Answers)
                changed.Add(lines[respondent]);
        }
        return (known, changed);
    }
}
