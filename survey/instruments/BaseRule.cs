namespace Survey.Instruments;

/// <summary>The respondents that a percentage is of.</summary>
public enum BaseRule
{
    /// <summary>those who chose at least one option, "N/A" and "don't know" included</summary>
    Answered,

    /// <summary>those who chose at least one option that is not marked missing</summary>
    Valid,

    /// <summary>all respondents of the wave</summary>
    All,

    /// <summary>those whom the wave asked the question, as its routing in the instrument says</summary>
    Asked,
}

/// <summary>How base rules are written, and what they are called.</summary>
public static class BaseRules
{
    /// <summary>By the name that addresses, command lines and claims give them.</summary>
    public static IReadOnlyDictionary<string, BaseRule> ByName { get; } =
        new Dictionary<string, BaseRule>
        {
            ["answered"] = BaseRule.Answered,
            ["valid"] = BaseRule.Valid,
            ["all"] = BaseRule.All,
            ["asked"] = BaseRule.Asked,
        };

    public static string Name(this BaseRule rule) => ByName.First(pair => pair.Value == rule).Key;

    /// <summary>As in "percentages are of those …".</summary>
    public static string InWords(this BaseRule rule) =>
        rule switch
        {
            BaseRule.Answered => "who answered the question",
            BaseRule.Valid => "who gave a valid answer",
            BaseRule.All => "who took part",
            _ => "who were asked the question",
        };

    /// <summary>As in "percent of respondents …".</summary>
    public static string Short(this BaseRule rule) =>
        rule switch
        {
            BaseRule.Answered => "who answered",
            BaseRule.Valid => "who gave a valid answer",
            BaseRule.Asked => "who were asked",
            _ => "in all",
        };

    /// <summary>As in a choice of percentages: "without “N/A” and “don't know”".</summary>
    public static string Meaning(this BaseRule rule) =>
        rule switch
        {
            BaseRule.Answered => "of those who answered",
            BaseRule.Valid => "without “N/A” and “don't know”",
            BaseRule.All => "of all respondents",
            _ => "of those who were asked",
        };
}
