namespace Survey.Instruments;

/// <summary>An option or net of a question; no net has the id of an option.</summary>
/// <param name="Label">the question's own, or a wave's wording where it is of a wave</param>
public sealed record Choice(string Id, string Label, bool Net);
