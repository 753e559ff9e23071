namespace Survey;

public enum QuestionKind
{
    Single,
    Multiple,
    Text,
}

/// <summary>What a question's figures at one wave must not be taken for. See survey/INSTRUMENT.md.</summary>
public enum Flag
{
    Break,
    Differs,
    Provisional,
}

/// <summary>One answer category.</summary>
/// <param name="Wordings">other texts that mean this option</param>
/// <param name="Offered">the waves that offered it; null for all that asked the question</param>
/// <param name="Missing">an answer that is not part of the base <c>valid</c>: "N/A", "don't know"</param>
/// <param name="Other">takes free text</param>
/// <param name="Any">whatever is in its column ticks it</param>
public sealed record Option(string Id, string Label, IReadOnlyList<string> Wordings, IReadOnlyList<string>? Offered, bool Missing, bool Other, bool Any = false)
{
    public bool IsOfferedIn(string wave) => Offered is null || Offered.Contains(wave);
}

/// <summary>A named union of options; a respondent counts once.</summary>
public sealed record Net(string Id, string Label, IReadOnlyList<string> Of);

/// <summary>The row of a grid that a question is.</summary>
public sealed record GridRow(string Grid, string GridText, string Label, IReadOnlyList<string> Wordings);

/// <summary>What one wave says otherwise about a question.</summary>
/// <param name="Labels">the wave's own wording of options, by option id</param>
/// <param name="Repairs">texts that mean another text in this wave's columns of the question: <c>Oct-49</c> means <c>10-49</c></param>
public sealed record WaveWording(string? Text, Flag? Flag, string Reason, IReadOnlyDictionary<string, string> Labels, IReadOnlyDictionary<string, string> Repairs);

/// <summary>A question over all its waves.</summary>
/// <param name="Asked">the waves that asked it; null for all</param>
/// <param name="Row">the grid row it is, or null</param>
/// <param name="Waves">what single waves say otherwise, by wave id</param>
/// <param name="Column">the header of its columns where that is not its text, or null</param>
public sealed record Question(
    string Id, string Text, QuestionKind Kind, GridRow? Row, IReadOnlyList<string>? Asked, IReadOnlyList<Option> Options, IReadOnlyList<Net> Nets,
    IReadOnlyDictionary<string, WaveWording> Waves, string? Column = null)
{
    public bool IsAskedIn(string wave) => Asked is null || Asked.Contains(wave);

    public (Flag Flag, string Reason)? FlagIn(string wave) => Waves.GetValueOrDefault(wave) is { Flag: { } flag, Reason: var reason } ? (flag, reason) : null;
}
