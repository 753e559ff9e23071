namespace Survey.Answers;

/// <summary>An option or net, with all of a table's respondents who chose it: the base of percentages of them.</summary>
/// <param name="Label">in the wave's own wording</param>
/// <param name="Count">unweighted</param>
/// <param name="EffectiveBase">Kish's effective base, where respondents are weighted; or null</param>
/// <param name="Percent">of all respondents of the table, 0 to 100; null where there are none</param>
/// <param name="Flags"><c>low</c> where Count is under 30</param>
public sealed record Margin(
    string Id,
    string Label,
    bool Net,
    int Count,
    double? EffectiveBase,
    double? Percent,
    double? Low,
    double? High,
    IReadOnlyList<string> Flags
);
