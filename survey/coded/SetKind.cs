namespace Survey.Coded;

/// <summary>What respondents have in common who are a set, or what else is known of them by question.</summary>
public enum SetKind
{
    /// <summary>they chose an option</summary>
    Option,

    /// <summary>they chose at least one option of a net</summary>
    Net,

    /// <summary>they chose at least one option</summary>
    Answered,

    /// <summary>they chose at least one option that is not marked missing</summary>
    Valid,

    /// <summary>no set, but the numbers that respondents gave</summary>
    Numbers,

    /// <summary>no set, but each different number with how many gave it</summary>
    NumberCounts,

    /// <summary>no set, but how many numbers of one coding have no equal in another</summary>
    OtherNumbers,
}

/// <summary>How the kinds of sets are stored.</summary>
public static class SetKinds
{
    private static readonly Dictionary<string, SetKind> Stored = new()
    {
        ["option"] = SetKind.Option,
        ["net"] = SetKind.Net,
        ["answered"] = SetKind.Answered,
        ["valid"] = SetKind.Valid,
    };

    /// <summary>As the database has it.</summary>
    public static string Name(this SetKind kind) => Stored.First(pair => pair.Value == kind).Key;

    internal static SetKind Parse(string name) => Stored[name];
}
